import { describe, expect, test } from "vitest";
import { readClock } from "@/game/rules/clock";
import { priceLoad } from "@/game/rules/load";
import { nearestPlace } from "@/game/rules/places";
import { packPlan } from "@/game/rules/plan";
import { START } from "@/game/rules/testing";
import type { Plan } from "@/game/rules/types";
import { createTimeline, type RunEvent } from "./createTimeline";
import { momentAt, wayUntil } from "./momentAt";
import { playByChance } from "./testing/playByChance";

const plan: Plan = { mode: 1, length: 1, calling: 1, tool: 4, purse: 2, start: 0, of: 7 };
const tile = (x: number, y: number) => y * 64 + x;
const embarked = (changes: Partial<Plan> = {}, at = 0): RunEvent => [
  ...([at, "Embarked", [Number(packPlan({ ...plan, ...changes })), 7, 300]] as const),
];
/** As the event has it: two bits per step, the first lowest, and a 1 above the last. */
const path = (steps: readonly number[]) => steps.reduceRight((rest, step) => rest * 4n + BigInt(step), 1n).toString();

function timelineOf(...events: RunEvent[]) {
  const timeline = createTimeline(events);
  if (!timeline) throw new Error("There is no beginning.");
  return timeline;
}

describe("the timeline of an expedition", () => {
  test("has the player where the chain has them, at the second of each block", () => {
    // North, west, west: the second step is into another region.
    const timeline = timelineOf(embarked(), [4, "Moved", [path([0, 3, 3]), tile(30, 32)]], [6, "Banked", [0, 90, 95]]);
    expect(momentAt(timeline, 0)).toMatchObject({ tile: tile(32, 33), points: 0, steps: 0, facing: "south" });
    expect(momentAt(timeline, 4)).toMatchObject({ tile: tile(30, 32), points: 5, steps: 3, facing: "west" });
    expect(momentAt(timeline, 6)).toMatchObject({ points: 95 });
    expect(momentAt(timeline, 300)).toMatchObject({ tile: tile(30, 32), points: 95 });
    expect(wayUntil(timeline, 300)).toEqual([tile(32, 33), tile(32, 32), tile(31, 32), tile(30, 32)]);
    expect(wayUntil(timeline, 3.5)).toEqual([tile(32, 33), tile(32, 32)]);
  });

  test("walks the steps of a path in the seconds before its block, at the game's pace, and never before the last event", () => {
    const timeline = timelineOf(embarked(), [4, "Moved", [path([0, 0]), tile(32, 31)]]);
    expect(momentAt(timeline, 3).next).toBeUndefined();
    const half = momentAt(timeline, 3.5);
    expect(half).toMatchObject({ tile: tile(32, 33), next: { tile: tile(32, 32) }, facing: "north" });
    expect(half.next?.share).toBeCloseTo(0.5);
    const hurried = timelineOf(embarked(), [1, "Moved", [path(Array(10).fill(0)), tile(32, 23)]]);
    expect(hurried.frames.every(({ at, from }) => from >= -1e-9 && at <= 1 + 1e-9)).toBe(true);
  });

  test("tells what was found, banked and fallen, each at its place", () => {
    const found = tile(33, 33);
    const timeline = timelineOf(
      embarked(),
      [3, "Gathered", [found, 1, 2]],
      [5, "Equipped", [0, 11]],
      [9, "Fell", [2]],
      [12, "Finished", [0, 6, 0, 0]],
    );
    expect(timeline.marks).toEqual([
      { at: 0, tile: tile(32, 33), kind: "start", words: "Set out on a Dash in practice" },
      { at: 3, tile: found, kind: "find", words: "Gathered 2 × wood" },
      { at: 9, tile: tile(32, 33), kind: "fall", words: "Fell 2 times in the dark" },
      { at: 12, tile: tile(32, 33), kind: "end", words: "Came home with 6 points" },
    ]);
    expect(timeline.homeAt).toBe(12);
    expect(momentAt(timeline, 12)).toMatchObject({ points: 6, load: 0, falls: 2 });
  });

  test("has a load that rises with what is gathered and with the tide, and is lost when the time is over", () => {
    const timeline = timelineOf(embarked(), [3, "Gathered", [tile(33, 33), 3, 4]]);
    const loads = [2, 3, 100, 200, 299, 300].map((at) => momentAt(timeline, at).load);
    expect(loads).toEqual([0, 16, 19, 22, 22, 0]);
  });

  test("begins when the player came, in a room, and not at all where the beginning is missing", () => {
    expect(timelineOf(embarked({ mode: 2, of: 4 }, 60))).toMatchObject({ begin: 60, plan: { mode: 2, of: 4 } });
    expect(createTimeline([])).toBeUndefined();
    expect(createTimeline([[0, "Moved", [path([0]), 5]], embarked()])).toBeUndefined();
    expect(createTimeline([[0, "Embarked", [3, 7, 300]]])).toBeUndefined();
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "of an expedition by chance (%d) it has the tile, the points, the steps and the load of the rules after each block",
  (seed) => {
    const length = ((seed % 3) + 1) as Plan["length"];
    const calling = ((seed % 2) + 1) as Plan["calling"];
    const { events, played } = playByChance({ ...plan, length, calling, tool: seed % 5 }, seed);
    const timeline = timelineOf(...events);
    let compared = 0;
    for (const [index, { seconds, player }] of played.entries()) {
      const { run, pack } = player;
      // Only what is last in its block can be seen at its second.
      if (!run || played[index + 1]?.seconds === seconds) continue;
      const seen = momentAt(timeline, seconds);
      const { tide } = readClock(run, START + seconds);
      const load = priceLoad(run, pack, tide, nearestPlace(run.tile).place);
      expect({ at: seconds, ...seen }).toMatchObject({ tile: run.tile, points: run.points, load });
      compared++;
    }
    const walked = events.flatMap(([, kind, [path = 1]]) =>
      kind === "Moved" ? [BigInt(path).toString(4).length - 1] : [],
    );
    expect(momentAt(timeline, 3480).steps).toBe(walked.reduce((sum, steps) => sum + steps, 0));
    expect(compared).toBeGreaterThan(20);
  },
);
