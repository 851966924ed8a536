import { RefusedError } from "@hourglass/session/core";
import { beforeEach, describe, expect, test } from "vitest";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { CAMP, WIDTH } from "@/game/rules/island";
import { emptyWorld, newcomer, withPlayer } from "@/game/rules/player";
import { runOf } from "@/game/rules/testing";
import type { World } from "@/game/rules/types";
import { predictedScene } from "@/game/sync/fold";
import type { ConfirmedWorld, WorldAt } from "./confirmedWorld";
import type { Context } from "./context";
import { createPlay, type Play } from "./play";

const START = 1_800_000_000;
let seconds = START;
const now = () => seconds;
const walk = (...path: ("north" | "east" | "south" | "west")[]): Action => ({ type: "move", path });
const config = { deployment: { hourglass: "0x00000000000000000000000000000000000000ee" } };

/** Ana and Ben have set out, each for a Walk. */
const out = ["ana", "ben"].reduce(
  (world, account) => withPlayer(world, account, { ...newcomer, run: runOf({ tile: CAMP + WIDTH }) }),
  emptyWorld,
);

let known: StoreApi<WorldAt>;
let answers: ((at: WorldAt) => void)[];
let play: Play;

/** The world after steps of one player. */
function walked(world: World, account: string, action: Action): World {
  const outcome = applyAction(predictedScene(world, { self: account, nowSeconds: now(), block: 2 }), action);
  if (!outcome.ok) throw new Error(outcome.text);
  return outcome.world;
}

/** The chain's answer about the player arrives. */
const answer = async (at: WorldAt) => {
  answers.shift()?.(at);
  await new Promise((resolve) => setImmediate(resolve));
};
const become = (self: string | undefined) => play.sync({ self, isPlayable: self !== undefined, limits: undefined });
const tileOf = (account: string) => play.port.getSnapshot().world.players[account]?.run?.tile;

beforeEach(() => {
  seconds = START;
  known = createStore<WorldAt>(() => ({ world: out, others: {}, block: 1n, generation: 1 }));
  answers = [];
  const confirmed = {
    get: known.getState,
    subscribe: known.subscribe,
    head: () => 1n,
    readSelf: () => new Promise((resolve) => void answers.push(resolve)),
  } as unknown as ConfirmedWorld;
  play = createPlay({
    context: { config, clock: { now } } as unknown as Context,
    confirmed,
    openQueue: () => ({ read: () => undefined, write: () => undefined }),
    onPlayed: () => undefined,
    onQueued: () => undefined,
  });
});

describe("one account's play", () => {
  test("is not told what ended for the previous account", async () => {
    become("ana");
    play.port.play(walk("north"));
    const ana = play.of("ana");
    const batch = ana.take();
    const late = ana.settle(batch?.item ?? { batchId: 0, actions: [], words: [] }, 2n, undefined);
    become("ben");
    play.port.play(walk("south"));
    const before = play.port.getSnapshot();
    await answer({ world: walked(out, "ana", walk("north")), others: {}, block: 2n, generation: 1 });
    await late;
    expect(play.port.getSnapshot()).toEqual(before);
    ana.giveBack({ batchId: 1, actions: [walk("north")], words: [] });
    expect([ana.take(), play.port.getSnapshot().pending]).toEqual([undefined, 1]);
  });

  test("keeps showing what a reorganisation removed, although its first confirmation is read late", async () => {
    become("ana");
    play.port.play(walk("north"));
    const ana = play.of("ana");
    const batch = ana.take();
    if (!batch) throw new Error("nothing was taken");
    const first = ana.settle(batch.item, 2n, undefined);
    ana.lose([batch.item]);
    await answer({ world: out, others: {}, block: 2n, generation: 1 });
    await first;
    expect(play.port.getSnapshot().pending).toBe(1);
    const tile = tileOf("ana");
    ana.resume(batch.item);
    const again = ana.settle(batch.item, 3n, undefined);
    await answer({ world: walked(out, "ana", walk("north")), others: {}, block: 3n, generation: 1 });
    await again;
    expect([play.port.getSnapshot().pending, tileOf("ana")]).toEqual([0, tile]);
  });
});

describe("a refusal", () => {
  test("undoes the purchase that broke the rule but not the walk before it", async () => {
    become("ana");
    const told: unknown[] = [];
    play.port.onEffect((effect) => told.push(effect));
    const ana = play.of("ana");
    const buy: Action = { type: "buy", item: 1, maxSand: 9n };
    const failure = new RefusedError("bundler", "This would spend more than the session may.", {
      contractError: { name: "SpendExceeded", args: [9n, 5n] },
    });
    play.port.play(walk("north"));
    const batch = ana.take();
    if (!batch) throw new Error("nothing was taken");
    const settled = ana.settle({ ...batch.item, actions: [walk("north"), buy] }, undefined, failure);
    await answer({ world: out, others: {}, block: 2n, generation: 1 });
    await settled;
    expect(told.filter((effect) => (effect as { type: string }).type === "rolledBack")).toEqual([]);
    expect(play.port.getSnapshot().pending).toBe(1);
  });

  test("because it is too early drops nothing: the same is sent again in its time", async () => {
    become("ana");
    const ana = play.of("ana");
    play.port.play(walk("north"));
    const batch = ana.take();
    if (!batch) throw new Error("nothing was taken");
    const failure = new RefusedError("bundler", "Too early.", {
      contractError: { name: "OutOfGrains", args: [BigInt(seconds + 3)] },
    });
    const settled = ana.settle(batch.item, undefined, failure);
    await answer({ world: out, others: {}, block: 2n, generation: 1 });
    await settled;
    expect(play.port.getSnapshot().pending).toBe(1);
    expect(ana.take(), "not before its time").toBeUndefined();
    seconds += 3;
    expect(ana.take()?.item.actions).toEqual([walk("north")]);
  });

  test("of an input is reported at once, and nothing is queued", () => {
    const told: unknown[] = [];
    play.port.onEffect((effect) => told.push(effect));
    expect(play.port.play(walk("north"))).toMatchObject({ ok: false, reason: "NoSession" });
    become("ana");
    expect(play.port.play({ type: "craft", recipe: 3 })).toMatchObject({ ok: false, reason: "ItemsTooFew" });
    expect(told).toMatchObject([
      { type: "refused", refusal: { reason: "NoSession" } },
      { type: "refused", refusal: { reason: "ItemsTooFew" } },
    ]);
    expect(play.port.getSnapshot().pending).toBe(0);
  });

  test("by the session's limits happens before queueing", () => {
    play.sync({
      self: "ana",
      isPlayable: true,
      limits: { actionsLeft: 0, sandLeft: 0n, gasLeftWei: 1n, operationWei: 0n },
    });
    expect(play.port.play(walk("north"))).toMatchObject({ ok: false, reason: "ActionsExceeded" });
    expect(play.port.getSnapshot().pending).toBe(0);
  });
});
