import { expect, test } from "vitest";
import { countCensus } from "./countCensus";

test("the game holds what it promises", () => {
  const counts = countCensus();
  expect(counts.tiles).toBe(64 * 64);
  const promised = { biomes: 5, materials: 8, recipes: 14, equippable: 10, errands: 15, relics: 6, camps: 5 };
  for (const [what, least] of Object.entries(promised)) expect(counts[what], what).toBeGreaterThanOrEqual(least);
  expect(counts).toMatchObject({ callings: 3, lengths: 3 });
});
