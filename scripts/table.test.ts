import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recipes } from "../game/rules/recipes";
import { biomes, items, nodes, relics } from "../game/rules/table";
import { renderNumbers } from "./renderNumbers";
import { renderTable } from "./renderTable";
import { validateTable } from "./validateTable";

const rows = { biomes, items, nodes, recipes, relics };

test.each([
  ["game/generated/Table.sol", "game/rules/table.ts", renderTable],
  ["game/generated/Numbers.sol", "game/rules/numbers.ts", renderNumbers],
])("%s is what %s says", (file, _, render) => {
  expect(readFileSync(new URL(`../contracts/src/${file}`, import.meta.url), "utf8")).toBe(render());
});

const [relic] = relics;
const broken: [what: string, change: object, message: string][] = [
  ["an id is skipped", { items: items.slice(1) }, "item row 0 has id 2"],
  ["an id does not fit its bits", { items: [...items, { id: 32, name: "oil" }] }, "the last allowed id is 31"],
  ["a biome grows what has no node", { nodes: nodes.slice(1) }, "which has no node row"],
  ["a recipe takes what is not", { recipes: [{ ...recipes[0], inputs: [{ item: 99, amount: 1 }] }] }, "item 99"],
  ["a relic can be made", { relics: [{ ...relic, item: 11 }] }, "must come from that relic only"],
  ["two relics are one item", { relics: [relic, { ...relic, id: 2, biome: 3 }] }, "must come from that relic only"],
  ["a relic is at sea", { relics: [{ ...relic, biome: 0 }] }, "a relic on biome 0"],
];

test.each(broken)("a table in which %s is refused", (_, change, message) => {
  expect(() => validateTable({ ...rows, ...change })).toThrow(message);
});
