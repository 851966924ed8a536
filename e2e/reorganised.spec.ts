import { createTestClient, http } from "viem";
import type { Chain } from "./fixtures/chain";
import { DOOR_DOWN } from "./fixtures/guard";
import { expect, test } from "./test";

/** Removes every block from this one on, with everything in them. */
async function takeBackFrom(chain: Chain, rpcUrl: string, blockNumber: bigint): Promise<void> {
  const client = createTestClient({ mode: "anvil", chain: chain.chain, transport: http(rpcUrl) });
  const head = await chain.client.getBlockNumber();
  await client.request({
    method: "anvil_rollback" as never,
    params: [Number(head - blockNumber + 1n)] as never,
  });
}

test("when the first operation is reorganised away, the page shows the chain's state, sends it again, and continues", async ({
  page,
  stack,
  chain,
  guard,
  game,
  panels,
  panel,
  keep,
  walkAsGuest,
  openSession,
}) => {
  guard.forgive(DOOR_DOWN);
  await walkAsGuest("east");
  const account = await openSession();
  const [first] = await chain.readOperations(account);
  if (!first) throw new Error("The first operation is not on chain.");
  const { blockNumber } = await chain.client.getTransactionReceipt({ hash: first.hash });

  // Without a bundler nobody can put it back on chain before the page has noticed.
  await stack.stop("bundler");
  try {
    await takeBackFrom(chain, stack.rpcUrl, blockNumber);
    await expect(page.getByText("took back your last actions").first()).toBeVisible();
    await expect(panel.operations.first()).not.toHaveAttribute("data-status", "confirmed");
    await expect(panel.root).toHaveAttribute("data-state", "granted");
    await keep("1-taken-back");
  } finally {
    await stack.start("bundler");
  }
  await expect(panel.operations.first()).toHaveAttribute("data-status", "confirmed");
  await expect(panel.root).toHaveAttribute("data-state", "enabled");
  await panels.close();
  await game.waitUntilConfirmed();

  await game.step("west");
  await game.step("south");
  await game.waitUntilConfirmed();
  const player = await chain.readPlayer(account);
  expect(Number(player.tile)).toBe(await game.readTile());
  expect(Number(player.steps)).toBe(3);
  expect((await chain.readOperations(account)).every(({ success }) => success)).toBe(true);
});

test("three reorganisations in a row lose nothing and block nobody", async ({
  stack,
  chain,
  game,
  panels,
  walkAsGuest,
  openSession,
}) => {
  await walkAsGuest("east");
  const account = await openSession();
  await panels.close();
  let steps = 1;
  for (const [depth, direction] of [
    [2n, "west"],
    [4n, "south"],
    [6n, "north"],
  ] as const) {
    await game.step(direction);
    await game.waitUntilConfirmed();
    await takeBackFrom(chain, stack.rpcUrl, (await chain.client.getBlockNumber()) - depth + 1n);
    await game.step(direction === "west" ? "east" : "west");
    steps += 2;
    // Each side sees a reorganisation at its own time; in the end they agree, and nothing is lost.
    await expect(async () => {
      await game.waitUntilConfirmed();
      const player = await chain.readPlayer(account);
      expect([Number(player.tile), Number(player.steps)]).toEqual([await game.readTile(), steps]);
    }, `after ${depth} blocks`).toPass({ timeout: 60_000 });
  }
});
