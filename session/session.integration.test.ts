import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { sessionId } from "./grant";
import { readSession } from "./readChain";
import { revokeBySessionKey } from "./revoke";
import {
  callTarget,
  createPlayer,
  prepareByHand,
  readTarget,
  refusalOfBundler,
  refusalOfEntryPoint,
  waitForInclusion,
} from "./testing/player";
import { startWorld, type World } from "./testing/world";

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.dispose();
});

describe("a session against a real EntryPoint and a real bundler", () => {
  test("one sponsored operation deploys the account, enables the session and plays; plain ones and batches follow", async () => {
    const player = await createPlayer(world);
    const before = await readTarget(world, "played");
    const play = (value: bigint) => callTarget(world, "play", [value]);

    const first = await prepareByHand(world, player, [play(1n)], { deploys: true, enables: true });
    expect(await refusalOfBundler(world, first)).toBeUndefined();
    const included = await waitForInclusion(world, player, first);
    expect(included.isSuccess).toBe(true);
    expect(included.paymaster.toLowerCase()).toBe(world.contracts.paymaster.toLowerCase());

    const plain = await prepareByHand(world, player, [play(10n)]);
    expect(await refusalOfBundler(world, plain)).toBeUndefined();
    expect((await waitForInclusion(world, player, plain)).isSuccess).toBe(true);

    const batch = await prepareByHand(world, player, [play(100n), play(1000n), callTarget(world, "spend", [7n, 4n])]);
    expect(await refusalOfBundler(world, batch)).toBeUndefined();
    expect((await waitForInclusion(world, player, batch)).isSuccess).toBe(true);

    expect(await readTarget(world, "played")).toBe(before + 1111n);
    const state = await readSession(world.rpc, world.contracts.validator, player.grant);
    expect(state).toMatchObject({ status: "enabled", isEpochPassed: false, actionsLeft: 95, spendLeft: 6n });
  });

  test("a session that its own key ended is refused with SessionRevoked, by the bundler and by the EntryPoint", async () => {
    const player = await createPlayer(world);
    const play = [callTarget(world, "play", [1n])];
    const first = await prepareByHand(world, player, play, { deploys: true, enables: true });
    await refusalOfBundler(world, first);
    await waitForInclusion(world, player, first);

    const { calls } = await revokeBySessionKey(player.module, player.account, player.signer);
    for (const { to, data } of calls) {
      const hash = await world.wallet.sendTransaction({ to, data: data ?? "0x" });
      await world.rpc.waitForTransactionReceipt({ hash });
    }

    const fresh = await prepareByHand(world, player, play);
    const expected = { name: "SessionRevoked", args: [sessionId(player.signer.signer)] };
    expect(await refusalOfBundler(world, fresh)).toMatchObject({ code: "AA23", contractError: expected });
    expect(await refusalOfEntryPoint(world, fresh)).toEqual({ code: "AA23", contractError: expected });
  });
});
