import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recipes } from "../game/rules/recipes";
import { biomes, chests, items, loot, nodes, quests, relics } from "../game/rules/table";
import { renderNumbers } from "./renderNumbers";
import { renderTable } from "./renderTable";
import { validateTable } from "./validateTable";

const rows = { biomes, items, nodes, recipes, quests, relics, chests, loot };

test.each([
  ["game/generated/Table.sol", "game/rules/table.ts", renderTable],
  ["next/generated/Numbers.sol", "game/rules/next/numbers.ts", renderNumbers],
])("%s is what %s says", (file, _, render) => {
  expect(readFileSync(new URL(`../contracts/src/${file}`, import.meta.url), "utf8")).toBe(render());
});

const [quest] = quests;
const broken: [what: string, change: object, message: string][] = [
  ["an id is skipped", { items: items.slice(1) }, "item row 0 has id 2"],
  ["a biome grows what has no node", { nodes: nodes.slice(1) }, "which has no node row"],
  ["a recipe takes what is not", { recipes: [{ ...recipes[0], inputs: [{ item: 99, amount: 1 }] }] }, "item 99"],
  ["a quest asks for nothing", { quests: [{ ...quest, ask: { ...quest.ask, amount: 0 } }] }, "quest 1 asks"],
  ["a node grows in no time", { nodes: [{ ...nodes[0], regrowSeconds: 0 }, ...nodes.slice(1)] }, "grows in 0 s"],
  ["loot leaves a gap", { loot: loot.slice(1) }, "odds of loot sum to 192"],
  ["a relic can be made", { relics: [{ id: 1, item: 11, biome: 2, far: 4 }] }, "must come from that relic only"],
  ["a chest is at sea", { chests: [{ id: 1, biome: 0, far: 4, sand: 1 }] }, "a relic or chest on biome 0"],
  ["quests pay a fortune", { quests: [{ ...quest, rewardSand: 40_000 }] }, "allowed are 32767"],
];

test.each(broken)("a table in which %s is refused", (_, change, message) => {
  expect(() => validateTable({ ...rows, ...change })).toThrow(message);
});
