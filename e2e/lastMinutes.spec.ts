import type { Page } from "@playwright/test";
import { DOOR_DOWN } from "./fixtures/guard";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

/** Records what a live region says, and which notices of the system appear. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { spoken: [] as string[], notices: [] as string[] };
    Object.assign(window, { seen });
    const Real = window.Notification;
    window.Notification = new Proxy(Real, {
      construct: (target, [title, options]) => {
        seen.notices.push(`${title}: ${options?.body}`);
        return new target(title, options);
      },
    });
    new MutationObserver(() => {
      const text = document.querySelector("[data-testid=time-spoken]")?.textContent;
      if (text && seen.spoken.at(-1) !== text) seen.spoken.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** How far the end on the card is from an hour from now, in minutes. */
async function readMinutesOff(page: Page): Promise<number> {
  const [, hours = "", minutes = ""] =
    /(\d\d):(\d\d)/.exec(await page.getByTestId("permission-dialog").getByTestId("grant-pass").innerText()) ?? [];
  const wanted = new Date(Date.now() + 3_600_000);
  const off = Math.abs(Number(hours) * 60 + Number(minutes) - wanted.getHours() * 60 - wanted.getMinutes());
  return Math.min(off, 1_440 - off);
}

type Seen = { spoken: string[]; notices: string[] };
const read = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

test("the last minutes of an hour: warned at five and at one, once each, and in another tab by a notice of the system", async ({
  page,
  context,
  stack,
  guard,
  doors,
  game,
  panels,
  panel,
  keep,
}) => {
  guard.forgive(DOOR_DOWN);
  await context.grantPermissions(["notifications"]);
  await listen(page);
  await page.clock.install();
  await doors.enterAsGuest();
  await doors.sign.click();
  await game.waitUntilPlayable();
  const settings = new SettingsPage(page);
  await settings.open();
  await page.getByTestId("setting-notices").click();
  await expect(page.getByTestId("setting-notices")).toBeChecked();
  await settings.close();

  const banner = page.getByTestId("renew-banner");
  const readNow = () => page.evaluate(() => Date.now());
  await panels.open("session");
  const endsAtMs = Number(await panel.timeLeft.first().getAttribute("data-seconds")) * 1_000 + (await readNow());
  await panels.close();
  const leave = async (seconds: number) =>
    page.clock.fastForward(Math.max(0, endsAtMs - seconds * 1_000 - (await readNow())));
  // Without blocks this machine's clock alone shows the time.
  await stack.stop("chain");
  try {
    await leave(320);
    await expect(banner).toHaveCount(0);
    await leave(295);
    await expect(banner).toContainText("Less than five minutes left");
    await keep("five-minutes");
    await page.getByTestId("renew-later").click();
    await expect(banner).toHaveCount(0);

    await page.evaluate(() =>
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }),
    );
    await leave(55);
    await expect(banner).toContainText("One minute left");
    await keep("one-minute");
    await page.getByTestId("renew").click();
    await expect(page.getByTestId("permission-dialog")).toBeVisible();
    await expect(banner, "the open dialog already offers it").toHaveCount(0);
    await page.keyboard.press("Escape");
    await leave(0);
    await expect(panel.ended).toContainText("Your hour is over");
    await expect(page.getByTestId("notice"), "no message repeats what the dialog says").toHaveCount(0);
    await keep("over");
    expect(await read(page)).toEqual({
      spoken: ["Less than 10 minutes left.", "Less than five minutes left.", "One minute left."],
      notices: ["Hourglass: One minute left.", "Hourglass: Your hour is over."],
    });
  } finally {
    await stack.start("chain");
  }
});

test("the hour ends while moves wait: the page says that the expedition is over, and the next hour begins a new one", {
  tag: "@anySize",
}, async ({ page, stack, chain, guard, doors, game, panels, panel, keep, openSession }) => {
  guard.forgive(DOOR_DOWN);
  await page.clock.install();
  await doors.enterAsGuest();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  await panels.close();

  await stack.stop("bundler");
  try {
    await game.step("west");
    await game.step("west");
    await stack.stop("chain");
    await page.clock.fastForward("01:00:00");
    await expect(panel.ended).toBeVisible();
    await keep("over");
    await page.getByTestId("play-again").click();
    await stack.start("chain");
    // The chain's clock did not skip an hour: the card is made anew as soon as the page hears that.
    await expect.poll(() => readMinutesOff(page), { timeout: 60_000 }).toBeLessThan(5);
    await doors.sign.click();
    await expect(page.getByTestId("permission-dialog")).toHaveCount(0);
  } finally {
    await stack.start("chain");
    await stack.start("bundler");
  }
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  expect((await chain.readRun(account)).tile, "page and chain agree").toBe(await game.readTile());
  expect((await chain.readOperations(account)).every(({ success }) => success)).toBe(true);
});
