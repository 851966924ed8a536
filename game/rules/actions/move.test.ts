import { expect, test } from "vitest";
import { playRun, sceneOf, whyNot } from "../testing";
import type { Run } from "../types";

// On island 7: meadow, then hills · beach, then shallows twice · shallows, then the sea · meadow, then ruins.
const HILLS_EAST = 857;
const SHALLOWS_EAST = 225;
const SEA_EAST = 165;
const RUINS_EAST = 1704;
/** Seconds of a Walk at low tide, and at high tide. */
const LOW = 200;
const HIGH = 0;

const east = (steps = 1) => ({ type: "move", path: Array.from({ length: steps }, () => "east" as const) }) as const;
const at = (tile: number, run: Partial<Run> = {}, t = HIGH) => sceneOf({ run: { tile, ...run }, t });

test("a step costs 1 on meadow and beach, 2 in forest, ruins and shallows, 3 in hills", () => {
  expect(playRun(sceneOf(), { type: "move", path: ["north"] })).toMatchObject({ used: 1, facing: "north" });
  expect(playRun(at(HILLS_EAST, { worn: [0, 14, 0] }), east()).used).toBe(3);
  expect(playRun(at(RUINS_EAST, { worn: [0, 0, 16] }), east()).used).toBe(2);
  expect(playRun(at(SHALLOWS_EAST, {}, LOW), east()).used).toBe(402);
});

test("closed ground says what opens it", () => {
  expect(whyNot(at(HILLS_EAST), east())).toBe("BiomeClosed 858 5 28");
  expect(whyNot(at(RUINS_EAST), east())).toBe("BiomeClosed 1705 6 28");
  expect(whyNot(at(SHALLOWS_EAST), east())).toBe("BiomeClosed 226 1 28");
  expect(whyNot(at(SEA_EAST, { worn: [0, 22, 15] }, LOW), east())).toBe("BiomeClosed 166 0 30");
});

test("shallows are open at low tide, with a raft or stilts, and to whoever is in them", () => {
  expect(playRun(at(SHALLOWS_EAST, {}, LOW), east(2)).tile).toBe(227);
  expect(playRun(at(SHALLOWS_EAST, { worn: [0, 0, 15] }), east(2)).used).toBe(4);
  expect(playRun(at(SHALLOWS_EAST, { worn: [0, 22, 0] }), east(2)).used).toBe(4);
  expect(playRun(at(226), east()).used, "wading").toBe(4);
  expect(playRun(at(226, {}, LOW), east()).used).toBe(402);
});

test("each new region is worth five, at once and once", () => {
  const path = ["west", "west", "west", "west", "east"] as const;
  const run = playRun(at(33 * 64 + 34, { regions: 1n << 36n }), { type: "move", path });
  expect(run).toMatchObject({ points: 5, regions: (1n << 36n) | (1n << 35n) });
});

test("a path has 1 to 32 steps, and is taken whole or not at all", () => {
  expect(whyNot(sceneOf(), east(0))).toBe("PathLengthInvalid 0 32");
  expect(whyNot(sceneOf(), east(33))).toBe("PathLengthInvalid 33 32");
  expect(whyNot(at(855), east(3))).toContain("BiomeClosed 858");
});

test("grains are the last check", () => {
  expect(whyNot(at(HILLS_EAST, { used: 90 }), east())).toContain("BiomeClosed");
  expect(whyNot(sceneOf({ run: { used: 90 } }), { type: "move", path: ["north"] })).toContain("OutOfGrains");
});
