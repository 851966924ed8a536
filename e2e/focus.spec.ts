import type { Page } from "@playwright/test";
import { injectWallet } from "./fixtures/wallet";
import type { GameDriver } from "./game/GameDriver";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

const IDOL = 26;

/** One key, pressed once, must reach the island. East and west of the camp the ground is open. */
async function expectIslandHears(page: Page, game: GameDriver, after: string): Promise<void> {
  const before = await game.readTile();
  const step = before < game.fromStart(0, 0) ? 1 : -1;
  await page.keyboard.press(step > 0 ? "ArrowRight" : "ArrowLeft");
  await expect(game.position, after).toHaveAttribute("data-tile", String(before + step), { timeout: 10_000 });
}

test("keys walk after every fold-out, field, sale, dialog and click, and Escape returns them to the game", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  owner,
}) => {
  await doors.enterWithWallet(await injectWallet(page, chain.deployment.chainId));
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.waitUntilConfirmed();
  await panels.open("session");
  await chain.give(await panel.readAccount(), { idols: 2n });
  await panels.close();
  await game.step("west");
  await game.waitUntilConfirmed();
  const settings = new SettingsPage(page);

  await test.step("fold-outs", async () => {
    await panels.open("bazaar");
    await page.getByTestId("send").locator("summary").click();
    await expectIslandHears(page, game, "Send to somebody");
    await panels.open("bazaar");
    await page.getByTestId("sell").locator("summary").click();
    await expectIslandHears(page, game, "Sell something");
    await panels.open("session");
    await page.getByTestId("signed").locator("summary").first().click();
    await expectIslandHears(page, game, "What you signed");
  });

  await test.step("a field, left with Escape, with a click elsewhere, or with its fold-out", async () => {
    await panels.open("bazaar");
    await page.getByTestId("sell").locator("summary").click();
    const price = page.getByTestId("sell-price");
    await price.click();
    await page.keyboard.type("12");
    await expect(price, "what is typed is the field's").toHaveValue("12");
    await page.keyboard.press("Escape");
    await expectIslandHears(page, game, "Escape in a field");
    await page.getByTestId("sell-item").focus();
    await page.keyboard.press("Escape");
    await expectIslandHears(page, game, "Escape in a list");
    await price.click();
    await page.getByTestId("bazaar-refresh").click();
    await expectIslandHears(page, game, "a press beside the field");
    await price.click();
    await page.getByTestId("sell").locator("summary").click();
    await expectIslandHears(page, game, "the fold-out is closed over the field");
  });

  await test.step("a sale, cancelled and made", async () => {
    await owner.offer(IDOL, 1, "2");
    await owner.close();
    await expectIslandHears(page, game, "a sale that was not made");
    await owner.offer(IDOL, 1, "2");
    await owner.confirm();
    await page.getByTestId("owner-done").click();
    await expect(owner.dialog).toBeHidden();
    await expectIslandHears(page, game, "a sale");
  });

  await test.step("a dialog, with mouse and with keyboard", async () => {
    await panels.close();
    await settings.open();
    await settings.close();
    await expectIslandHears(page, game, "settings, by mouse");
    const button = page.getByTestId("open-settings");
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(settings.dialog).toBeVisible();
    await settings.close();
    await expect(button, "who came by keyboard is where he was").toBeFocused();
    await expectIslandHears(page, game, "a focused button takes only what presses it");
    await page.keyboard.press("Escape");
    await expect(button).not.toBeFocused();
  });

  await test.step("a change of mind about ending the session", async () => {
    await panels.open("session");
    await panel.end.click();
    await expect(panel.confirmEnd).toBeFocused();
    await page.getByRole("button", { name: "Keep playing" }).click();
    await expectIslandHears(page, game, "Keep playing");
  });
});
