import { expect, test } from "vitest";
import { findHere } from "../here";
import { play, runOf, sceneOf, whyNot } from "../testing";
import type { Run } from "../types";
import { yieldOf } from "./gather";

/** On every island wood grows two tiles east of the camp. */
const WOOD = 32 * 64 + 34;
const beside = { tile: WOOD - 1 };
const gather = { type: "gather", tile: WOOD } as const;

test("what is gathered goes into the pack, and the node is empty for this tide", () => {
  const player = play(sceneOf({ run: beside }), gather);
  expect(player.pack.goods).toEqual({ 1: 2 });
  expect(player.run?.used).toBe(6);
  const again = sceneOf({ run: beside, player });
  expect(whyNot(again, gather)).toBe(`NodeTaken ${WOOD} 0`);
  expect(whyNot({ ...again, nowSeconds: again.nowSeconds + 399 }, gather)).toBe(`NodeTaken ${WOOD} 0`);
  expect(whyNot({ ...again, nowSeconds: again.nowSeconds + 400 }, gather), "the next tide").toBe("");
});

test("a node of an earlier expedition is full again", () => {
  const taken = play(sceneOf({ run: beside }), gather);
  expect(whyNot(sceneOf({ run: { ...beside, number: 2 }, player: { nodes: taken.nodes } }), gather)).toBe("");
});

test("a node yields more far out, later, and with the right gear; rare materials half", () => {
  const run = (worn: Run["worn"] = [0, 0, 0]) => runOf({ worn });
  const near = 32 * 64 + 40;
  const far = 32 * 64 + 51;
  expect([near, near + 1, far].map((tile) => yieldOf(run(), "day", tile, 1))).toEqual([2, 3, 4]);
  expect((["day", "dusk", "night"] as const).map((phase) => yieldOf(run(), phase, near, 1))).toEqual([2, 3, 4]);
  expect(yieldOf(run([11, 0, 0]), "day", near, 1)).toBe(3);
  expect(yieldOf(run([0, 20, 0]), "day", near, 2)).toBe(3);
  expect([6, 7, 8].map((material) => yieldOf(run(), "dusk", near, material))).toEqual([1, 1, 1]);
  expect(yieldOf(run([0, 0, 24]), "night", far, 6)).toBe(3);
});

test("as much as fits is taken, and nothing when nothing fits", () => {
  const full = (wood: number) => sceneOf({ run: { ...beside, calling: 2 }, pack: { goods: { 1: wood } } });
  expect(play(full(35), gather).pack.goods[1]).toBe(36);
  expect(whyNot(full(36), gather)).toBe("PackFull 36 36");
});

test("a relic layer weighs three; satchel and Forager carry twelve more each", () => {
  const pack = { goods: { 1: 30 }, layers: 2 };
  expect(whyNot(sceneOf({ run: { ...beside, calling: 2 }, pack }), gather)).toBe("PackFull 36 36");
  expect(whyNot(sceneOf({ run: { ...beside, calling: 2, worn: [0, 0, 21] }, pack }), gather)).toBe("");
  const both = { ...beside, calling: 1, worn: [0, 0, 21] } as const;
  expect(whyNot(sceneOf({ run: both, pack: { goods: { 1: 60 } } }), gather)).toBe("PackFull 60 60");
});

test("ore needs a pick and a shard a lantern", () => {
  // Ore and shards of island 7.
  expect(whyNot(sceneOf({ run: { tile: 542 } }), { type: "gather", tile: 542 })).toBe("ToolNotWorn 6 13");
  expect(whyNot(sceneOf({ run: { tile: 1434 } }), { type: "gather", tile: 1434 })).toBe("ToolNotWorn 8 16");
  expect(whyNot(sceneOf({ run: { tile: 542, worn: [13, 0, 0] } }), { type: "gather", tile: 542 })).toBe("");
});

test("only the own tile and its four neighbours are in reach", () => {
  expect(whyNot(sceneOf({ run: { tile: WOOD - 2 } }), gather)).toBe(`TileOutOfReach ${WOOD} ${WOOD - 2}`);
  expect(whyNot(sceneOf({ run: beside }), { type: "gather", tile: beside.tile })).toBe(`NothingGrows ${beside.tile}`);
});

test("without arguments it means the node beside the player", () => {
  expect(findHere(sceneOf({ run: { ...beside, facing: "east" } }), "gather")).toEqual({
    action: gather,
    whyNot: undefined,
  });
});
