import type { Page } from "@playwright/test";
import { GameDriver } from "./game/GameDriver";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

/** Like a browser that blocks all site data: each of these throws on access. */
function blockSiteData(): void {
  const denied = () => {
    throw new DOMException("The user denied permission.", "SecurityError");
  };
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: denied });
  IDBFactory.prototype.open = denied as never;
  LockManager.prototype.request = (() => Promise.reject(new DOMException("denied", "SecurityError"))) as never;
  Object.assign(window, {
    BroadcastChannel: class {
      constructor() {
        denied();
      }
    },
  });
}

test("with all site data blocked the game works from memory, and says so", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  keep,
}) => {
  await page.addInitScript(blockSiteData);
  await doors.enterAsGuest();
  await expect(page.getByTestId("permission-dialog"), "a key that ends with the page runs less").toContainText(
    "20 min",
  );
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.step("west");
  await game.waitUntilConfirmed();
  await panels.open("session");
  expect(Number(await panel.timeLeft.first().getAttribute("data-seconds"))).toBeLessThan(1_200);
  await expect(page.getByTestId("key-memory")).toBeVisible();
  await keep("blocked");
  const player = await chain.readPlayer(await panel.readAccount());
  expect(Number(player.steps)).toBe(2);
});

test("when storage is lost during play nothing is lost, the hour continues, and it can be renewed", async ({
  page,
  chain,
  game,
  panels,
  panel,
  doors,
  keep,
  walkAsGuest,
}) => {
  await walkAsGuest("east");
  await page.evaluate(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
      if (name) await new Promise((resolve) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve }));
    }
  });
  await game.step("west");
  await game.step("south");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await expect(panel.root).toHaveAttribute("data-state", "enabled");
  await expect(page.getByTestId("key-memory")).toBeVisible();
  await keep("1-lost");
  const account = await panel.readAccount();
  await panel.endSession();
  await page.getByTestId("play-again").click();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("north");
  await game.waitUntilConfirmed();
  expect(Number((await chain.readPlayer(account)).steps)).toBe(4);
});

test("ten tabs of one browser share one event stream, and each of them works", async ({
  page,
  context,
  isPhone,
  game,
  walkAsGuest,
}) => {
  await walkAsGuest("east");
  const tabs: Page[] = [];
  for (let count = 1; count < 10; count++) {
    const tab = await context.newPage();
    await tab.goto("/play");
    await expect(tab.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
    tabs.push(tab);
  }
  await page.bringToFront();
  await game.step("west");
  await game.waitUntilConfirmed();
  const tile = await game.readTile();
  const last = tabs.at(-1) as Page;
  await expect.poll(() => new GameDriver(last, isPhone).readTile()).toBe(tile);
  // Closes the tab that sends and holds the stream; another one takes over both.
  await page.close();
  const next = tabs[0] as Page;
  await next.bringToFront();
  const taken = new GameDriver(next, isPhone);
  await taken.waitUntilPlayable();
  await taken.step("south");
  await taken.waitUntilConfirmed();
  await expect.poll(() => new GameDriver(last, isPhone).readTile()).toBe(await taken.readTile());
});

test("when the game's code does not load, nobody is asked to sign for an hour without a game", async ({
  page,
  doors,
  guard,
  keep,
}) => {
  guard.forgive(/net::ERR_FAILED|ChunkLoadError|Failed to load|could not be loaded/);
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    if (text.includes("WebGLRenderer") && text.includes("Phaser")) await route.abort("failed");
    else await route.fulfill({ response, body: text });
  });
  await doors.enterAsGuest();
  await expect(page.getByTestId("engine-reload")).toBeVisible();
  await expect(doors.sign).toHaveCount(0);
  await expect(doors.hint).toContainText("could not be loaded");
  await keep("no-engine");
  await page.unroute("**/_next/static/**/*.js");
  await page.getByTestId("engine-reload").click();
  await expect(doors.sign).toBeEnabled();
});

test("when the island's pictures do not load, the same happens", async ({ page, doors, guard }) => {
  guard.forgive(/net::ERR_FAILED/);
  await page.route("**/game/*.png", (route) => route.abort("failed"));
  await doors.enterAsGuest();
  await expect(page.getByTestId("engine-reload")).toBeVisible();
  await expect(doors.sign).toHaveCount(0);
});

test("when a dialog's code does not load, the dialog says so, and play continues", async ({
  page,
  beginAsGuest,
  game,
  guard,
}) => {
  guard.forgive(/net::ERR_FAILED|ChunkLoadError|Failed to load/);
  await beginAsGuest();
  await page.route("**/_next/static/**/*.js", (route) => route.abort("failed"));
  const settings = new SettingsPage(page);
  await settings.open();
  await expect(page.getByTestId("missing-part")).toContainText("could not be loaded");
  await settings.close();
  await game.step("east");
  await game.waitUntilConfirmed();
});

test("when something blocks the event stream, the page says that, not that the chain is down, and play continues", async ({
  page,
  chain,
  guard,
  beginAsGuest,
  game,
  panels,
  panel,
  keep,
}) => {
  guard.forgive(/net::ERR_FAILED|api\/events/);
  await page.route("**/api/events**", (route) => route.abort("failed"));
  await beginAsGuest();
  await game.step("east");
  await expect(page.getByTestId("health-stream")).toContainText("Live updates do not arrive");
  await expect(page.getByTestId("health-rpc")).toHaveCount(0);
  await keep("blocked-stream");
  await game.waitUntilConfirmed();
  await game.step("west");
  await game.waitUntilConfirmed();
  await panels.open("session");
  expect(Number((await chain.readPlayer(await panel.readAccount())).steps)).toBe(2);
});

test("a device whose clock is five hours off can play the chain's whole hour", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
}) => {
  await page.clock.install({ time: Date.now() - 5 * 3_600_000 });
  await doors.enterAsGuest();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  await panels.open("session");
  const seconds = Number(await panel.timeLeft.first().getAttribute("data-seconds"));
  expect(seconds).toBeGreaterThan(3_300);
  expect(seconds).toBeLessThanOrEqual(3_600);
  expect(Number((await chain.readPlayer(await panel.readAccount())).steps)).toBe(1);
});

test("a page without a secure context says so, and what helps", async ({ page, keep }) => {
  await page.addInitScript(() => Object.defineProperty(window, "isSecureContext", { value: false }));
  await page.goto("/play");
  await expect(page.getByTestId("insecure")).toContainText("https://");
  await keep("insecure");
});

test("a laptop that slept past the end of the hour shows the end on waking, not when a timer notices", async ({
  page,
  stack,
  guard,
  doors,
  game,
  panels,
  panel,
}) => {
  guard.forgive(/50[234]/);
  await page.clock.install();
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(game.startCard).toBeVisible();
  await panels.open("session");
  await expect(panel.root).toHaveAttribute("data-state", "granted");
  // Without blocks only this machine's clock shows the time, as on a laptop whose network is not back yet.
  await stack.stop("chain");
  try {
    await page.clock.fastForward("01:00:00");
    await expect(panel.root).toHaveAttribute("data-state", "expired", { timeout: 5_000 });
  } finally {
    await stack.start("chain");
  }
});
