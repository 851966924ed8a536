import { expect, test } from "vitest";
import { deedNames, scoreParts, showDeed, tellDeed, worth } from "./columns";

const deeds = { steps: 1, gathered: 1_200, crafted: 0, quests: 2, sandEarned: 125n * 10n ** 17n };

test("what is scored has a column each, and words that say what it counts", () => {
  expect(scoreParts.map(({ label }) => label)).toEqual(["Regions", "Relics", "Quests", "Sand banked"]);
  const [regions] = scoreParts;
  expect(regions?.show({ regions: 1_234, relics: 0, quests: 0, banked: 0 })).toBe("1,234");
  expect(worth).toBe("A relic counts 100, a quest 20, a region 10, a Sand banked 1");
});

test("deeds are shown as numbers, and told in words where there are any", () => {
  expect(deedNames).toEqual(["quests", "crafted", "gathered", "steps", "sandEarned"]);
  expect(deedNames.map((name) => showDeed(name, deeds))).toEqual(["2", "0", "1,200", "1", "12.5"]);
  expect(deedNames.map((name) => tellDeed(name, deeds))).toEqual([
    ...["2 quests", undefined, "1,200 gathered", "1 step", "12.5 Sand earned"],
  ]);
});
