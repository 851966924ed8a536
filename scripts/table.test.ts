import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { biomes, items, nodes, quests, recipes } from "../game/rules/table";
import { renderTable } from "./renderTable";
import { validateTable } from "./validateTable";

const rows = { biomes, items, nodes, recipes, quests };

test("Table.sol is what game/rules/table.ts says", () => {
  const written = readFileSync(new URL("../contracts/src/game/generated/Table.sol", import.meta.url), "utf8");
  expect(written).toBe(renderTable());
});

test.each([
  ["an id is skipped", { ...rows, items: items.slice(1) }, "item row 0 has id 2"],
  ["a biome grows what has no node", { ...rows, nodes: nodes.slice(1) }, "which has no node row"],
  [
    "a recipe takes what does not exist",
    { ...rows, recipes: [{ ...recipes[0], inputs: [{ item: 99, amount: 1 }] }] },
    "item 99",
  ],
  [
    "a quest asks for nothing",
    { ...rows, quests: [{ ...quests[0], ask: { ...quests[0].ask, amount: 0 } }] },
    "quest 1 asks",
  ],
  [
    "a node grows in no time",
    { ...rows, nodes: [{ ...nodes[0], regrowSeconds: 0 }, ...nodes.slice(1)] },
    "grows in 0 s",
  ],
])("a table in which %s is refused", (_, broken, message) => {
  expect(() => validateTable(broken)).toThrow(message);
});

test("the table as it is passes", () => {
  expect(() => validateTable(rows)).not.toThrow();
});
