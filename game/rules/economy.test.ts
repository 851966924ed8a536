import { expect, test } from "vitest";
import { applyAction } from "./apply";
import { CAMP, readIsland } from "./island";
import { addItem, newcomer } from "./player";
import { recipes } from "./recipes";
import type { ItemRow, NodeRow, QuestRow, RecipeRow } from "./rows";
import { biomes, CHEST_KEY, items, loot, nodes, quests, relics, slots } from "./table";
import type { Player, World } from "./types";

// That the table makes nothing of nothing, and that every row is worth having.

const itemRows: readonly ItemRow[] = items;
const recipeRows: readonly RecipeRow[] = recipes;
const nodeRows: readonly NodeRow[] = nodes;
const questRows: readonly QuestRow[] = quests;
const price = (item: number) => itemRows.find(({ id }) => id === item)?.priceSand;

test("no recipe leads back to its own input, so that making in a circle is impossible", () => {
  const made = new Map(recipeRows.map((row) => [row.output.item, row]));
  const tierOf = (item: number) => made.get(item)?.tier ?? 0;
  for (const row of recipeRows) {
    for (const { item } of row.inputs) expect(tierOf(item), `recipe ${row.id} takes ${item}`).toBeLessThan(row.tier);
  }
  expect(made.size, "one recipe for one thing").toBe(recipeRows.length);
});

test("each tier is made of the one below: parts of raw, gear of parts or raw, the third of parts", () => {
  for (const tier of [1, 2, 3] as const) expect(recipeRows.some((row) => row.tier === tier)).toBe(true);
  const raw = new Set(nodeRows.map(({ item }) => item));
  for (const row of recipeRows) {
    const takesRawOnly = row.inputs.every(({ item }) => raw.has(item));
    if (row.tier === 1) expect(takesRawOnly, `recipe ${row.id}`).toBe(true);
    if (row.tier === 3) expect(takesRawOnly, `recipe ${row.id}`).toBe(false);
  }
});

test("Sand comes from quests, once each, and from chests, once a week each; trader and recipes never give any", () => {
  const island = readIsland(7n);
  const rich: Player = { ...newcomer, tile: CAMP, sand: 1_000n * 10n ** 18n };
  const full = itemRows.reduce((player, { id }) => addItem(player, id, 99), rich);
  const world: World = { players: { ana: full }, nodes: {} };
  const sandAfter = (action: Parameters<typeof applyAction>[3]) => {
    const outcome = applyAction(island, world, "ana", action, 1_800_000_000);
    return outcome.ok ? (outcome.world.players.ana?.sand ?? 0n) : undefined;
  };
  for (const { id } of recipeRows) expect(sandAfter({ type: "craft", recipe: id }), `recipe ${id}`).toBe(full.sand);
  for (const { id, priceSand } of itemRows) {
    const after = sandAfter({ type: "buy", item: id, maxSand: 10n ** 21n });
    expect(after, `item ${id}`).toBe(priceSand === undefined ? undefined : full.sand - BigInt(priceSand) * 10n ** 18n);
    expect(priceSand ?? 1, "nothing is for free").toBeGreaterThan(0);
  }
});

test("what can be made is dearer to buy than what it is made of", () => {
  for (const { id, inputs, output } of recipeRows) {
    const asked = price(output.item);
    const parts = inputs.map(({ item, amount }) => (price(item) ?? Number.NaN) * amount);
    const cost = parts.reduce((sum, part) => sum + part, 0) / output.amount;
    if (asked !== undefined) expect(asked, `recipe ${id}`).toBeGreaterThan(cost);
  }
});

test("a quest that takes something pays more than the trader asks for it, so that bringing is worth the way", () => {
  for (const { id, ask, rewardSand } of questRows) {
    if (ask.kind !== "bring") continue;
    expect(rewardSand, `quest ${id}`).toBeGreaterThan((price(ask.subject) ?? 0) * ask.amount);
  }
});

test("everything can be come by, and everything is good for something", () => {
  const grown = biomes.flatMap((biome) => biome.nodes.map(({ item }) => item as number));
  const got = new Set([
    ...grown,
    ...recipeRows.map((row) => row.output.item),
    ...relics.map(({ item }) => item as number),
  ]);
  const used = new Set([
    ...recipeRows.flatMap(({ inputs }) => inputs.map(({ item }) => item)),
    ...questRows.filter(({ ask }) => ask.kind === "bring").map(({ ask }) => ask.subject),
    ...relics.map(({ item }) => item as number),
    CHEST_KEY,
  ]);
  for (const { id, name, slot } of itemRows) {
    expect(got.has(id), `${name} comes from somewhere`).toBe(true);
    expect(slot !== undefined || used.has(id), `${name} is good for something`).toBe(true);
  }
  for (const { item } of loot) expect(got.has(item), `loot ${item} is a thing of the island`).toBe(true);
});

test("every slot offers a choice, and no two things in it do the same", () => {
  slots.forEach((name, slot) => {
    const worn = itemRows.filter((row) => row.slot === slot);
    expect(worn.length, name).toBeGreaterThanOrEqual(3);
    const effects = worn.map(({ opens, bonus, reach }) => JSON.stringify({ opens, bonus, reach }));
    expect(new Set(effects).size, name).toBe(worn.length);
    for (const effect of effects) expect(effect).not.toBe("{}");
  });
});

test("the first five quests teach to walk, gather, make, wear, and where the sea is", () => {
  expect(questRows.slice(0, 5).map(({ ask }) => ask.kind)).toEqual(["walk", "hold", "hold", "wear", "stand"]);
});
