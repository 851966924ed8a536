import { CAMP, WIDTH } from "../game/rules/island";
import { recipes } from "../game/rules/recipes";
import type * as Rows from "../game/rules/rows";
import { askKinds } from "../game/rules/rows";
import * as table from "../game/rules/table";
import { validateTable } from "./validateTable";

/** The table as a Solidity library: constants where one word holds a column, a chain of comparisons where rows differ. */
export function renderTable(): string {
  const { biomes, items, nodes, quests, relics, chests, loot } = table;
  const rows = { biomes, items, nodes, recipes, quests, relics, chests, loot };
  validateTable(rows);
  const growing = (rows.biomes as readonly Rows.BiomeRow[]).filter((row) => row.nodes.length > 0);
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, nodes, recipes, quests and prices of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = ${CAMP};
    uint256 internal constant CAMP_REACH = ${table.CAMP_REACH};
    uint256 internal constant EXPEDITION_SECONDS = ${table.EXPEDITION_SECONDS};
    uint256 internal constant DIG_TOOL = ${itemName(table.DIG_TOOL)};
    uint256 internal constant CHEST_KEY = ${itemName(table.CHEST_KEY)};
    uint256 internal constant ITEM_COUNT = ${items.length};
    uint256 internal constant RECIPE_COUNT = ${recipes.length};
    uint256 internal constant QUEST_COUNT = ${quests.length};
    uint256 internal constant RELIC_COUNT = ${relics.length};
    uint256 internal constant CHEST_COUNT = ${chests.length};
    uint256 internal constant SLOT_COUNT = ${table.slots.length};

    /// @notice What an expedition is worth, per piece; Sand is counted in whole Sand.
${Object.entries(table.points)
  .map(([what, worth]) => constant(`points_${what}`, worth))
  .join("\n")}

    /// @notice Biomes that are walkable with nothing worn: bit \`biome\`.
    uint256 internal constant FREE_BIOMES = ${bits(biomes.filter((row) => row.free).map((row) => row.id))};

${rows.biomes.map((row) => constant(row.name, row.id)).join("\n")}

${rows.items.map((row) => constant(row.name, row.id)).join("\n")}

${askKinds.map((kind, index) => constant(`ask_${kind}`, index)).join("\n")}

    /// @notice What grows on a biome: 32 bits per row, lowest first, \`item << 16 | odds\`; odds of 256, not cumulative.
    function growth(uint256 biome) internal pure returns (uint256 odds) {
${cases("biome", growing, ({ name, nodes }) => [label(name), pack(nodes.map(({ item, odds }) => [item, odds]))])}
    }

    /// @notice Material of the node that every island has at a tile near the camp; 0 is none.
    function campNode(uint256 tile) internal pure returns (uint256 item) {
${cases("tile", table.campNodes as readonly Rows.CampNodeRow[], ({ dx, dy, item }) => [CAMP + dx + dy * WIDTH, itemName(item)])}
    }

    /// @notice How a material grows on its node.
    /// @return capacity Pieces that a full node holds.
    /// @return regrowSeconds Seconds for one piece to grow back.
    /// @return needs Item that must be worn to gather it; 0 is none.
    function node(uint256 item) internal pure returns (uint256 capacity, uint256 regrowSeconds, uint256 needs) {
${cases("item", rows.nodes as readonly Rows.NodeRow[], ({ item, capacity, regrowSeconds, needs }) => [
  itemName(item),
  `(${capacity}, ${regrowSeconds}, ${needs ? itemName(needs) : 0})`,
])}
    }

    /// @notice Where an item is worn: the slot + 1; 0 means that it cannot be worn.
    function place(uint256 item) internal pure returns (uint256 slotAndOne) {
${itemCases(({ slot }) => slot !== undefined && slot + 1)}
    }

    /// @notice Biomes that an item makes walkable while it is worn: bit \`biome\`.
    function opens(uint256 item) internal pure returns (uint256 biomes) {
${itemCases(({ opens }) => opens && bits(opens))}
    }

    /// @notice Of which material each gathering yields more while an item is worn, and how much more.
    function bonus(uint256 item) internal pure returns (uint256 material, uint256 amount) {
${itemCases(({ bonus }) => bonus && `(${itemName(bonus.item)}, ${bonus.amount})`)}
    }

    /// @notice From how many tiles farther away the trader serves while an item is worn.
    function reach(uint256 item) internal pure returns (uint256 tiles) {
${itemCases(({ reach }) => reach)}
    }

    /// @notice What the trader asks for one piece, in the smallest unit of Sand; 0 means not for sale.
    function price(uint256 item) internal pure returns (uint256 sand) {
${itemCases(({ priceSand }) => priceSand !== undefined && `${priceSand} ether`)}
    }

    /// @notice What a recipe takes and gives.
    /// @return inputs 32 bits per input, lowest first: \`item << 16 | amount\`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs, uint256 outputItem, uint256 outputAmount) {
${cases("id", rows.recipes as readonly Rows.RecipeRow[], ({ id, inputs, output }) => [
  id,
  `(${pack(inputs.map(({ item, amount }) => [item, amount]))}, ${itemName(output.item)}, ${output.amount})`,
])}
    }

    /// @notice What a quest asks and pays.
    /// @return kind One of the ASK constants.
    /// @return subject Item or biome, by kind.
    /// @return amount 0 means that the quest is unknown.
    /// @return sand Reward in the smallest unit.
    function quest(uint256 id) internal pure returns (uint256 kind, uint256 subject, uint256 amount, uint256 sand) {
${cases("id", rows.quests as readonly Rows.QuestRow[], ({ id, ask: { kind, subject, amount }, rewardSand }) => {
  const about = subject === 0 ? "0" : kind === "stand" ? biomeName(subject) : itemName(subject);
  return [id, `(${label(`ask_${kind}`)}, ${about}, ${amount}, ${rewardSand} ether)`];
})}
    }

    /// @notice The item of a relic; 0 means that the relic is unknown.
    function relic(uint256 id) internal pure returns (uint256 item) {
${cases("id", rows.relics as readonly Rows.RelicRow[], ({ id, item }) => [id, itemName(item)])}
    }

    /// @notice What a chest pays, in the smallest unit of Sand.
    function chest(uint256 id) internal pure returns (uint256 sand) {
${cases("id", rows.chests as readonly Rows.ChestRow[], ({ id, sand }) => [id, `${sand} ether`])}
    }

    /// @notice Where something may lie hidden: relics first, then chests, counted on.
    /// @return biome The ground of its place.
    /// @return far Tiles from the camp, at least.
    function site(uint256 id) internal pure returns (uint256 biome, uint256 far) {
${cases("id", [...rows.relics, ...rows.chests], ({ biome, far }, index) => [index + 1, `(${biomeName(biome)}, ${far})`])}
    }

    /// @notice What a chest holds beside its Sand.
    /// @param roll Below 256.
    function loot(uint256 roll) internal pure returns (uint256 item, uint256 amount) {
${cumulative(rows.loot)
  .map((row) => `        if (roll < ${row.below}) return (${itemName(row.item)}, ${row.amount});`)
  .join("\n")}
    }
}
`;
}

/** A chain of comparisons: for each row the value of `what` that is its, and the answer then. */
function cases<Row>(
  what: string,
  of: readonly Row[],
  read: (row: Row, index: number) => [value: string | number, answer: string],
): string {
  const lines = of.map((row, index) => {
    const [value, answer] = read(row, index);
    return `        if (${what} == ${value}) return ${answer};`;
  });
  return lines.join("\n");
}

/** The same over the items that have an answer. */
function itemCases(answerOf: (row: Rows.ItemRow) => string | number | false | undefined): string {
  const answered = (table.items as readonly Rows.ItemRow[]).filter((row) => answerOf(row));
  return cases("item", answered, (row) => [label(row.name), String(answerOf(row))]);
}

function cumulative(rows: readonly Rows.LootRow[]): (Rows.LootRow & { below: number })[] {
  let below = 0;
  return rows.map((row) => {
    below += row.odds;
    return { ...row, below };
  });
}

const label = (name: string) => name.replaceAll(" ", "_").toUpperCase();
const constant = (name: string, value: number) => `    uint256 internal constant ${label(name)} = ${value};`;
const itemName = (id: number) => label(table.items.find((row) => row.id === id)?.name ?? "");
const biomeName = (id: number) => label(table.biomes.find((row) => row.id === id)?.name ?? "");
const bits = (ids: readonly number[]) => `0x${ids.reduce((mask, id) => mask | (1 << id), 0).toString(16)}`;

function pack(pairs: readonly (readonly [item: number, count: number])[]): string {
  const word = pairs.reduce(
    (sum, [item, count], index) => sum | (((BigInt(item) << 16n) | BigInt(count)) << BigInt(32 * index)),
    0n,
  );
  return `0x${word.toString(16)}`;
}
