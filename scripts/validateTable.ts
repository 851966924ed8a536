import type { BiomeRow, ChestRow, ItemRow, LootRow, NodeRow, QuestRow, RecipeRow, RelicRow } from "../game/rules/rows";

type Table = {
  biomes: readonly BiomeRow[];
  items: readonly ItemRow[];
  nodes: readonly NodeRow[];
  recipes: readonly RecipeRow[];
  quests: readonly QuestRow[];
  relics: readonly RelicRow[];
  chests: readonly ChestRow[];
  loot: readonly LootRow[];
};

/** Kinds of quests that are about a number only. */
const COUNTING = ["walk", "explore", "find"];

/** Throws when a row would not fit the words on chain, or names what does not exist. */
export function validateTable({ biomes, items, nodes, recipes, quests, relics, chests, loot }: Table): void {
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
      (COUNTING.includes(ask.kind) && ask.subject === 0) ||
      (ask.kind === "stand" ? biomes.some((row) => row.id === ask.subject) : hasItem(ask.subject));
    expect(known && ask.amount >= 1, `quest ${id} asks ${ask.kind} ${ask.subject} × ${ask.amount}`);
  }
  // Bits and lanes of one word each: PlayerSlot.found, and Sites.
  expectIds("relic", relics, 1, 8);
  expectIds("chest", chests, 1, 16);
  const sites = relics.length + chests.length;
  expect(sites <= 16, `${sites} relics and chests; places for 16 fit`);
  for (const { item } of relics) {
    const others = [...relics.filter((row) => row.item === item).slice(1), ...loot.filter((row) => row.item === item)];
    const made = recipes.some((row) => row.output.item === item);
    expect(hasItem(item) && !made && others.length === 0, `item ${item} of a relic must come from that relic only`);
  }
  for (const site of [...relics, ...chests]) {
    expect(
      site.biome !== 0 && biomes.some((row) => row.id === site.biome) && site.far >= 1 && site.far <= 24,
      `a relic or chest on biome ${site.biome}, ${site.far} tiles off`,
    );
  }
  for (const row of loot) expect(hasItem(row.item) && row.amount >= 1, `loot of item ${row.item} × ${row.amount}`);
  const odds = loot.reduce((sum, row) => sum + row.odds, 0);
  expect(odds === 256, `odds of loot sum to ${odds}, wanted are 256`);
  // What one expedition can earn is counted in 16 bits of whole Sand.
  const sand = [...quests.map((row) => row.rewardSand), ...chests.map((row) => row.sand)].reduce((a, b) => a + b, 0);
  expect(sand <= 32_767, `quests and chests pay ${sand} Sand, allowed are 32767`);
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
