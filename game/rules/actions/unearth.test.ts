import { expect, test } from "vitest";
import { describeAction } from "../describe";
import { findHere } from "../here";
import { play, sceneOf, whyNot } from "../testing";
import type { Digs, Run } from "../types";

// Sites of island 7 in the first tide: three layers on meadow near the camp, three in a forest far out, and a ruin's middle.
const NEAR = 2147;
const FAR = 2506;
const RUIN = 1498;
const spade = [19, 0, 0];
const dig = (tile: number) => ({ type: "unearth", tile }) as const;
const at = (tile: number, run: Partial<Run> = {}, digs: Partial<Digs> = {}, t = 0) =>
  sceneOf({ run: { tile, worn: spade, ...run }, digs, t });

test("layers cost 20, 40 and 80, a Delver three quarters, and the site is empty then", () => {
  const used = (dug: number, run: Partial<Run> = {}) => play(at(NEAR, run, { dug: { 36: dug } }), dig(NEAR)).run?.used;
  expect([0, 1, 2].map((dug) => used(dug))).toEqual([20, 40, 80]);
  expect([0, 1, 2].map((dug) => used(dug, { calling: 2 }))).toEqual([15, 30, 60]);
  expect(whyNot(at(NEAR, {}, { dug: { 36: 3 } }), dig(NEAR))).toBe(`SiteEmpty ${NEAR} 0`);
});

test("a layer is worth more deeper, far out, at night, in a later tide, and to a Delver", () => {
  const value = (tile: number, dug: number, run: Partial<Run> = {}) =>
    play(at(tile, run, { dug: { 36: dug, 33: dug } }), dig(tile)).pack.relicValue;
  expect([0, 1, 2].map((dug) => value(NEAR, dug))).toEqual([12, 24, 44]);
  expect([0, 1, 2].map((dug) => value(FAR, dug))).toEqual([24, 48, 88]);
  expect(value(FAR, 2, { calling: 2 })).toBe(103);
  // A ruin's middle is a site in every tide: dusk of the last one, then night.
  const late = (t: number) => play(at(RUIN, { used: 2 * t }, { tide: 2 }, t), dig(RUIN)).pack.relicValue;
  expect(late(999)).toBe(28);
  expect(late(1000)).toBe(35);
});

test("the third layer holds the relic of its ground", () => {
  const { digs, pack } = play(at(NEAR, {}, { dug: { 36: 2 } }), dig(NEAR));
  expect(digs).toMatchObject({ dug: { 36: 3 }, relics: 2, third: true, ruins: 0 });
  expect(pack).toMatchObject({ layers: 1, relicValue: 44 });
  expect(play(at(NEAR, {}, { dug: { 36: 1 } }), dig(NEAR)).digs).toMatchObject({ relics: 0, third: false });
});

test("any layer in the middle of a ruin counts for the four ruins", () => {
  expect(play(at(RUIN, {}, { ruins: 4 }), dig(RUIN)).digs.ruins).toBe(5);
});

test("what was dug in another tide is forgotten, what counts for the whole expedition is not", () => {
  const before = { tide: 1 as const, dug: { 36: 3 }, done: 3, marks: 9, begun: 2, errands: 4, relics: 1, posts: 2 };
  const { digs } = play(at(NEAR, {}, before), dig(NEAR));
  expect(digs).toMatchObject({ tide: 0, dug: { 36: 1 }, done: 0, marks: 0, begun: 0, errands: 4, relics: 1, posts: 2 });
});

test("digging needs a spade, a site in reach, and room for three units", () => {
  expect(whyNot(at(NEAR, { worn: [0, 0, 0] }), dig(NEAR))).toBe("ToolNotWorn 0 19");
  expect(whyNot(at(NEAR + 2), dig(NEAR))).toBe(`TileOutOfReach ${NEAR} ${NEAR + 2}`);
  expect(whyNot(at(NEAR), dig(NEAR + 1))).toBe(`NothingHidden ${NEAR + 1}`);
  const pack = (units: number) =>
    sceneOf({ run: { tile: NEAR, worn: spade, calling: 2 }, pack: { goods: { 1: units } } });
  expect(whyNot(pack(34), dig(NEAR))).toBe("PackFull 34 36");
  expect(whyNot(pack(33), dig(NEAR))).toBe("");
});

test("its button is there beside a site that is not empty, and says how deep it is", () => {
  expect(findHere(at(NEAR + 1), "unearth")?.action).toEqual(dig(NEAR));
  expect(findHere(at(NEAR, {}, { dug: { 36: 3 } }), "unearth")).toBeUndefined();
  expect(describeAction(at(NEAR, {}, { dug: { 36: 1 } }), dig(NEAR))).toBe("Dig layer 2 of 3");
});
