import { createGallery } from "./fixtures/gallery";
import { expect, test } from "./test";

test("a whole Dash by keyboard, without a chain: set out, gather, bank, home, summary", async ({ page, keep }) => {
  await createGallery(page).open("expedition-live");
  await page.getByTestId("set-out").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("moment-set-out")).toContainText("Dash");
  await expect(page.getByTestId("expedition-left")).toBeVisible();
  await expect(page.getByTestId("way-home")).toHaveAttribute("data-urgency", "here");
  await keep("1-set-out");

  await test.step("gathers what grows beside the fire; a bush gives once in a tide", async () => {
    await page.keyboard.press("Space");
    await expect(page.getByTestId("pack-units").first()).toContainText(/^2 of/);
    await keep("2-gathered");
    await page.keyboard.press("d");
    await page.keyboard.press("Space");
    await expect(page.getByTestId("pack-units").first()).not.toContainText(/^2 of/);
  });

  await test.step("banks it at the camp", async () => {
    await page.keyboard.press("b");
    await expect(page.getByTestId("moment-banked")).toContainText("Safe");
    await expect(page.getByTestId("pack-units").first()).toContainText(/^0 of/);
    await keep("3-banked");
  });

  await test.step("ends at home, and reads what it came to", async () => {
    await page.getByTestId("tab-finish").focus();
    await page.keyboard.press("Enter");
    for (const button of ["finish", "finish-confirm"]) {
      await page.getByTestId(button).focus();
      await page.keyboard.press("Enter");
    }
    await expect(page.getByTestId("summary")).toHaveAttribute("data-home", "true");
    await keep("4-summary");
  });
});
