import { expect, it } from "vitest";
import { biomeOf, growthOf, readOpen, stepGrains } from "@/game/rules/ground";
import { neighbour } from "@/game/rules/island";
import { readMoment } from "@/game/rules/moment";
import { findCheapest } from "@/game/rules/pathfind";
import { readSites } from "@/game/rules/sites";
import { createTestPlay } from "./testing";
import { viewQuick, viewReach } from "./viewReach";

function momentOf({ play }: ReturnType<typeof createTestPlay>) {
  const moment = readMoment(play.getScene());
  if (!moment.ok) throw new Error(moment.text);
  return moment;
}

const bush = 34 * 64 + 32;

it("names what can be gathered, then the next", () => {
  const test = createTestPlay();
  expect(viewReach(momentOf(test))).toEqual({ verb: "gather", tile: bush, item: "berry", whyNot: undefined });
  test.play.play({ type: "gather", tile: bush });
  expect(viewReach(momentOf(test))).toMatchObject({ verb: "gather", tile: 33 * 64 + 33, item: "fibre" });
});

it("offers the bank where something can be banked", () => {
  const test = createTestPlay();
  expect(viewQuick(momentOf(test))).toEqual({ bank: undefined, errand: undefined });
  test.play.play({ type: "gather", tile: bush });
  expect(viewQuick(momentOf(test)).bank).toBeGreaterThan(0);
});

it("digs where nothing can be gathered, as the key does", () => {
  const test = createTestPlay();
  const { run, isLow } = momentOf(test);
  const open = readOpen(run.worn, isLow);
  const cost = (onto: number, from: number) => stepGrains(open, biomeOf(run.seed, from), biomeOf(run.seed, onto));
  const ways = readSites(run.seed, 0).flatMap((site) => {
    const way = site && findCheapest(cost, run.tile, site.tile);
    return site && way ? [{ site, way }] : [];
  });
  const [nearest] = ways.sort((a, b) => a.way.length - b.way.length);
  if (!nearest) throw new Error("Island 7 has no site in reach.");
  let tile = run.tile;
  for (const direction of nearest.way) {
    test.wait(1);
    expect(test.play.play({ type: "move", path: [direction] }).ok).toBe(true);
    tile = neighbour(tile, direction);
  }
  expect(tile).toBe(nearest.site.tile);
  // What grows beside the site is gathered first.
  for (const beside of [tile, tile - 64, tile + 1, tile + 64, tile - 1].filter(
    (each) => growthOf(run.seed, each) !== 0,
  )) {
    test.wait(5);
    test.play.play({ type: "gather", tile: beside });
  }
  test.wait(30);
  expect(viewReach(momentOf(test))).toEqual({ verb: "dig", tile, item: undefined, whyNot: undefined });
});
