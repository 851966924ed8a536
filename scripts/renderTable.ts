import { CAMP, WIDTH } from "../game/rules/island";
import {
  askKinds,
  type BiomeRow,
  biomes,
  CAMP_REACH,
  type CampNodeRow,
  CHEST_KEY,
  type ChestRow,
  campNodes,
  chests,
  DIG_TOOL,
  EXPEDITION_SECONDS,
  type ItemRow,
  items,
  type LootRow,
  loot,
  type NodeRow,
  nodes,
  points,
  type QuestRow,
  quests,
  type RecipeRow,
  type RelicRow,
  recipes,
  relics,
  slots,
} from "../game/rules/table";
import { validateTable } from "./validateTable";

/** The table as a Solidity library: constants where one word holds a column, a chain of comparisons where rows differ. */
export function renderTable(): string {
  const rows = { biomes, items, nodes, recipes, quests, relics, chests, loot };
  validateTable(rows);
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, nodes, recipes, quests and prices of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = ${CAMP};
    uint256 internal constant CAMP_REACH = ${CAMP_REACH};
    uint256 internal constant EXPEDITION_SECONDS = ${EXPEDITION_SECONDS};
    uint256 internal constant DIG_TOOL = ${itemName(DIG_TOOL)};
    uint256 internal constant CHEST_KEY = ${itemName(CHEST_KEY)};
    uint256 internal constant ITEM_COUNT = ${items.length};
    uint256 internal constant RECIPE_COUNT = ${recipes.length};
    uint256 internal constant QUEST_COUNT = ${quests.length};
    uint256 internal constant RELIC_COUNT = ${relics.length};
    uint256 internal constant CHEST_COUNT = ${chests.length};
    uint256 internal constant SLOT_COUNT = ${slots.length};

    /// @notice What an expedition is worth, per piece; Sand is counted in whole Sand.
${Object.entries(points)
  .map(([what, worth]) => constant(`points_${what}`, worth))
  .join("\n")}

    /// @notice Biomes that are walkable with nothing worn: bit \`biome\`.
    uint256 internal constant FREE_BIOMES = ${bits(biomes.filter((row) => row.free).map((row) => row.id))};

${rows.biomes.map((row) => constant(row.name, row.id)).join("\n")}

${rows.items.map((row) => constant(row.name, row.id)).join("\n")}

${askKinds.map((kind, index) => constant(`ask_${kind}`, index)).join("\n")}

    /// @notice What grows on a biome: 32 bits per row, lowest first, \`item << 16 | odds\`; odds of 256, not cumulative.
    function growth(uint256 biome) internal pure returns (uint256 odds) {
${(rows.biomes as readonly BiomeRow[])
  .filter((row) => row.nodes.length > 0)
  .map(
    (row) => `        if (biome == ${name(row.name)}) return ${pack(row.nodes.map((node) => [node.item, node.odds]))};`,
  )
  .join("\n")}
    }

    /// @notice Material of the node that every island has at a tile near the camp; 0 is none.
    function campNode(uint256 tile) internal pure returns (uint256 item) {
${(campNodes as readonly CampNodeRow[])
  .map((row) => `        if (tile == ${CAMP + row.dx + row.dy * WIDTH}) return ${itemName(row.item)};`)
  .join("\n")}
    }

    /// @notice How a material grows on its node.
    /// @return capacity Pieces that a full node holds.
    /// @return regrowSeconds Seconds for one piece to grow back.
    /// @return needs Item that must be worn to gather it; 0 is none.
    function node(uint256 item) internal pure returns (uint256 capacity, uint256 regrowSeconds, uint256 needs) {
${(rows.nodes as readonly NodeRow[])
  .map(
    (row) =>
      `        if (item == ${itemName(row.item)}) return (${row.capacity}, ${row.regrowSeconds}, ${row.needs ? itemName(row.needs) : 0});`,
  )
  .join("\n")}
    }

    /// @notice Where an item is worn: the slot + 1; 0 means that it cannot be worn.
    function place(uint256 item) internal pure returns (uint256 slotAndOne) {
${wearable(
  (row) => row.slot !== undefined,
  (row) => `${(row.slot ?? 0) + 1}`,
)}
    }

    /// @notice Biomes that an item makes walkable while it is worn: bit \`biome\`.
    function opens(uint256 item) internal pure returns (uint256 biomes) {
${wearable(
  (row) => row.opens !== undefined,
  (row) => bits(row.opens ?? []),
)}
    }

    /// @notice Of which material each gathering yields more while an item is worn, and how much more.
    function bonus(uint256 item) internal pure returns (uint256 material, uint256 amount) {
${wearable(
  (row) => row.bonus !== undefined,
  (row) => (row.bonus ? `(${itemName(row.bonus.item)}, ${row.bonus.amount})` : ""),
)}
    }

    /// @notice From how many tiles farther away the trader serves while an item is worn.
    function reach(uint256 item) internal pure returns (uint256 tiles) {
${wearable(
  (row) => row.reach !== undefined,
  (row) => `${row.reach}`,
)}
    }

    /// @notice What the trader asks for one piece, in the smallest unit of Sand; 0 means not for sale.
    function price(uint256 item) internal pure returns (uint256 sand) {
${(rows.items as readonly ItemRow[])
  .filter((row) => row.priceSand !== undefined)
  .map((row) => `        if (item == ${name(row.name)}) return ${row.priceSand} ether;`)
  .join("\n")}
    }

    /// @notice What a recipe takes and gives.
    /// @return inputs 32 bits per input, lowest first: \`item << 16 | amount\`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs, uint256 outputItem, uint256 outputAmount) {
${(rows.recipes as readonly RecipeRow[])
  .map((row) => {
    const inputs = pack(row.inputs.map((input) => [input.item, input.amount]));
    return `        if (id == ${row.id}) return (${inputs}, ${itemName(row.output.item)}, ${row.output.amount});`;
  })
  .join("\n")}
    }

    /// @notice What a quest asks and pays.
    /// @return kind One of the ASK constants.
    /// @return subject Item or biome, by kind.
    /// @return amount 0 means that the quest is unknown.
    /// @return sand Reward in the smallest unit.
    function quest(uint256 id) internal pure returns (uint256 kind, uint256 subject, uint256 amount, uint256 sand) {
${(rows.quests as readonly QuestRow[])
  .map((row) => {
    const { kind, subject, amount } = row.ask;
    const about = subject === 0 ? "0" : kind === "stand" ? biomeName(subject) : itemName(subject);
    return `        if (id == ${row.id}) return (${name(`ask_${kind}`)}, ${about}, ${amount}, ${row.rewardSand} ether);`;
  })
  .join("\n")}
    }

    /// @notice The item of a relic; 0 means that the relic is unknown.
    function relic(uint256 id) internal pure returns (uint256 item) {
${(rows.relics as readonly RelicRow[]).map((row) => `        if (id == ${row.id}) return ${itemName(row.item)};`).join("\n")}
    }

    /// @notice What a chest pays, in the smallest unit of Sand.
    function chest(uint256 id) internal pure returns (uint256 sand) {
${(rows.chests as readonly ChestRow[]).map((row) => `        if (id == ${row.id}) return ${row.sand} ether;`).join("\n")}
    }

    /// @notice Where something may lie hidden: relics first, then chests, counted on.
    /// @return biome The ground of its place.
    /// @return far Tiles from the camp, at least.
    function site(uint256 id) internal pure returns (uint256 biome, uint256 far) {
${[...(rows.relics as readonly RelicRow[]), ...(rows.chests as readonly ChestRow[])]
  .map((row, index) => `        if (id == ${index + 1}) return (${biomeName(row.biome)}, ${row.far});`)
  .join("\n")}
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

/** A chain of comparisons over the items that have some effect. */
function wearable(has: (row: ItemRow) => boolean, value: (row: ItemRow) => string): string {
  return (items as readonly ItemRow[])
    .filter(has)
    .map((row) => `        if (item == ${name(row.name)}) return ${value(row)};`)
    .join("\n");
}

function cumulative(rows: readonly LootRow[]): (LootRow & { below: number })[] {
  let below = 0;
  return rows.map((row) => {
    below += row.odds;
    return { ...row, below };
  });
}

function constant(label: string, value: number): string {
  return `    uint256 internal constant ${name(label)} = ${value};`;
}

function name(label: string): string {
  return label.replaceAll(" ", "_").toUpperCase();
}

function itemName(id: number): string {
  return name(items.find((row) => row.id === id)?.name ?? "");
}

function biomeName(id: number): string {
  return name(biomes.find((row) => row.id === id)?.name ?? "");
}

function bits(ids: readonly number[]): string {
  return `0x${ids.reduce((mask, id) => mask | (1 << id), 0).toString(16)}`;
}

function pack(pairs: readonly (readonly [item: number, count: number])[]): string {
  const word = pairs.reduce(
    (sum, [item, count], index) => sum | (((BigInt(item) << 16n) | BigInt(count)) << BigInt(32 * index)),
    0n,
  );
  return `0x${word.toString(16)}`;
}
