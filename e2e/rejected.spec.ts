import { encodeFunctionData } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { callAs } from "./fixtures/gifts";
import { createNeighbour } from "./fixtures/neighbour";
import { holdOperations } from "./fixtures/slowBundler";
import { expect, test } from "./test";

test("when the same player was faster elsewhere, the gathering is undone with its reason, and the rest continues", async ({
  page,
  stack,
  chain,
  game,
  panels,
  keep,
  beginAsGuest,
  openSession,
}) => {
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await neighbour.setOut();
  await beginAsGuest();
  await game.waitUntilConfirmed();
  const account = await openSession();
  await panels.close();
  const bush = game.fromStart(0, 1);

  await test.step("another player's steps arrive, on the same island", async () => {
    await neighbour.stepTo("west");
    await expect.poll(() => game.readOther(neighbour.address)).toBe(game.fromStart(-1, 0));
  });

  const slow = await holdOperations(page);
  await test.step("a gathering is on its way, a step waits, and the bush is taken before they arrive", async () => {
    await expect(game.gatherButton).toHaveAttribute("data-tile", String(bush));
    await game.gather();
    await slow.waitUntilHeld();
    await game.step("east");
    expect(await game.read("load")).toBeGreaterThan(0);
    await keep("1-predicted");
    // As from another device of the same account.
    const data = encodeFunctionData({ abi: hourglassAbi, functionName: "gather", args: [BigInt(bush)] });
    await callAs(stack.rpcUrl, account, chain.deployment.hourglass, data);
    slow.release();
  });

  const undone = game.journal.locator("[data-kind=rolledBack]");
  await expect(page.getByTestId("whisper"), "the reason is on the screen").toContainText(/gathered|taken/i);
  await keep("2-undone");
  await game.waitUntilConfirmed();
  await expect(undone).toHaveCount(1);
  await expect(undone).toContainText(/Not done: Gather/);
  expect((await chain.readRun(account)).tile, "the step that came after it stands").toBe(game.fromStart(1, 0));
  expect(await game.readTile()).toBe(game.fromStart(1, 0));

  await test.step("its receipt and the inspector name the rule, what was seen, and that the fee stays paid", async () => {
    await panels.open("session");
    await page.locator("[data-testid=operation-row][data-status=rejected]").getByRole("button").click();
    await expect(page.getByTestId("refused-rule")).toContainText(`Rule NodeTaken · tile ${bush}`);
    await expect(page.getByTestId("receipt-step").last()).toContainText("undid the calls; the fee stays paid");
    await keep("3-receipt");
    await page.getByTestId("to-operation").click();
    await expect(page.getByTestId("operation-state")).toHaveAttribute("data-state", "reverted");
    await expect(page.getByTestId("refused-rule")).toContainText(`Rule NodeTaken · tile ${bush}`);
    await keep("4-inspector");
  });
});
