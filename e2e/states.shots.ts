import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/audit";
import { createGallery } from "./fixtures/gallery";
import { expect, test } from "./test";

/** Kept in the repository, by size of the screen; every other picture stays in test-results. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  desktop: ["card-all", "sessions-own", "op-reverted", "bazaar-full"],
  tablet: ["owner-ready-wallet", "receipt-first", "door-wallets", "down-several"],
  phone: ["card-guest", "panel-running", "ended-exhausted", "card-wrong-chain"],
};
const KEPT_IN = path.join(import.meta.dirname, "../docs/screens/states");
/** So that times in a picture change only with what is drawn. */
const NOON = new Date(2026, 10, 30, 12);

/** What a browser does for somebody who chose another size of text; empty: the usual one. */
async function setTextSize(page: Page, size: string): Promise<void> {
  await page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize;
  }, size);
}

async function expectNoSideways(page: Page, what: string): Promise<void> {
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what)
    .toBeLessThanOrEqual(0);
}

test("takes a picture of every state of the gallery", async ({ page }, testInfo) => {
  const { name: screen } = testInfo.project;
  test.skip(!KEPT[screen], "of the game alone");
  test.setTimeout(3_600_000);
  mkdirSync(KEPT_IN, { recursive: true });
  await page.clock.setFixedTime(NOON);
  const gallery = createGallery(page);
  const shoot = (file: string) => page.screenshot({ path: file, scale: "css", fullPage: true, animations: "disabled" });
  for (const name of await gallery.readNames()) {
    const shootLook = (look: string) => shoot(testInfo.outputPath(name, `${look}.png`));
    await gallery.open(name);
    await shootLook("usual");
    if (KEPT[screen]?.includes(name)) await shoot(path.join(KEPT_IN, `${screen}-${name}.png`));
    await page.emulateMedia({ forcedColors: "active" });
    await shootLook("forced-colours");
    await page.emulateMedia({ forcedColors: "none" });
    await setTextSize(page, "200%");
    await shootLook("double-text");
    await expectNoSideways(page, `${name} with text of twice the size`);
    await setTextSize(page, "");
    await gallery.open(name, "large");
    await shootLook("large");
    await expectNoSideways(page, `${name}, large`);
    await expectAccessible(page, `${name}, large`);
  }
});
