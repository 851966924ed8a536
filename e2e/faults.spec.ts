import { DOOR_DOWN } from "./fixtures/guard";
import { Doors } from "./pages/Doors";
import { expect, test } from "./test";

test("when the bundler fails during play, the page names it, keeps what was played, and continues", async ({
  page,
  stack,
  chain,
  guard,
  game,
  panels,
  panel,
  keep,
  walkAsGuest,
}) => {
  guard.forgive(DOOR_DOWN);
  await walkAsGuest("east");

  await stack.stop("bundler");
  try {
    await game.step("west");
    await expect(page.getByTestId("health-bundler")).toBeVisible();
    await game.step("west");
    await game.step("east");
    await expect(page.getByTestId("health-bundler")).toContainText("kept");
    expect(await game.readTile(), "what is played is drawn").toBe(game.fromStart(0, 0));
    expect(Number(await page.getByTestId("pending").getAttribute("data-count"))).toBeGreaterThan(0);
    await keep("bundler-down");
  } finally {
    await stack.start("bundler");
  }
  await game.waitUntilConfirmed();
  await expect(page.getByTestId("health-bundler")).toHaveCount(0);
  await panels.open("session");
  const player = await chain.readPlayer(await panel.readAccount());
  expect(Number(player.tile)).toBe(await game.readTile());
  expect(Number(player.steps)).toBe(4);
});

test("when database and sponsor fail, a running session continues, and a new one waits and says why", async ({
  page,
  browser,
  baseURL,
  contextOptions,
  stack,
  chain,
  guard,
  game,
  panels,
  panel,
  keep,
  walkAsGuest,
}) => {
  guard.forgive(DOOR_DOWN);
  await walkAsGuest("west");

  // Another player, who has not signed yet.
  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  const newcomer = await context.newPage();
  const newcomerDoors = new Doors(newcomer);
  await newcomerDoors.enterAsGuest();

  await stack.stop("database");
  try {
    await game.step("east");
    await game.waitUntilConfirmed();
    await expect(page.getByTestId("health-database")).toBeVisible({ timeout: 30_000 });
    await game.step("east");
    await game.waitUntilConfirmed();
    await keep("database-down");

    await newcomerDoors.sign.click();
    await expect(newcomer.getByTestId("notice").first()).toBeVisible({ timeout: 30_000 });
    await expect(newcomerDoors.sign).toBeEnabled();
    await newcomer.screenshot({ path: test.info().outputPath("sponsor-refuses.png") });
  } finally {
    await stack.start("database");
  }
  await expect(page.getByTestId("health-database")).toHaveCount(0, { timeout: 30_000 });
  await newcomerDoors.sign.click();
  await expect(newcomer.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  await context.close();

  await panels.open("session");
  const player = await chain.readPlayer(await panel.readAccount());
  expect(Number(player.tile)).toBe(await game.readTile());
  expect(Number(player.steps)).toBe(3);
});
