import type { BiomeRow, ItemRow, NodeRow, RecipeRow, RelicRow } from "../game/rules/rows";

export type Table = {
  biomes: readonly BiomeRow[];
  items: readonly ItemRow[];
  nodes: readonly NodeRow[];
  recipes: readonly RecipeRow[];
  relics: readonly RelicRow[];
};

/** Throws when a row would not fit the words on chain, or names what does not exist. */
export function validateTable({ biomes, items, nodes, recipes, relics }: Table): void {
  expectIds("biome", biomes, 0, 15);
  // Five bits each in the word of an expedition; oil and rations are the two after.
  expectIds("item", items, 1, 31);
  expectIds("recipe", recipes, 1, 255);
  const hasItem = (id: number) => items.some((row) => row.id === id);
  for (const { name, nodes: grown } of biomes) {
    const odds = grown.reduce((sum, node) => sum + node.odds, 0);
    const strange = grown.find(({ item }) => !nodes.some((row) => row.item === item));
    expect(!strange, `biome ${name} grows ${strange?.item}, which has no node row`);
    expect(grown.length <= 8, `biome ${name} grows ${grown.length} materials, allowed are 8`);
    expect(odds <= 256, `odds of ${name} are above 256`);
  }
  for (const { item } of nodes) expect(hasItem(item), `node of item ${item}, which does not exist`);
  for (const { id, inputs, output } of recipes) {
    expect(inputs.length >= 1 && inputs.length <= 8, `recipe ${id} has ${inputs.length} inputs`);
    expect(new Set(inputs.map(({ item }) => item)).size === inputs.length, `recipe ${id} names an input twice`);
    for (const { item, amount } of [...inputs, output])
      expect(hasItem(item) && amount >= 1 && amount <= 65535, `recipe ${id}: item ${item} × ${amount}`);
  }
  // Bits of DIGS.
  expectIds("relic", relics, 1, 6);
  for (const { item, biome } of relics) {
    const isMade = recipes.some((row) => row.output.item === item);
    const isShared = relics.filter((row) => row.item === item).length > 1;
    expect(hasItem(item) && !isMade && !isShared, `item ${item} of a relic must come from that relic only`);
    const isLand = biome !== 0 && biomes.some((row) => row.id === biome);
    expect(isLand && relics.filter((row) => row.biome === biome).length === 1, `a relic on biome ${biome}`);
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
