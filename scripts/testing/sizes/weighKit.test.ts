import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../../stack/paths";
import { type Budget, findOverweight } from "./weigh";
import { weighKit } from "./weighKit";

test("every door of the kit is weighed, is more than nothing, and stays within its budget", async () => {
  const weights = await weighKit();
  expect(weights.map(({ route }) => route)).toEqual(["kit: ten lines", "kit: passkey", "kit: wagmi", "kit: react"]);
  expect(Math.min(...weights.map(({ all }) => all))).toBeGreaterThan(1_000);
  const budget: Budget = JSON.parse(readFileSync(fromRoot("scripts/testing/sizes/budget.json"), "utf8"));
  expect(findOverweight(weights, budget)).toEqual([]);
});
