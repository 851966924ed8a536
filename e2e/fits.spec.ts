import type { Locator, Page } from "@playwright/test";
import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

const PHONE = { width: 390, height: 844 };
const LANDSCAPE = { width: 844, height: 390 };

type Box = { x: number; y: number; width: number; height: number };

/** What a browser does for somebody who chose text of twice the size. */
async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not in sight.`);
  return box;
}

/** Where the words of each element are, which may be outside of it. */
function readWords(elements: Locator): Promise<{ text: string; box: Box; own: Box }[]> {
  return elements.evaluateAll((all) =>
    all.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const toBox = ({ x, y, width, height }: DOMRect) => ({ x, y, width, height });
      const { textContent } = element;
      return {
        text: textContent,
        box: toBox(range.getBoundingClientRect()),
        own: toBox(element.getBoundingClientRect()),
      };
    }),
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 1 && b.y < a.y + a.height - 1;
}

async function expectInSight(page: Page, locator: Locator, what: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await expect(locator, what).toBeVisible();
  // A dialog slides in: its final position counts.
  await expect(async () => {
    const box = await boxOf(locator);
    expect(box.x, `${what}, left`).toBeGreaterThanOrEqual(0);
    expect(box.y, `${what}, top`).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, `${what}, right`).toBeLessThanOrEqual(width + 1);
    expect(box.y + box.height, `${what}, bottom`).toBeLessThanOrEqual(height + 1);
  }).toPass({ timeout: 20_000 });
}

async function expectNoSideways(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    "nothing runs out sideways",
  ).toBe(0);
}

test("with text of twice the size on a phone, labels do not overlap, and the board stays free", async ({
  page,
  doors,
  game,
  panels,
  keep,
}) => {
  await page.setViewportSize(PHONE);
  await page.goto("/");
  await doubleText(page);
  await page.getByTestId("play").first().click();
  await expect(doors.connect).toBeVisible();
  await keep("1-connect");
  await expectNoSideways(page);
  await doors.guest.click();
  await expectInSight(page, doors.sign, "the button that signs");
  await keep("2-grant");
  await doors.sign.click();
  await game.waitUntilPlayable();
  await keep("3-play");
  await expectNoSideways(page);

  const words = await readWords(page.getByRole("tab"));
  for (const [index, { text, box, own }] of words.entries()) {
    expect(box.width, `${text} is within its tab`).toBeLessThanOrEqual(own.width);
    for (const other of words.slice(index + 1)) expect(overlap(box, other.box), `${text} on ${other.text}`).toBe(false);
  }
  const pad = await boxOf(page.getByTestId("step-north"));
  const gather = await boxOf(game.gatherButton);
  const header = page.locator("header");
  expect((await boxOf(header)).height, "what teaches lies over no button").toBeLessThan(Math.min(pad.y, gather.y));
  await page.getByTestId("coach-dismiss").click();
  await expect(page.getByTestId("coach")).toHaveCount(0);
  await game.waitUntilConfirmed();
  const top = await boxOf(header);
  const free = Math.min(pad.y, gather.y) - (top.y + top.height);
  expect(free, "of the board between what lies over it").toBeGreaterThanOrEqual(PHONE.height * 0.3);
  expect(overlap(gather, await boxOf(page.getByTestId("step-east"))), "thumbs have a button each").toBe(false);
  await expectInSight(page, page.getByTestId("open-settings"), "the settings");
  // A line that does not wrap is cut off, and pushes nothing off the screen.
  for (const part of [page.getByRole("region", { name: "Expedition" }), page.getByTestId("next-goal")]) {
    const { x, width } = await boxOf(part);
    expect(x + width, "it ends on the screen").toBeLessThanOrEqual(PHONE.width);
  }
  await keep("4-board");
  const unfold = page.getByTestId("bar-unfold");
  for (const part of ["expedition-left", "way-home", "bar-load", "bar-unfold", "next-goal", "open-settings"]) {
    await expectInSight(page, page.getByTestId(part), part);
  }
  await expect(page.getByTestId("tide")).toBeHidden();
  await unfold.click();
  await expect(page.getByTestId("tide"), "the rest is a press away").toBeVisible();
  await keep("4-unfolded");
  await unfold.click();
  await expect(page.getByTestId("tide")).toBeHidden();

  for (const name of ["pack", "bazaar", "session"] as const) {
    await panels.open(name);
    await keep(`5-${name}`);
    await expectNoSideways(page);
    const body = await boxOf(panels.body(name));
    expect(body.height, `${name} can be read`).toBeGreaterThan(PHONE.height * 0.25);
  }
});

test("on a phone in landscape, the button that signs is visible at once in every dialog", async ({
  page,
  chain,
  doors,
  game,
  panel,
  panels,
  owner,
  keep,
}) => {
  await page.setViewportSize(LANDSCAPE);
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.arrive();
  await expectInSight(page, doors.guest, "the first way in");
  await keep("1-connect");
  await doors.wallet(wallet.id).click();
  await expectInSight(page, doors.sign, "the button that signs");
  await keep("2-grant");
  const worst = page.getByTestId("grant-worst-case");
  await worst.scrollIntoViewIfNeeded();
  await expectInSight(page, doors.sign, "the button that signs, at the end of the card");
  expect(overlap(await boxOf(worst), await boxOf(doors.sign)), "and lies over nothing that is read").toBe(false);
  await keep("3-grant-end");
  await doors.sign.click();
  await game.waitUntilPlayable();
  await keep("4-play");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await chain.give(await panel.readAccount(), { idols: 1n });
  await panels.close();
  await page.keyboard.press("ArrowLeft");
  await expect(game.position).toHaveAttribute("data-tile", String(game.fromStart(-1, 0)));
  // The owner signs for what is on chain.
  await game.waitUntilConfirmed();
  await panels.open("bazaar");
  await owner.offer(26, 1, "2");
  await expectInSight(page, owner.sign, "the owner's button");
  await keep("5-owner");
  await owner.close();
  await panels.open("session");
  await panel.end.click();
  await panel.confirmEnd.click();
  await expectInSight(page, page.getByTestId("play-again"), "the way on");
  await keep("6-ended");
});

test("with forced colours, bars, the open tab and buttons are still visible", async ({
  page,
  beginAsGuest,
  panels,
  game,
  keep,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await beginAsGuest();
  // Something in the pack gives its bar a part that is full.
  await game.gather();
  await panels.open("session");
  await keep("1-session");
  const styleOf = (locator: Locator) =>
    locator.evaluate((element) => {
      const { backgroundColor, borderTopWidth, borderTopStyle, outlineStyle, color } = getComputedStyle(element);
      return { backgroundColor, border: borderTopStyle === "none" ? "0px" : borderTopWidth, outlineStyle, color };
    });
  const open = await styleOf(page.getByTestId("tab-session"));
  const closed = await styleOf(page.getByTestId("tab-pack"));
  expect(open, "the open tab is told from the others").not.toEqual(closed);

  const buttons = page.locator("button:visible");
  for (const button of await buttons.all()) {
    expect((await styleOf(button)).border, `${await button.getAttribute("data-testid")} has an edge`).not.toBe("0px");
  }
  await panels.close();
  await keep("2-bars");
  const bar = await styleOf(page.getByTestId("bar-fill").first());
  const track = await styleOf(page.getByTestId("bar-track").first());
  expect(bar.backgroundColor, "what is done differs from what is not").not.toBe(track.backgroundColor);
  expect(track.border, "the end of the bar is drawn").not.toBe("0px");
  await expect(game.gatherButton).toBeVisible();
  await keep("3-play");
});
