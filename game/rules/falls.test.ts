import { expect, test } from "vitest";
import { settleFalls } from "./falls";
import { playRun, sceneOf, whyNot } from "./testing";
import type { Draws, Run } from "./types";

const NIGHT = 1000;
const bytes = (...values: number[]): Pick<Draws, "falls"> => ({ falls: () => Uint8Array.from(values) });

/** The run after steps of block 990 were settled. */
function settle(run: Partial<Run>, draws: Partial<Draws>, block = 1000): Run {
  const scene = sceneOf({ run: { used: 100, nightSteps: 3, nightBlock: 990, ...run }, block, draws });
  const player = scene.world.players[scene.self];
  if (!player?.run) throw new Error("no run");
  return settleFalls(scene, player.run);
}

test("a step falls below 21, with light below 5, and each fall takes 24 grains", () => {
  expect(settle({}, bytes(20, 21, 200))).toMatchObject({ used: 124, fell: true, nightSteps: 0, nightBlock: 0 });
  expect(settle({}, bytes(0, 4, 5)).used).toBe(172);
  expect(settle({ nightLit: true }, bytes(4, 5, 20))).toMatchObject({ used: 124, nightLit: false });
  expect(settle({ nightLit: true }, bytes(5, 20, 21))).toMatchObject({ used: 100, fell: false });
});

test("only the steps that were made are drawn", () => {
  expect(settle({ nightSteps: 1 }, bytes(255, 0, 0)).used).toBe(100);
});

test("when the hash is gone, one step of four falls, rounded up", () => {
  const gone: Partial<Draws> = { falls: () => "gone" };
  expect([1, 4, 5, 32].map((nightSteps) => settle({ nightSteps }, gone).used)).toEqual([124, 124, 148, 292]);
});

test("where no hash is known nobody falls", () => {
  expect(settle({}, {})).toMatchObject({ used: 100, nightSteps: 0, fell: false });
});

test("steps of this very block wait", () => {
  expect(settle({}, bytes(0, 0, 0), 990)).toMatchObject({ used: 100, nightSteps: 3 });
});

test("the block is found by its lowest 20 bits, also when they begin anew", () => {
  const asked: number[] = [];
  const falls: Draws["falls"] = (_, block) => {
    asked.push(block);
    return undefined;
  };
  settle({ nightBlock: 2 ** 20 - 1 }, { falls }, 3 * 2 ** 20);
  settle({ nightBlock: 5 }, { falls }, 2 ** 20 + 6);
  expect(asked).toEqual([3 * 2 ** 20 - 1, 2 ** 20 + 5]);
});

test("a walk at night stores its steps, in the same block one after the other", () => {
  const scene = sceneOf({ t: NIGHT, run: { used: 2000, nightSteps: 2, nightBlock: 1000 }, block: 1000 });
  expect(playRun(scene, { type: "move", path: ["north"] })).toMatchObject({ nightSteps: 3, nightBlock: 1000 });
  const later = sceneOf({ t: NIGHT, run: { used: 2000, nightSteps: 2, nightBlock: 1000 }, block: 1001 });
  expect(playRun(later, { type: "move", path: ["north"] })).toMatchObject({ nightSteps: 1, nightBlock: 1001 });
  const dusk = sceneOf({ t: NIGHT - 1 });
  expect(playRun(dusk, { type: "move", path: ["north"] }).nightSteps).toBe(0);
});

test("light counts when a step is made: a lantern put on afterwards lights no step of before", () => {
  const night = { t: NIGHT, block: 1000 };
  const north = { type: "move", path: ["north"] } as const;
  const lit = (run: Partial<Run>) => playRun(sceneOf({ ...night, run: { used: 2000, ...run } }), north).nightLit;
  expect(lit({})).toBe(false);
  expect(lit({ oil: true })).toBe(true);
  expect(lit({ worn: [0, 0, 16] })).toBe(true);
  expect(lit({ oil: true, nightSteps: 2, nightBlock: 1000, nightLit: false })).toBe(false);
  expect(lit({ oil: true, nightSteps: 2, nightBlock: 1000, nightLit: true })).toBe(true);
});

test("nothing is banked and nobody finishes before it is known who fell", () => {
  const run = { used: 2000, nightSteps: 2, nightBlock: 1000 };
  const scene = sceneOf({ t: NIGHT, block: 1000, run, pack: { goods: { 1: 3 } } });
  expect(whyNot(scene, { type: "bank" })).toBe("NightUnsettled 1000");
  expect(whyNot(scene, { type: "finish" })).toBe("NightUnsettled 1000");
  expect(whyNot({ ...scene, block: 1001 }, { type: "bank" })).toBe("");
});
