import { expect, test } from "vitest";
import { describeAction } from "../describe";
import { findHere } from "../here";
import { play, sceneOf, whyNot } from "../testing";
import type { Digs, Run } from "../types";

// A Walk on island 7. First tide: 8 berries to the east post; surveys on two marks each. Last tide: a vigil, and a site to recover.
const EAST_POST = 32 * 64 + 50;
const MARKS = [2594, 1428];
const VIGIL = 1699;
const SITE = { tile: 1233, region: 18, layers: 2 };
const DUSK = 800;
const claim = (errand: number) => ({ type: "claim", errand }) as const;
const at = (tile: number, digs: Partial<Digs> = {}, run: Partial<Run> = {}, t = 0) =>
  sceneOf({ run: { tile, ...run }, digs: { tide: t < 400 ? 0 : 2, ...digs }, t });

test("a supply is brought to its post, within two tiles", () => {
  const pack = { goods: { 5: 9 } };
  const player = play(sceneOf({ run: { tile: EAST_POST - 2 }, pack }), claim(0));
  expect(player).toMatchObject({ run: { points: 56, used: 0 }, pack: { goods: { 5: 1 } } });
  expect(player.digs).toMatchObject({ done: 1, begun: 1, errands: 1 });
  expect(whyNot(sceneOf({ run: { tile: EAST_POST - 3 }, pack }), claim(0))).toBe(`ErrandElsewhere 0 ${EAST_POST}`);
  expect(whyNot(at(EAST_POST), claim(0))).toBe("ItemsTooFew 5 0 8");
});

test("a survey pays for each mark and counts once; it is done with the last", () => {
  const first = play(at(MARKS[1] ?? 0), claim(2));
  expect(first.digs).toMatchObject({ done: 0, marks: 2, begun: 1, errands: 1 });
  expect(first.run?.points).toBe(27);
  expect(whyNot(sceneOf({ player: first }), claim(2))).toBe(`ErrandElsewhere 2 ${MARKS[0]}`);
  const last = play(at(MARKS[0] ?? 0, first.digs), claim(2));
  expect(last.digs).toMatchObject({ done: 4, marks: 3, begun: 1, errands: 1 });
  expect(whyNot(at(MARKS[0] ?? 0, last.digs), claim(2))).toBe("ErrandDone 2");
});

test("a survey that was begun may be ended when no more errands count", () => {
  expect(whyNot(at(MARKS[0] ?? 0, { begun: 2 }), claim(2))).toBe("ErrandsFull 2 2");
  expect(whyNot(at(MARKS[0] ?? 0, { begun: 2, marks: 2 }), claim(2))).toBe("");
  expect(whyNot(at(MARKS[0] ?? 0, { begun: 2 }, { calling: 3 }), claim(2))).toBe("");
});

test("a vigil is kept at dusk, on its mark, for 20 grains", () => {
  const kept = play(at(VIGIL, {}, {}, DUSK), claim(4));
  expect(kept.run).toMatchObject({ points: 48, used: 2 * DUSK + 20 });
  expect(whyNot(at(VIGIL + 1, {}, {}, DUSK), claim(4))).toBe(`ErrandElsewhere 4 ${VIGIL}`);
  expect(whyNot(at(VIGIL, {}, {}, 1000), claim(4)), "night").toBe("ErrandClosed 4 2");
  expect(whyNot(at(VIGIL), claim(4)), "no such offer").toBe("ErrandClosed 4 0");
  expect(whyNot(at(VIGIL, {}, { used: 2 * DUSK + 71 }, DUSK), claim(4))).toContain("OutOfGrains");
});

test("a site is recovered when all its layers were dug in this tide", () => {
  const dug = (layers: number) => at(SITE.tile + 1, { dug: { [SITE.region]: layers } }, {}, DUSK);
  expect(whyNot(dug(1), claim(5))).toBe("ErrandNotMet 5 1 2");
  expect(play(dug(2), claim(5)).run?.points).toBe(59);
  expect(whyNot(at(SITE.tile + 1, { tide: 1, dug: { 18: 2 } }, {}, DUSK), claim(5))).toBe("ErrandNotMet 5 0 2");
  expect(whyNot(at(SITE.tile + 2, { dug: { 18: 2 } }, {}, DUSK), claim(5))).toBe(`ErrandElsewhere 5 ${SITE.tile}`);
});

test("there are six offers", () => {
  expect(whyNot(sceneOf(), claim(6))).toBe("ErrandUnknown 6 5");
});

test("its button is there where an errand can be claimed, and says which", () => {
  const scene = at(EAST_POST);
  expect(findHere(sceneOf(), "claim")).toBeUndefined();
  expect(findHere(scene, "claim")?.action, "the second survey has a mark at this post").toEqual(claim(3));
  expect(describeAction(scene, claim(0))).toBe("Bring 8 berry to the east post");
});
