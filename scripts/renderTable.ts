import { CAMP, WIDTH } from "../game/rules/island";
import { recipes } from "../game/rules/recipes";
import type * as Rows from "../game/rules/rows";
import * as table from "../game/rules/table";
import { validateTable } from "./validateTable";

/** The table as a Solidity library: constants where one word holds a column, a chain of comparisons where rows differ. */
export function renderTable(): string {
  const { biomes, items, nodes, relics } = table;
  const rows = { biomes, items, nodes, recipes, relics };
  validateTable(rows);
  const growing = (rows.biomes as readonly Rows.BiomeRow[]).filter((row) => row.nodes.length > 0);
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, what grows, recipes and relics of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = ${CAMP};
    uint256 internal constant CAMP_REACH = ${table.CAMP_REACH};
    uint256 internal constant DIG_TOOL = ${itemName(table.DIG_TOOL)};
    uint256 internal constant SLOT_COUNT = ${table.slots.length};

    /// @notice Biomes that are walkable with nothing worn: bit \`biome\`.
    uint256 internal constant FREE_BIOMES = ${bits(biomes.filter((row) => row.free).map((row) => row.id))};

${rows.biomes.map((row) => constant(row.name, row.id)).join("\n")}

${rows.items.map((row) => constant(row.name, row.id)).join("\n")}

    /// @notice What grows on a biome: 32 bits per row, lowest first, \`item << 16 | odds\`; odds of 256, not cumulative.
    function growth(uint256 biome) internal pure returns (uint256 odds) {
${cases("biome", growing, ({ name, nodes }) => [label(name), pack(nodes.map(({ item, odds }) => [item, odds]))])}
    }

    /// @notice Material of the node that every island has at a tile near the camp; 0 is none.
    function campNode(uint256 tile) internal pure returns (uint256 item) {
${cases("tile", table.campNodes as readonly Rows.CampNodeRow[], ({ dx, dy, item }) => [CAMP + dx + dy * WIDTH, itemName(item)])}
    }

    /// @notice Item that must be worn to gather a material; 0 is none.
    function toolFor(uint256 material) internal pure returns (uint256 item) {
${cases(
  "material",
  (rows.nodes as readonly Rows.NodeRow[]).filter(({ needs }) => needs),
  ({ item, needs = 0 }) => [itemName(item), itemName(needs)],
)}
    }

    /// @notice Where an item is worn: the slot + 1; 0 means that it cannot be worn.
    function place(uint256 item) internal pure returns (uint256 slotAndOne) {
        if (item > ${items.length}) return 0;
        return ${byItem(({ slot = -1 }) => slot + 1)};
    }

    /// @notice Of which material each gathering yields more while an item is worn, and how much more.
    /// @param item Known to be an item, or 0.
    function bonus(uint256 item) internal pure returns (uint256 material, uint256 amount) {
        return (
            ${byItem(({ bonus }) => bonus?.item ?? 0)},
            ${byItem(({ bonus }) => bonus?.amount ?? 0)}
        );
    }

    /// @notice From how many tiles farther away a camp sells while an item is worn.
    function reach(uint256 item) internal pure returns (uint256 tiles) {
${cases(
  "item",
  (items as readonly Rows.ItemRow[]).filter(({ reach }) => reach),
  ({ name, reach }) => [label(name), String(reach)],
)}
    }

    /// @notice What a recipe takes.
    /// @return inputs 32 bits per input, lowest first: \`item << 16 | amount\`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs) {
${cases("id", rows.recipes as readonly Rows.RecipeRow[], ({ id, inputs }) => [
  id,
  pack(inputs.map(({ item, amount }) => [item, amount])),
])}
    }

    /// @notice What a recipe gives.
    /// @param id Known to be a recipe.
    function output(uint256 id) internal pure returns (uint256 item, uint256 amount) {
        return (
            ${byRecipe(({ output }) => output.item)},
            ${byRecipe(({ output }) => output.amount)}
        );
    }

    /// @notice The item of a relic.
    /// @param id Known to be a relic.
    function relic(uint256 id) internal pure returns (uint256 item) {
        return ${row("id", [0, ...rows.relics.map(({ item }) => item)])};
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

/** Reads one number of a row, each of 8 bits, the first lowest: the row is one word. */
function row(index: string, values: readonly number[]): string {
  if (values.length > 32 || Math.max(...values) > 255) throw new RangeError(`A row does not fit: ${values}`);
  const word = values.reduce((sum, value, at) => sum | (BigInt(value) << BigInt(8 * at)), 0n);
  return `(0x${word.toString(16)} >> (${index} << 3)) & 0xff`;
}

const byRecipe = (read: (recipe: Rows.RecipeRow) => number) => row("id", [0, ...recipes.map(read)]);
const byItem = (read: (item: Rows.ItemRow) => number) => row("item", [0, ...table.items.map(read)]);

const label = (name: string) => name.replaceAll(" ", "_").toUpperCase();
const constant = (name: string, value: number) => `    uint256 internal constant ${label(name)} = ${value};`;
const itemName = (id: number) => label(table.items.find((row) => row.id === id)?.name ?? "");
const bits = (ids: readonly number[]) => `0x${ids.reduce((mask, id) => mask | (1 << id), 0).toString(16)}`;

function pack(pairs: readonly (readonly [item: number, count: number])[]): string {
  const word = pairs.reduce(
    (sum, [item, count], index) => sum | (((BigInt(item) << 16n) | BigInt(count)) << BigInt(32 * index)),
    0n,
  );
  return `0x${word.toString(16)}`;
}
