import { expect, test } from "vitest";
import { errandsPerTide, readErrands, rewardOf } from "./errands";
import { biomeOf, isFree } from "./ground";
import { places } from "./numbers";
import { stepsFromCamp } from "./places";
import { runOf } from "./testing";

const seeds = Array.from({ length: 40 }, (_, index) => Math.imul(index, 0x9e3779b1) >>> 0);
const all = seeds.flatMap((seed) =>
  ([1, 2, 3] as const).flatMap((length) =>
    ([0, 1, 2] as const).map((tide) => ({ seed, length, tide, errands: readErrands(seed, length, tide) })),
  ),
);

test("there are two supplies and two surveys in each tide, and a vigil in the last", () => {
  for (const { tide, errands } of all) {
    expect(errands.slice(0, 4).map((errand) => errand?.kind)).toEqual(["supply", "supply", "survey", "survey"]);
    expect(errands[4]?.kind).toBe(tide === 2 ? "vigil" : undefined);
  }
});

test("a supply asks for more of wood and fibre, and pays by the unit", () => {
  for (const { length, errands } of all) {
    const [supply] = errands;
    if (supply?.kind !== "supply") throw new Error("no supply");
    expect(supply.amount).toBe(4 + 2 * length + (supply.item <= 2 ? 4 : 0));
    expect(supply.base).toBe(3200 + 300 * supply.amount);
    expect(supply.post).toBeGreaterThanOrEqual(1);
  }
});

test("marks lie on free ground within the limit of the length, or are posts", () => {
  const limits = { 1: 18, 2: 24, 3: 28 };
  for (const { seed, length, errands } of all) {
    const survey = errands[2];
    if (survey?.kind !== "survey") throw new Error("no survey");
    expect(survey.marks.length).toBe(length);
    survey.marks.forEach((mark, index) => {
      const steps = stepsFromCamp(mark);
      const isPost = places.slice(1).some(({ x, y }) => mark === y * 64 + x);
      expect(isFree(biomeOf(seed, mark))).toBe(true);
      if (!isPost) expect(steps).toBeGreaterThanOrEqual(9);
      if (!isPost) expect(steps).toBeLessThanOrEqual(limits[length]);
      expect(survey.bases[index]).toBe({ 1: 800, 2: 400, 3: 266 }[length] + 105 * steps);
    });
  }
});

test("what is to be recovered has two layers or more, on free ground", () => {
  const found = all.flatMap(({ seed, errands }) => (errands[5]?.kind === "recover" ? [{ seed, ...errands[5] }] : []));
  expect(found.length).toBeGreaterThan(all.length / 2);
  for (const { seed, site, base } of found) {
    expect(site.layers).toBeGreaterThanOrEqual(2);
    expect(isFree(biomeOf(seed, site.tile))).toBe(true);
    expect(base).toBe(2000 + 80 * stepsFromCamp(site.tile));
  }
});

test("a Courier does one more in each tide and is paid twice", () => {
  expect(errandsPerTide(runOf({ length: 1, calling: 1 }))).toBe(1);
  expect(errandsPerTide(runOf({ length: 3, calling: 3 }))).toBe(4);
  expect(rewardOf(runOf({ calling: 1 }), 0, 5099)).toBe(50);
  expect(rewardOf(runOf({ calling: 3 }), 0, 5099)).toBe(101);
});

test("a reward rises with the tide and with an empty purse, with one floor", () => {
  expect(rewardOf(runOf({ purse: 0 }), 2, 5000)).toBe(84);
  expect(rewardOf(runOf({ purse: 1 }), 1, 3333)).toBe(43);
});
