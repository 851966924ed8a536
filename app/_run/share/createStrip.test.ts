import { describe, expect, test } from "vitest";
import { run as runSchema } from "@/app/_api/run";
import { packPlan } from "@/game/rules/plan";
import { namePlayer } from "@/game/rules/playerName";
import type { Plan } from "@/game/rules/types";
import type { RunAnswer } from "../read";
import { createTimeline, type RunEvent } from "../timeline/createTimeline";
import { endOf } from "../timeline/endOf";
import { createStrip } from "./createStrip";

const account = `0x${"ab".repeat(20)}`;
/** Monday, 30 November 2026, 10:00 UTC. */
const BEGAN = Date.parse("2026-11-30T10:00:00Z") / 1000;
const link = `https://hourglass.example/run/${account}/3`;
const daily: Plan = { mode: 0, length: 1, calling: 1, tool: 4, purse: 0, start: 0, of: 0 };

/** An expedition of these events; `seen` is when the list was read, in seconds since the start. */
function answerOf(events: readonly RunEvent[], changes: object = {}, plan: Plan = daily, seen = 9_999): RunAnswer {
  const packed = Number(packPlan(plan));
  const all: readonly RunEvent[] = [[0, "Embarked", [packed, 7, BEGAN + 300]], ...events];
  const timeline = createTimeline(all);
  const run = runSchema.parse({
    ...{ stale: false, blockNumber: "9", blockSeconds: `${BEGAN + seen}`, account, number: 3, plan: packed, seed: 7 },
    ...{ startedAt: `${BEGAN}`, endsAt: `${BEGAN + 300}`, state: "over", points: 0, result: 0, steps: 0, falls: 0 },
    ...{ sand: "0", relics: 0, events: all, ...changes },
  });
  if (!timeline) throw new Error("There is no beginning.");
  return { run, timeline, isCut: false };
}

describe("the strip of an expedition", () => {
  test("has bars, the ending, length, day, points, name and link", () => {
    const events: RunEvent[] = [
      [60, "Banked", [0, 400, 400]],
      [180, "Banked", [0, 500, 900]],
      [240, "Finished", [2, 990, 0, 0]],
    ];
    const strip = createStrip(answerOf(events, { state: "home", home: 2, points: 990, result: 66 }), link);
    expect(strip.split("\n")).toEqual([
      "⌛ Hourglass · Dash · Daily, 30 November 2026",
      "▁▁▇▁▁▁▁█▁▂▁▁",
      "Home at the east post · 990 points, 66 % of par",
      namePlayer(account),
      link,
    ]);
  });

  test("of somebody who did not come home has what was banked, up to the end of the time", () => {
    const strip = createStrip(answerOf([[150, "Banked", [0, 300, 300]]], { points: 300, result: 20 }), link);
    expect(strip).toContain("▁▁▁▁▁▁█▁▁▁▁▁\nDid not come home · 300 points, 20 % of par");
  });

  test("of an expedition that runs has what is known so far, and of one without points a flat line", () => {
    const running = answerOf([], { state: "running" }, { ...daily, mode: 2, of: 7 }, 30);
    expect(endOf(running.run, running.timeline)).toBe(30);
    expect(createStrip(running, link)).toContain("Room 7\n▁▁▁▁▁▁▁▁▁▁▁▁\nStill out · 0 points, 0 % of par");
  });

  test("says nothing of the island: no seed, no tile, no place of a find", () => {
    const practice: Plan = { ...daily, mode: 1, of: 4_242 };
    const strip = createStrip(answerOf([[9, "Unearthed", [2_079, 2, 24]]], {}, practice), "");
    expect(strip).toContain("· Practice\n");
    expect(strip).not.toMatch(/4,?242|2,?079|Dug|layer/);
  });
});
