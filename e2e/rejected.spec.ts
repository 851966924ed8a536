import { createNeighbour } from "./fixtures/neighbour";
import { holdOperations } from "./fixtures/slowBundler";
import { expect, test } from "./test";

const FIBRE = 2;

test("when somebody else was faster, the gathering is undone with its reason, and the rest continues", async ({
  page,
  stack,
  chain,
  game,
  panels,
  keep,
  walkAsGuest,
  openSession,
}) => {
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await walkAsGuest("west");
  const bush = game.fromCamp(-2, 0);

  await test.step("another player's steps arrive", async () => {
    await neighbour.stepTo("west");
    await expect.poll(() => game.readOther(neighbour.address)).toBe(game.fromCamp(-1, 0));
  });

  const slow = await holdOperations(page);
  await expect(game.gatherButton).toHaveAttribute("data-tile", String(bush));
  await game.gather();
  await slow.waitUntilHeld();

  await test.step("a gathering and a step are sent together, and the bush is emptied before they arrive", async () => {
    await game.gather();
    await game.step("east");
    slow.letOneGo();
    await slow.waitUntilHeld();
    await panels.expectItem(FIBRE, 2);
    await keep("1-predicted");
    await panels.close();
    await neighbour.emptyNode(bush);
    slow.release();
  });

  const undone = game.journal.locator("[data-kind=rolledBack]");
  await expect(page.getByTestId("whisper"), "the reason is on the screen").toContainText("Nothing is left here");
  await keep("2-undone");
  await game.waitUntilConfirmed();
  await expect(undone).toHaveCount(1);
  await expect(undone).toContainText("Not done: Gather fibre. Nothing is left here.");

  const account = await openSession();
  const player = await chain.readPlayer(account);
  expect(player.items[FIBRE]).toBe(1n);
  expect(Number(player.tile), "the step that came after it stands").toBe(game.fromCamp(0, 0));
  expect(await game.readTile()).toBe(game.fromCamp(0, 0));
  await panels.expectItem(FIBRE, 1);

  await test.step("its receipt and the inspector name the rule, what was seen, and that the fee stays paid", async () => {
    await panels.open("session");
    await page.locator("[data-testid=operation-row][data-status=rejected]").getByRole("button").click();
    await expect(page.getByTestId("refused-rule")).toContainText(`Rule NodeEmpty · tile ${bush}`);
    await expect(page.getByTestId("receipt-step").last()).toContainText("undid the calls; the fee stays paid");
    await keep("3-receipt");
    await page.getByTestId("to-operation").click();
    await expect(page.getByTestId("operation-state")).toHaveAttribute("data-state", "reverted");
    await expect(page.getByTestId("refused-rule")).toContainText(`Rule NodeEmpty · tile ${bush}`);
    await expect(page.getByTestId("operation-call")).toHaveCount(2);
    await keep("4-inspector");
  });
});
