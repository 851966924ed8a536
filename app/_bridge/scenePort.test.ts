import { expect, it } from "vitest";
import type { GameEffect } from "@/game/ports";
import { biomeAt, CAMP, readIsland, resourceAt, SHALLOWS, TILES, WIDTH } from "@/game/rules/island";
import { newcomer } from "@/game/rules/player";
import type { PlayEffect, PlayPort, PlaySnapshot } from "./playPort";
import { createScenePort } from "./scenePort";

const island = readIsland(3n);
const RAFT = 15;
const bush = CAMP + 2 * WIDTH;

function open(changes: Partial<PlaySnapshot> = {}) {
  let snapshot: PlaySnapshot = {
    ...{ island, world: { players: {}, nodes: {} }, self: "me", pending: 0, playable: true },
    ...changes,
  };
  let second = 1_000;
  const listeners = new Set<(effect: PlayEffect) => void>();
  const play: PlayPort = {
    getSnapshot: () => snapshot,
    subscribe: () => () => {},
    onEffect: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: () => ({ ok: true }),
    now: () => second,
  };
  return {
    port: createScenePort(play, () => 0),
    change: (next: Partial<PlaySnapshot>) => {
      snapshot = { ...snapshot, ...next };
    },
    wait: (seconds: number) => {
      second += seconds;
    },
    tell: (effect: PlayEffect) => {
      for (const listener of listeners) listener(effect);
    },
  };
}

it("shows the own player at the camp before the first action, and nobody to a visitor", () => {
  expect(open().port.getView().people).toEqual({ me: newcomer });
  expect(open({ self: undefined }).port.getView().people).toEqual({});
});

it("keeps what has not changed, so that frames and listeners may compare it", () => {
  const { port, change, wait } = open();
  const before = port.getView();
  expect(port.getView()).toBe(before);
  wait(1);
  change({ pending: 1 });
  const after = port.getView();
  expect(after.pending).toBe(1);
  for (const key of ["people", "emptied", "stepCost", "camps"] as const) expect(after[key], key).toBe(before[key]);
});

it("shows what was gathered as empty until it has grown back", () => {
  expect(resourceAt(island, bush)).toBe(5);
  const { port, wait } = open({ world: { players: {}, nodes: { [bush]: { left: 0, since: 1_000 } } } });
  expect([...port.getView().emptied]).toEqual([bush]);
  wait(3_600);
  expect([...port.getView().emptied]).toEqual([]);
});

it("opens the ground that is open to what the player wears", () => {
  const shallows = Array.from({ length: TILES }, (_, tile) => tile).find((tile) => biomeAt(island, tile) === SHALLOWS);
  if (shallows === undefined) throw new Error("This island has no shallows; choose another seed.");
  const { port, change } = open();
  expect([port.getView().stepCost(CAMP, CAMP), port.getView().stepCost(shallows, CAMP)]).toEqual([1, undefined]);
  const me = { ...newcomer, worn: [0, RAFT, 0] };
  change({ world: { players: { me }, nodes: {} } });
  expect(port.getView().stepCost(shallows, CAMP)).toBe(1);
});

it("tells the scene what was done and where, and nothing of a confirmation", () => {
  const { port, tell } = open();
  const seen: GameEffect[] = [];
  const undo = port.onEffect((effect) => seen.push(effect));
  const action = { type: "gather", tile: bush } as const;
  tell({ type: "played", action });
  tell({ type: "confirmed", actions: [action] });
  tell({ type: "refused", action, reason: "NodeEmpty", text: "Nothing is left here." });
  tell({ type: "rolledBack", action, reason: "NodeEmpty", text: "Nothing is left here." });
  undo();
  tell({ type: "played", action });
  expect(seen).toEqual([{ type: "played", deed: "gather", tile: bush }, { type: "refused" }, { type: "rolledBack" }]);
});
