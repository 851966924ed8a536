import { describe, expect, test } from "vitest";

import { packPlan } from "@/game/rules/plan";
import type { Plan } from "@/game/rules/types";
import { foldRun, type RunRow } from "./foldRun";
import type { RunEventRow } from "./runEvents";

const SAND = 10n ** 18n;
/** Monday, 30 November 2026, 10:00 UTC: day 20787. */
const BEGAN = BigInt(Date.parse("2026-11-30T10:00:00Z") / 1000);
const plan: Plan = { mode: 0, length: 1, calling: 1, tool: 4, purse: 0, start: 0, of: 0 };
const tile = (x: number, y: number) => y * 64 + x;

/** What an expedition's events make, each in a block of its own. */
function fold(...events: [kind: string, ...values: (number | string)[]][]): RunRow | undefined {
  const rows = events.map(([kind, ...values], index): RunEventRow => {
    const place = { blockNumber: BigInt(index + 1), logIndex: index, seconds: BEGAN + BigInt(index) };
    return { account: "0x0a", number: 3, ...place, transactionHash: "0x01", userOpHash: null, kind, values };
  });
  return rows.reduce<RunRow | undefined>(foldRun, undefined);
}

const embarked = (changes: Partial<Plan> = {}): [string, ...number[]] => [
  ...(["Embarked", Number(packPlan({ ...plan, ...changes })), 77, Number(BEGAN) + 300] as const),
];

/** As the event has it: two bits per step, the first lowest, and a 1 above the last. */
const path = (steps: readonly number[]) => steps.reduceRight((rest, step) => rest * 4n + BigInt(step), 1n).toString();

describe("an expedition folded from its events", () => {
  test("begins with its plan, on the day and in the week of its block", () => {
    expect(fold(embarked())).toMatchObject({
      ...{ account: "0x0a", number: 3, length: 1, day: 20787, week: "2026-W49", room: null, seed: 77n },
      ...{ endsAt: BEGAN + 300n, points: 0, result: 0, scoredBlock: 1n, home: null },
    });
    expect(fold(embarked({ mode: 1, of: 77 }))).toMatchObject({ day: null, week: null, room: null });
    expect(fold(embarked({ mode: 2, of: 9 }))).toMatchObject({ day: null, week: null, room: 9 });
  });

  test("has 5 points for each new region, since the step that found the last, and none for the region of the start", () => {
    // From (32,33) two steps north and one west, back, and again: (31,32) was new, and (31,31) is.
    const walk = fold(embarked(), ["Moved", path([0, 3, 1, 3]), tile(31, 32)], ["Moved", path([0]), tile(31, 31)]);
    expect(walk).toMatchObject({ points: 10, result: 0, steps: 5, scoredBlock: 3n, scoredLogIndex: 2 });
    const back = fold(embarked(), ["Moved", path([0]), tile(32, 32)], ["Moved", path([2]), tile(32, 33)]);
    expect(back).toMatchObject({ points: 0, steps: 2, scoredBlock: 1n });
  });

  test("reads the longest path, with the first step lowest", () => {
    const steps = [...Array(16).fill(3), ...Array(16).fill(0)];
    expect(fold(embarked(), ["Moved", path(steps), tile(16, 17)])).toMatchObject({ steps: 32, points: 20 });
  });

  test("keeps what is banked and claimed when it is lost, and adds the way home when it is finished", () => {
    const lost = fold(embarked(), ["Banked", 0, 700, 700], ["Fell", 2], ["ErrandClaimed", 2, 0, 60, 760], ["Fell", 1]);
    expect(lost).toMatchObject({ points: 760, result: 50, home: null, falls: 3, scoredBlock: 4n, sand: 0n });
    const home = fold(embarked(), ["Banked", 0, 700, 700], ["Finished", 1, 770, (38n * SAND).toString(), 5]);
    expect(home).toMatchObject({ points: 770, result: 51, home: 1, sand: 38n * SAND, relics: 5, scoredBlock: 3n });
  });

  test("is of no result above 150, and cannot begin in the middle", () => {
    expect(fold(embarked(), ["Banked", 0, 60_000, 60_000])).toMatchObject({ result: 150 });
    expect(fold(["Moved", path([0]), tile(32, 32)], ["Banked", 0, 5, 5])).toBeUndefined();
  });
});
