import {
  createGrant,
  createMemoryKeyStore,
  createSessionKey,
  FIRST_EPOCH,
  readSessionRecord,
  toPermission,
  writeSessionRecord,
} from "@hourglass/session/core";
import { numberToHex } from "viem";
import { describe, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { CAMP, WIDTH } from "@/game/rules/island";
import { emptyWorld, newcomer, withPlayer } from "@/game/rules/player";
import { runOf } from "@/game/rules/testing";
import type { Player, World } from "@/game/rules/types";
import { predictedScene } from "@/game/sync/fold";
import { writeSavedQueue } from "@/game/sync/savedQueue";
import { type ConfirmedWorld, createConfirmedWorld, type WorldAt } from "./confirmedWorld";
import type { Context } from "./context";
import { createPerform, type PerformParts } from "./effects/perform";
import { restore } from "./effects/restore";
import { createPlay } from "./play";

const now = () => 1_800_000_000;
const walk = (...path: ("north" | "east" | "south" | "west")[]): Action => ({ type: "move", path });
const config = { deployment: { hourglass: "0x00000000000000000000000000000000000000ee" } };
/** Ana has set out for a Walk. */
const out = withPlayer(emptyWorld, "ana", { ...newcomer, run: runOf({ tile: CAMP + WIDTH }) });

function walked(world: World, account: string, action: Action): World {
  const outcome = applyAction(predictedScene(world, { self: account, nowSeconds: now(), block: 2 }), action);
  if (!outcome.ok) throw new Error(outcome.text);
  return outcome.world;
}

/** One tab. `storage` is shared by all tabs of the browser. */
function openTab(storage: { text: string | undefined }, first: WorldAt) {
  const known = createStore<WorldAt>(() => first);
  const reads: ((at: WorldAt) => void)[] = [];
  const confirmed = {
    get: known.getState,
    subscribe: known.subscribe,
    head: () => 1n,
    readSelf: () => new Promise((resolve) => void reads.push(resolve)),
  } as unknown as ConfirmedWorld;
  const play = createPlay({
    context: { config, clock: { now } } as unknown as Context,
    confirmed,
    openQueue: () => ({
      read: () => storage.text,
      write: (text) => {
        storage.text = text;
      },
    }),
    onPlayed: () => undefined,
    onQueued: () => undefined,
  });
  const sync = (isPlayable: boolean) => play.sync({ self: "ana", isPlayable, limits: undefined });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { play, known, reads, sync, turn };
}

describe("a reload with waiting moves", () => {
  test("keeps them until the world is read: they are not applied to an empty one", () => {
    // Far from the camp something grows that nobody reaches from there.
    const tile = CAMP + 2;
    const action: Action = { type: "gather", tile };
    const there = withPlayer(emptyWorld, "ana", { ...newcomer, run: runOf({ tile: CAMP + 1 }) });
    const storage = { text: writeSavedQueue({ nextBatch: 4, queue: [action] }) };
    // As in `createBridge`: the identity, and with it `self`, is known before `restore` has loaded the world.
    const tab = openTab(storage, { world: emptyWorld, others: {}, block: 0n, generation: 0 });
    tab.sync(false);
    tab.known.setState({ world: there, block: 9n, generation: 1 });
    tab.sync(true);
    expect(tab.play.port.getSnapshot().pending).toBe(1);
  });
});

describe("two tabs", () => {
  test("the second one plays what the first left, and not what the first has played", () => {
    const storage: { text: string | undefined } = { text: undefined };
    const first = openTab(storage, { world: out, others: {}, block: 1n, generation: 1 });
    first.sync(true);
    first.play.port.play(walk("north"));
    const batch = first.play.of("ana").take();
    if (!batch) throw new Error("nothing was taken");
    first.play.port.play(walk("south"));
    // The second tab is opened while that is under way.
    const second = openTab(storage, { world: out, others: {}, block: 1n, generation: 1 });
    second.sync(false);
    return (async () => {
      const settled = first.play.of("ana").settle(batch.item, 2n, undefined);
      const after = walked(out, "ana", walk("north"));
      first.reads.shift()?.({ world: after, others: {}, block: 2n, generation: 1 });
      await settled;
      second.known.setState({ world: after, block: 2n, generation: 1 });
      first.sync(false);
      // The first tab is closed: the second gets the lock, and with it the lane. Only "south" was not sent.
      second.sync(true);
      const taken = second.play.of("ana").take();
      expect(taken?.item.actions).toEqual([walk("south")]);
    })();
  });
});

describe("two confirmations of one batch, the first read late", () => {
  test("do not cause it to be played twice", async () => {
    const tab = openTab({ text: undefined }, { world: out, others: {}, block: 1n, generation: 1 });
    tab.sync(true);
    tab.play.port.play(walk("north"));
    const ana = tab.play.of("ana");
    const batch = ana.take();
    if (!batch) throw new Error("nothing was taken");
    const first = ana.settle(batch.item, 2n, undefined);
    ana.lose([batch.item]);
    ana.resume(batch.item);
    const second = ana.settle(batch.item, 3n, undefined);
    const after = walked(out, "ana", walk("north"));
    tab.reads.shift()?.({ world: after, others: {}, block: 3n, generation: 1 });
    await first;
    // `runLane` wakes the lane after each settling, and the lane is idle.
    expect(ana.take()).toBeUndefined();
    tab.reads.shift()?.({ world: after, others: {}, block: 3n, generation: 1 });
    await second;
    expect(tab.play.port.getSnapshot().pending).toBe(0);
  });

  test("of two redelivered batches: the second confirmed first does not send the first again", async () => {
    const tab = openTab({ text: undefined }, { world: out, others: {}, block: 1n, generation: 1 });
    tab.sync(true);
    const ana = tab.play.of("ana");
    const one = { batchId: 1, actions: [walk("north")], words: [] };
    const two = { batchId: 2, actions: [walk("south")], words: [] };
    ana.lose([one, two]);
    ana.resume(one);
    const first = ana.settle(one, 3n, undefined);
    ana.resume(two);
    const second = ana.settle(two, 4n, undefined);
    const [readOne, readTwo] = tab.reads;
    readTwo?.({ world: out, others: {}, block: 4n, generation: 1 });
    await second;
    expect(ana.take()).toBeUndefined();
    readOne?.({ world: out, others: {}, block: 4n, generation: 1 });
    await first;
  });
});

describe("the record of a session", () => {
  test("is not deleted when another tab notices late that the previous session ended", async () => {
    const account = "0x00000000000000000000000000000000000000aa";
    const make = async () => {
      const key = await createSessionKey("0x00000000000000000000000000000000000000cc");
      const grant = createGrant({
        ...{
          account,
          sessionKey: key.signer,
          validator: "0x00000000000000000000000000000000000000bb",
          lane: 1,
          epoch: FIRST_EPOCH,
        },
        ...{
          nowSeconds: now(),
          maxActions: 100,
          maxGasWei: 1n,
          paymaster: "0x00000000000000000000000000000000000000dd",
        },
        permissions: [toPermission("0x00000000000000000000000000000000000000ee", "play(uint256)")],
      });
      return { keyPair: key.keyPair, grant, ownerSignature: "0x12" } as const;
    };
    const store = createMemoryKeyStore();
    const [before, running] = [await make(), await make()];
    await writeSessionRecord(store, before);
    // This tab ended the session and began another one; the other tab slept.
    await writeSessionRecord(store, running);
    const perform = createPerform({
      context: { config: { worldId: "0x" }, readKeyStore: async () => store },
    } as unknown as PerformParts);
    const session = { identity: { account }, record: before } as never;
    await perform({ type: "forget", session }, new AbortController().signal);
    expect((await readSessionRecord(store, account))?.grant.sessionKey).toBe(running.grant.sessionKey);
  });
});

describe("the confirmed world", () => {
  const at = (tile: number): Player => ({ ...newcomer, run: runOf({ tile }) });
  const clock = { now };

  test("is not set back by an older answer about the player", async () => {
    const answers: ((player: Player) => void)[] = [];
    const reader = {
      readHead: async () => 10n,
      readDay: async () => ({ block: 0, seed: undefined }),
      readOthers: async () => ({}),
      readPlayer: () => new Promise((resolve) => void answers.push(resolve)),
    };
    const world = createConfirmedWorld({ reader, config, clock } as unknown as Context);
    await world.load(undefined);
    // Requested because another device played; answered by a slow node.
    const slow = world.readSelf("ana");
    // The player's own operation is confirmed in block 12.
    const own = world.readSelf("ana", 12n);
    answers[1]?.(at(7));
    await own;
    answers[0]?.(at(5));
    await slow;
    expect(world.get().world.players.ana).toEqual(at(7));
  });

  test("is not set back by a reading that began before the last one", async () => {
    const answers: ((others: object) => void)[] = [];
    const reader = {
      readHead: async () => 10n,
      readDay: async () => ({ block: 0, seed: undefined }),
      readOthers: () => new Promise((resolve) => void answers.push(resolve)),
      readPlayer: async () => at(8),
    };
    const world = createConfirmedWorld({ reader, config, clock } as unknown as Context);
    // Nobody is connected yet: the page looks around.
    const looking = world.load(undefined);
    await vi.waitUntil(() => answers.length === 1);
    const restoring = world.load("ana");
    await vi.waitUntil(() => answers.length === 2);
    answers[1]?.({});
    await restoring;
    answers[0]?.({});
    await looking;
    expect(world.get().world.players.ana).toEqual(at(8));
  });
});

describe("a reload on a machine whose clock is two hours ahead", () => {
  test("does not treat a running session as over", async () => {
    const store = createMemoryKeyStore();
    const account = "0x00000000000000000000000000000000000000aa";
    const key = await createSessionKey("0x00000000000000000000000000000000000000cc");
    const grant = createGrant({
      ...{
        account,
        sessionKey: key.signer,
        validator: "0x00000000000000000000000000000000000000bb",
        lane: 1,
        epoch: FIRST_EPOCH,
      },
      ...{ nowSeconds: now(), maxActions: 100, maxGasWei: 1n, paymaster: "0x00000000000000000000000000000000000000dd" },
      permissions: [toPermission("0x00000000000000000000000000000000000000ee", "play(uint256)")],
    });
    await writeSessionRecord(store, { keyPair: key.keyPair, grant, ownerSignature: "0x12" });
    const { createChainClock } = await import("@hourglass/session/core");
    const context = {
      config: { deployment: { p256Verifier: account } },
      clock: createChainClock(() => (now() + 7_200) * 1000),
      rpc: { request: async () => ({ timestamp: numberToHex(now()), transactions: [] }) },
      readKeyStore: async () => store,
    } as unknown as Context;
    const confirmed = { load: async () => undefined } as unknown as ConfirmedWorld;
    const identity = { account } as never;
    expect(await restore(context, confirmed, identity, new AbortController().signal)).toMatchObject({ isOver: false });
  });
});
