import { expect, test } from "vitest";
import { findHere } from "../here";
import { play, sceneOf, whyNot } from "../testing";
import type { Pack } from "../types";

const POST = 32 * 64 + 50;
const bank = { type: "bank" } as const;
const all = (units: number) => Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((item) => [item, units]));

test("a load becomes points, and the pack is empty but for parts and tools", () => {
  const pack: Partial<Pack> = { goods: { 3: 4, 9: 2 }, tools: [11], layers: 1, relicValue: 20 };
  const player = play(sceneOf({ run: { calling: 2, points: 7 }, pack }), bank);
  // (4 stones at 3, and 20) with 8 percent for two kinds.
  expect(player.run).toMatchObject({ points: 7 + 34, used: 15 });
  expect(player.pack).toMatchObject({ layers: 0, relicValue: 0, tools: [11] });
  expect(player.pack.goods).toMatchObject({ 3: 0, 9: 2 });
});

test("what is sold is remembered for its tide, up to 127", () => {
  const sold = (soldTide: 0 | 1) => {
    const scene = sceneOf({ pack: { goods: { 1: 5 }, soldTide, sold: { 1: 125, 2: 3 } }, t: 400 });
    return play(scene, bank).pack;
  };
  expect(sold(1)).toMatchObject({ soldTide: 1, sold: { 1: 127, 2: 3 } });
  expect(sold(0)).toMatchObject({ soldTide: 1, sold: { 1: 5, 2: 0 } });
});

test("a post pays three quarters, and is remembered", () => {
  const player = play(sceneOf({ run: { tile: POST + 2, calling: 2 }, pack: { goods: { 8: 5 } } }), bank);
  expect(player.run?.points).toBe(75);
  expect(player.digs.posts).toBe(2);
  expect(play(sceneOf({ pack: { goods: { 8: 5 } } }), bank).digs.posts).toBe(0);
});

test("all eight materials in one load are remembered", () => {
  expect(play(sceneOf({ pack: { goods: all(1) } }), bank).digs.eight).toBe(true);
  expect(play(sceneOf({ pack: { goods: { ...all(1), 8: 0 } } }), bank).digs.eight).toBe(false);
});

test("there must be a camp, and something that counts", () => {
  const away = sceneOf({ run: { tile: POST + 3 }, pack: { goods: { 1: 1 } } });
  expect(whyNot(away, bank)).toBe("CampOutOfReach 3 2");
  expect(whyNot(sceneOf({ pack: { goods: { 9: 5 } } }), bank)).toBe("NothingToBank");
  expect(findHere(away, "bank")).toBeUndefined();
  expect(findHere(sceneOf(), "bank")?.whyNot).toBe("You carry nothing that counts. Gather something first.");
});
