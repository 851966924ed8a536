import type { BiomeRow, ItemRow, NodeRow, QuestRow, RecipeRow } from "../game/rules/table";

type Table = {
  biomes: readonly BiomeRow[];
  items: readonly ItemRow[];
  nodes: readonly NodeRow[];
  recipes: readonly RecipeRow[];
  quests: readonly QuestRow[];
};

/** Throws when a row would not fit the words on chain, or names what does not exist. */
export function validateTable({ biomes, items, nodes, recipes, quests }: Table): void {
  expectIds("biome", biomes, 0, 15);
  expectIds("item", items, 1, 255);
  expectIds("recipe", recipes, 1, 255);
  // Bit 31 would make the bit set negative in JavaScript.
  expectIds("quest", quests, 1, 30);
  const hasItem = (id: number) => items.some((row) => row.id === id);
  for (const biome of biomes) {
    for (const node of biome.nodes) {
      expect(
        nodes.some((row) => row.item === node.item),
        `biome ${biome.name} grows ${node.item}, which has no node row`,
      );
    }
    expect(biome.nodes.length <= 8, `biome ${biome.name} grows ${biome.nodes.length} materials, allowed are 8`);
    expect(biome.nodes.reduce((sum, node) => sum + node.odds, 0) <= 256, `odds of ${biome.name} are above 256`);
  }
  for (const node of nodes) {
    expect(hasItem(node.item), `node of item ${node.item}, which does not exist`);
    expect(
      node.capacity >= 1 && node.capacity <= 255,
      `capacity ${node.capacity} of item ${node.item}, allowed are 1 to 255`,
    );
    expect(node.regrowSeconds >= 1, `item ${node.item} grows in ${node.regrowSeconds} s, allowed is 1 or more`);
  }
  for (const recipe of recipes) {
    expect(
      recipe.inputs.length >= 1 && recipe.inputs.length <= 8,
      `recipe ${recipe.id} has ${recipe.inputs.length} inputs`,
    );
    expect(
      new Set(recipe.inputs.map((input) => input.item)).size === recipe.inputs.length,
      `recipe ${recipe.id} names an input twice`,
    );
    for (const side of [...recipe.inputs, recipe.output]) {
      expect(
        hasItem(side.item) && side.amount >= 1 && side.amount <= 65535,
        `recipe ${recipe.id}: item ${side.item} × ${side.amount}`,
      );
    }
  }
  for (const { id, ask } of quests) {
    const known =
      ask.kind === "walk" ||
      (ask.kind === "stand" ? biomes.some((row) => row.id === ask.subject) : hasItem(ask.subject));
    expect(known && ask.amount >= 1, `quest ${id} asks ${ask.kind} ${ask.subject} × ${ask.amount}`);
  }
}

/** Ids must count up without a gap: the contract knows them by their number. */
function expectIds(noun: string, rows: readonly { id: number }[], first: number, last: number): void {
  rows.forEach((row, index) => {
    expect(row.id === first + index, `${noun} row ${index} has id ${row.id}, expected ${first + index}`);
  });
  expect(first + rows.length - 1 <= last, `${rows.length} ${noun} rows; the last allowed id is ${last}`);
}

function expect(holds: boolean, message: string): void {
  if (!holds) throw new Error(`game/rules/table.ts: ${message}`);
}
