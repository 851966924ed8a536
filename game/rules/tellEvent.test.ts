import { expect, test } from "vitest";
import { packPlan } from "./plan";
import { tellEvent } from "./tellEvent";

const plan = (mode: 0 | 1 | 2, length: 1 | 2 | 3) =>
  Number(packPlan({ mode, length, calling: 1, tool: 0, purse: 0, start: 0, of: 0 }));

test.each<[string, (number | string)[], string]>([
  ["Embarked", [plan(0, 1), 7, 300], "Set out on a Dash"],
  ["Embarked", [plan(1, 2), 7, 300], "Set out on a Walk in practice"],
  ["Embarked", [plan(2, 3), 7, 300], "Set out on a Voyage in a room"],
  ["Moved", [4, 2080], "Walked 1 step"],
  ["Moved", [(1n << 64n).toString(), 2080], "Walked 32 steps"],
  ["Fell", [1], "Fell in the dark"],
  ["Fell", [3], "Fell 3 times in the dark"],
  ["Gathered", [2144, 5, 2], "Gathered 2 × berry"],
  ["Unearthed", [9, 2, 24], "Dug up layer 2, worth 24 points"],
  ["Crafted", [1], "Made rope"],
  ["Equipped", [1, 14], "Put on boots"],
  ["Equipped", [1, 0], "Took off a tool"],
  ["Banked", [2, 1_200, 1_300], "Banked 1,200 points at the east post"],
  ["ErrandClaimed", [1, 0, 60, 760], "Did an errand for 60 points"],
  ["Bought", [33, 0], "Bought a ration"],
  ["Signalled", [9, 1], "Left a sign"],
  ["Finished", [0, 770, 0, 0], "Came home with 770 points"],
  ["Finished", [0, 770, 0, 4], "Came home with 770 points and a find"],
])("%s %j is told as: %s", (kind, values, words) => {
  expect(tellEvent(kind, values)).toBe(words);
});
