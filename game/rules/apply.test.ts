import { describe, expect, test } from "vitest";
import type { Action } from "./actions";
import { applyAction } from "./apply";
import { describeAction } from "./describe";
import { BEACH, biomeAt, CAMP, readIsland, SHALLOWS, TILES } from "./island";
import { addItem, readPlayer, withPlayer } from "./player";
import type { Player, World } from "./types";

// The vectors test that both twins agree. Here: what the player is told, and that worlds are never changed in place.

const island = readIsland(7n);
const empty: World = { players: {}, nodes: {} };
const now = 1_800_000_000;
const woodTile = CAMP + 2;

describe("an action", () => {
  test("joins at the camp", () => {
    const world = play(empty, { type: "move", path: ["north"] });
    expect(world.players.ana).toMatchObject({ tile: CAMP - 64, facing: "north", steps: 1, claimed: 0 });
  });

  test("does not change the world that it was given", () => {
    const before = withPlayer(empty, "ana", deepFreeze({ ...readPlayer(empty, "ana"), tile: woodTile }));
    const after = play(deepFreeze(before), { type: "gather", tile: woodTile });
    expect(before.players.ana?.items).toEqual({});
    expect(after.players.ana?.items).toEqual({ 1: 1 });
    expect(after.nodes[woodTile]).toEqual({ left: 4, since: now });
  });

  test("changes no other player", () => {
    const ben = play(empty, { type: "move", path: ["south"] }, "ben");
    const both = play(ben, { type: "move", path: ["north"] });
    expect(both.players.ben).toBe(ben.players.ben);
  });

  test("that is refused says why, in words and with the contract's error name", () => {
    const shore = Array.from({ length: TILES }, (_, tile) => tile).find(
      (tile) => biomeAt(island, tile) === BEACH && biomeAt(island, tile - 1) === SHALLOWS,
    );
    const world = withPlayer(empty, "ana", { ...readPlayer(empty, "ana"), tile: shore ?? 0 });
    expect(applyAction(island, world, "ana", { type: "move", path: ["west"] }, now)).toEqual({
      ok: false,
      reason: "BiomeClosed",
      text: "The shallows can be entered with raft only.",
    });
  });

  test("that finds an empty node says when it grows back", () => {
    let world = withPlayer(empty, "ana", { ...readPlayer(empty, "ana"), tile: woodTile });
    for (let i = 0; i < 5; i++) world = play(world, { type: "gather", tile: woodTile });
    const refused = applyAction(island, world, "ana", { type: "gather", tile: woodTile }, now + 10.5);
    expect(refused).toMatchObject({ reason: "NodeEmpty", text: "Nothing is left here. It grows back in 35 s." });
    expect(applyAction(island, world, "ana", { type: "gather", tile: woodTile }, now + 45).ok).toBe(true);
  });

  test("keeps amounts of Sand exact", () => {
    const rich: Player = { ...addItem(readPlayer(empty, "ana"), 1, 3), sand: 1n };
    const world = play(withPlayer(empty, "ana", rich), { type: "claim", quest: 2 });
    expect(world.players.ana?.sand).toBe(5n * 10n ** 18n + 1n);
  });
});

test("every action has a description", () => {
  const words = (action: Action) => describeAction(island, action);
  expect(words({ type: "move", path: ["north"] })).toBe("Walk 1 step");
  expect(words({ type: "move", path: ["north", "east"] })).toBe("Walk 2 steps");
  expect(words({ type: "gather", tile: woodTile })).toBe("Gather wood");
  expect(words({ type: "craft", recipe: 3 })).toBe("Craft axe");
  expect(words({ type: "equip", item: 14 })).toBe("Equip boots");
  expect(words({ type: "claim", quest: 1 })).toBe("Claim “Stretch your legs”");
  expect(words({ type: "buy", item: 9, maxSand: 0n })).toBe("Buy rope");
});

function play(world: World, action: Action, self = "ana"): World {
  const outcome = applyAction(island, world, self, action, now);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.text}`);
  return outcome.world;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
