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
  for (const { name, nodes: grown } of biomes) {
    const odds = grown.reduce((sum, node) => sum + node.odds, 0);
    const strange = grown.find(({ item }) => !nodes.some((row) => row.item === item));
    expect(!strange, `biome ${name} grows ${strange?.item}, which has no node row`);
    expect(grown.length <= 8, `biome ${name} grows ${grown.length} materials, allowed are 8`);
    expect(odds <= 256, `odds of ${name} are above 256`);
  }
  for (const { item, capacity, regrowSeconds } of nodes) {
    expect(hasItem(item), `node of item ${item}, which does not exist`);
    expect(capacity >= 1 && capacity <= 255, `capacity ${capacity} of item ${item}, allowed are 1 to 255`);
    expect(regrowSeconds >= 1, `item ${item} grows in ${regrowSeconds} s, allowed is 1 or more`);
  }
  for (const { id, inputs, output } of recipes) {
    expect(inputs.length >= 1 && inputs.length <= 8, `recipe ${id} has ${inputs.length} inputs`);
    expect(new Set(inputs.map(({ item }) => item)).size === inputs.length, `recipe ${id} names an input twice`);
    for (const { item, amount } of [...inputs, output])
      expect(hasItem(item) && amount >= 1 && amount <= 65535, `recipe ${id}: item ${item} × ${amount}`);
  }
  for (const { id, ask } of quests) {
    const isCounted = COUNTING.includes(ask.kind) && ask.subject === 0;
    const isThere = ask.kind === "stand" ? biomes.some((row) => row.id === ask.subject) : hasItem(ask.subject);
    expect((isCounted || isThere) && ask.amount >= 1, `quest ${id} asks ${ask.kind} ${ask.subject} × ${ask.amount}`);
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
  for (const { biome, far } of [...relics, ...chests]) {
    const isLand = biome !== 0 && biomes.some((row) => row.id === biome);
    expect(isLand && far >= 1 && far <= 24, `a relic or chest on biome ${biome}, ${far} tiles off`);
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
