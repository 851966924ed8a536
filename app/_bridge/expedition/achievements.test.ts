import { expect, test } from "vitest";
import { play, sceneOf } from "@/game/rules/testing";
import type { Digs, Run } from "@/game/rules/types";
import { achievements, listAchievements } from "./achievements";

/** What coming home brings. */
const won = (run: Partial<Run>, digs: Partial<Digs> = {}, t = 10) =>
  listAchievements(play(sceneOf({ run, digs, t }), { type: "finish" }).profile.achievements);

test("names are those of the bits that the rules set", () => {
  expect(listAchievements(0)).toEqual([]);
  expect(listAchievements(2 ** 32 - 1), "bits without a name are left out").toEqual(achievements);
  expect(won({})).toEqual(["home"]);
  expect(won({ purse: 0 })).toEqual(["home", "emptyPurse"]);
  expect(won({ fell: true }, {}, 1195)).toEqual(["home", "lastSeconds"]);
  expect(won({}, {}, 1190)).toEqual(["home", "calmNight"]);
  expect(won({}, { eight: true, third: true })).toEqual(["home", "eightKinds", "thirdLayer"]);
  expect(won({}, { ruins: 15, posts: 15 })).toEqual(["home", "fourRuins", "fourPosts"]);
  expect(won({}, { errands: 6 })).toEqual(["home", "allErrands"]);
  expect(won({ regions: (1n << 40n) - 1n })).toEqual(["home", "fortyRegions"]);
});

test.each([
  [1, "dash", 1_500],
  [2, "walk", 5_000],
  [3, "voyage", 13_000],
] as const)("par of length %i has two names of its own", (length, name, points) => {
  expect(won({ length, points })).toEqual(["home", `${name}100`, `${name}120`]);
  expect(won({ length, points: Math.ceil(points / 1.2) })).toEqual(["home", `${name}100`]);
});
