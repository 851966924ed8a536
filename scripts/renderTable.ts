import { CAMP, WIDTH } from "../game/rules/island";
import {
  askKinds,
  type BiomeRow,
  biomes,
  type CampNodeRow,
  campNodes,
  type ItemRow,
  items,
  type NodeRow,
  nodes,
  type QuestRow,
  quests,
  type RecipeRow,
  recipes,
  slots,
  TRADER_REACH,
} from "../game/rules/table";
import { validateTable } from "./validateTable";

/** The table as a Solidity library: constants where one word holds a column, a chain of comparisons where rows differ. */
export function renderTable(): string {
  const rows = { biomes, items, nodes, recipes, quests };
  validateTable(rows);
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, nodes, recipes, quests and prices of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = ${CAMP};
    uint256 internal constant TRADER_REACH = ${TRADER_REACH};
    uint256 internal constant ITEM_COUNT = ${items.length};
    uint256 internal constant RECIPE_COUNT = ${recipes.length};
    uint256 internal constant QUEST_COUNT = ${quests.length};
    uint256 internal constant SLOT_COUNT = ${slots.length};

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

    /// @notice What an item does while it is worn.
    /// @return place Slot + 1; 0 means that it cannot be worn.
    /// @return opens Biomes that it makes walkable: bit \`biome\`.
    /// @return bonusItem Material of which each gathering yields more.
    /// @return bonusAmount How much more.
    function equipment(uint256 item)
        internal
        pure
        returns (uint256 place, uint256 opens, uint256 bonusItem, uint256 bonusAmount)
    {
${(rows.items as readonly ItemRow[])
  .filter((row) => row.slot !== undefined)
  .map((row) => {
    const bonus = row.bonus ? `${itemName(row.bonus.item)}, ${row.bonus.amount}` : "0, 0";
    return `        if (item == ${name(row.name)}) return (${(row.slot ?? 0) + 1}, ${bits(row.opens ?? [])}, ${bonus});`;
  })
  .join("\n")}
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
    const about = kind === "walk" ? "0" : kind === "stand" ? biomeName(subject) : itemName(subject);
    return `        if (id == ${row.id}) return (${name(`ask_${kind}`)}, ${about}, ${amount}, ${row.rewardSand} ether);`;
  })
  .join("\n")}
    }
}
`;
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
