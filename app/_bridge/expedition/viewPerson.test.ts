import { expect, test } from "vitest";
import type { ListedRun } from "@/app/_api/player";
import { nextOther, rankedOn, viewPerson } from "./viewPerson";

const account = `0x${"ab".repeat(20)}` as const;
const run: ListedRun = {
  ...{ number: 4, mode: 0, length: 2, seed: 7, points: 120, result: 3, state: "running" },
  ...{ startedAt: 86_400n * 20_787n + 5n, endsAt: 86_400n * 20_787n + 1_205n },
};
const place = { rank: 3, account, number: 4, points: 120 };

test("a card tells of the newest expedition, with its rank", () => {
  const older = { ...run, number: 3, points: 9_000 };
  expect(viewPerson({ runs: [run, older] }, place)).toEqual({ points: 120, length: 2, isOut: true, rank: 3 });
  expect(viewPerson({ runs: [{ ...run, state: "over" }] }, undefined)).toMatchObject({ isOut: false, rank: undefined });
});

test("a rank of another expedition is not this one's, and nobody knows a newcomer", () => {
  expect(viewPerson({ runs: [run] }, { ...place, number: 3 })?.rank).toBeUndefined();
  expect(viewPerson({ runs: [] }, undefined)).toBeUndefined();
});

test("only a daily expedition is asked for on a board: that of the day on which it began", () => {
  expect(rankedOn(run)).toEqual({ view: "day", day: 20_787, length: 2 });
  for (const mode of [1, 2]) expect(rankedOn({ ...run, mode })).toBeUndefined();
});

test("by keyboard the nearest comes first, then everybody once", () => {
  const others = [
    { player: "c", name: "", tile: 64 * 9 + 9 },
    { player: "a", name: "", tile: 64 * 30 + 9 },
    { player: "b", name: "", tile: 64 * 5 + 5 },
  ];
  const from = 64 * 8 + 8;
  expect(nextOther(others, from, undefined)).toBe("c");
  const seen = ["c"];
  for (let step = 0; step < 3; step++) seen.push(nextOther(others, from, seen.at(-1)) ?? "nobody");
  expect(seen).toEqual(["c", "a", "b", "c"]);
  expect(nextOther(others, from, "gone"), "whose card is open has left").toBe("c");
  expect(nextOther([], from, undefined)).toBeUndefined();
});
