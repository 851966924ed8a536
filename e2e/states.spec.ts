import { expectAccessible } from "./fixtures/audit";
import { createGallery } from "./fixtures/gallery";
import { findUnreached } from "./fixtures/reach";
import { listenToRegions } from "./fixtures/spoken";
import { expect, test } from "./test";

const anySize = { tag: "@anySize" };
/** Each within the time of a story. */
const PARTS = [0, 1, 2, 3, 4, 5];

for (const part of PARTS) {
  const which = `part ${part + 1} of ${PARTS.length}`;
  test(
    `every state of the gallery keeps WCAG 2.2 AA, and the keyboard alone reaches all of it, ${which}`,
    anySize,
    async ({ page }) => {
      const gallery = createGallery(page);
      const names = await gallery.readNames();
      if (part === 0) await expectAccessible(page, "the list of states");
      for (const name of names.filter((_, index) => index % PARTS.length === part)) {
        await gallery.open(name);
        await expectAccessible(page, name);
        expect.soft(await findUnreached(page), name).toEqual([]);
      }
    },
  );
}

test("the Tab key finds a control that hides its focus, and one that it cannot reach", anySize, async ({ page }) => {
  await createGallery(page).open("panel-end");
  await page.evaluate(() => {
    document
      .querySelector<HTMLElement>("[data-testid=end-session-confirm]")
      ?.style.setProperty("outline", "none", "important");
    const [keep] = [...document.querySelectorAll("button")].filter(({ textContent }) => textContent === "Keep playing");
    keep?.addEventListener("focusin", (event) => event.stopPropagation());
  });
  expect(await findUnreached(page)).toEqual([
    "BUTTON end-session-confirm does not show that it has the focus",
    "BUTTON Keep playing is not reached",
  ]);
});

test("a countdown is read out when a mark is passed, once, and not each second", anySize, async ({ page, keep }) => {
  await page.clock.install();
  await createGallery(page).open("panel-warns");
  const readSaid = await listenToRegions(page);
  await page.clock.runFor(11 * 60_000);
  await expect(page.getByTestId("time-left")).toHaveAttribute("data-seconds", "0");
  await keep("over");
  expect(await readSaid()).toEqual(["Less than 10 minutes left.", "Less than five minutes left.", "One minute left."]);
});
