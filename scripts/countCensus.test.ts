import { expect, test } from "vitest";
import { countCensus } from "./countCensus";

test("the game holds what it promises", () => {
  const line = countCensus();
  expect(line).toMatch(/^tiles=\d+ biomes=\d+ materials=\d+ recipes=\d+ equippable=\d+ quests=\d+ relics=\d+/);
  const count = (what: string) => Number(new RegExp(`${what}=(\\d+)`).exec(line)?.[1]);
  expect(count("tiles")).toBe(64 * 64);
  const promised = { biomes: 5, materials: 8, recipes: 14, equippable: 10, quests: 15, relics: 6 };
  for (const [what, least] of Object.entries(promised)) expect(count(what), what).toBeGreaterThanOrEqual(least);
});
