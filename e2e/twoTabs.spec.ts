import { GameDriver } from "./game/GameDriver";
import { Panels } from "./pages/Panels";
import { expect, test } from "./test";

test("with two tabs of one player, one sends, and the other follows and takes over", async ({
  page,
  context,
  isPhone,
  chain,
  game,
  panels,
  keep,
  walkAsGuest,
  openSession,
}) => {
  await walkAsGuest("east");
  const account = await openSession();
  await panels.close();

  const second = await context.newPage();
  const secondGame = new GameDriver(second, isPhone);
  const secondPanels = new Panels(second, isPhone);
  await second.goto("/play");
  await expect(second.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  await secondPanels.open("session");
  await expect(second.getByTestId("lane-follower")).toBeVisible();
  await second.screenshot({ path: test.info().outputPath("follower.png") });
  await secondPanels.close();
  await expect(secondGame.gatherButton).toBeDisabled();

  await page.bringToFront();
  await game.step("west");
  await game.step("south");
  await game.waitUntilConfirmed();
  const tile = await game.readTile();
  await expect.poll(() => secondGame.readTile(), "the other tab follows").toBe(tile);
  await keep("sender");

  await page.close();
  await second.bringToFront();
  await secondGame.waitUntilPlayable();
  await secondGame.step("north");
  await secondGame.waitUntilConfirmed();
  const player = await chain.readPlayer(account);
  expect(Number(player.tile)).toBe(await secondGame.readTile());
  expect(Number(player.steps)).toBe(4);
  const operations = await chain.readOperations(account);
  expect(operations.every(({ success }) => success)).toBe(true);
});
