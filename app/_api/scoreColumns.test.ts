import { expect, test } from "vitest";
import { readScore } from "@/game/rules/expedition";
import { newcomer } from "@/game/rules/player";
import { points } from "@/game/rules/table";
import { namesOf } from "./columns";
import { scoreColumns } from "./scoreColumns";

test("each column of a score gives the same points as the rules", () => {
  const { regions, relics, quests, banked } = scoreColumns;
  expect([regions.points, relics.points, quests.points, banked.points]).toEqual([
    ...[points.region, points.relic, points.quest, points.sand],
  ]);
});

test("the rules score exactly what has a column", () => {
  const { points: _, ...parts } = readScore(newcomer.expedition);
  expect(Object.keys(parts)).toEqual(namesOf(scoreColumns));
});
