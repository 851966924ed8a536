import { expect, test } from "vitest";
import { biomeOf, growthOf } from "./ground";
import { CAMP, RUINS, SEA } from "./island";
import { regionOf } from "./places";
import { emptyDigs } from "./player";
import { layersDug, readSites, siteAt } from "./sites";

const seeds = Array.from({ length: 40 }, (_, index) => Math.imul(index, 0x9e3779b1) >>> 0);
const tides = [0, 1, 2] as const;
const all = seeds.flatMap((seed) => tides.map((tide) => ({ seed, sites: readSites(seed, tide), tide })));

test("a site is in its own region, on land where nothing grows, and never at the camp", () => {
  for (const { seed, sites } of all) {
    sites.forEach((site, region) => {
      if (!site) return;
      expect(regionOf(site.tile)).toBe(region);
      expect(site.tile).not.toBe(CAMP);
      expect(biomeOf(seed, site.tile)).not.toBe(SEA);
      if (site.ruin === undefined) expect(growthOf(seed, site.tile)).toBe(0);
    });
  }
});

test("the middles of the four ruins hide three layers in every tide", () => {
  for (const { seed, sites } of all) {
    const ruins = sites.filter((site) => site?.ruin !== undefined);
    expect(ruins.map((site) => site?.ruin).sort()).toEqual([0, 1, 2, 3]);
    for (const site of ruins) {
      expect(biomeOf(seed, site?.tile ?? 0)).toBe(RUINS);
      expect(site?.layers).toBe(3);
    }
  }
});

test("about 27 sites lie on an island, with two layers each, and move with the tide", () => {
  const counts = all.map(({ sites }) => sites.filter((site) => site !== undefined));
  const mean = counts.flat().length / all.length;
  const layers = counts.flat().reduce((sum, site) => sum + (site?.layers ?? 0), 0) / counts.flat().length;
  expect(mean).toBeGreaterThan(24);
  expect(mean).toBeLessThan(31);
  expect(layers).toBeGreaterThan(1.7);
  expect(layers).toBeLessThan(2.3);
  expect(readSites(7, 0)).not.toEqual(readSites(7, 1));
});

test("a tile beside a site hides nothing", () => {
  const site = readSites(7, 0).find((each) => each !== undefined);
  expect(siteAt(7, 0, site?.tile ?? 0)).toBe(site);
  expect(siteAt(7, 0, (site?.tile ?? 0) + 1)).toBeUndefined();
});

test("what was dug in another tide is not dug in this one", () => {
  const digs = { ...emptyDigs, tide: 1 as const, dug: { 5: 2 } };
  expect(tides.map((tide) => layersDug(digs, tide, 5))).toEqual([0, 2, 0]);
});
