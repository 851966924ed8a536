import { CAMP, WIDTH } from "../game/rules/island";
import { recipes } from "../game/rules/recipes";
import type * as Rows from "../game/rules/rows";
import * as table from "../game/rules/table";
import { constantName, packWord, readField } from "./solidityText";
import { type Table, validateTable } from "./validateTable";

const { biomes, items, nodes, relics }: Table = { ...table, recipes };
const campNodes: readonly Rows.CampNodeRow[] = table.campNodes;

/** The table as a Solidity library: constants where one word holds a column, a chain of comparisons where rows differ. */
export function renderTable(): string {
  validateTable({ biomes, items, nodes, recipes, relics });
  const growing = biomes.filter((row) => row.nodes.length > 0);
  const withTool = nodes.filter(({ needs }) => needs);
  const reaching = items.filter(({ reach }) => reach);
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

${biomes.map((row) => constant(row.name, row.id)).join("\n")}

${items.map((row) => constant(row.name, row.id)).join("\n")}

    /// @notice What grows on a biome: 32 bits per row, lowest first, \`item << 16 | odds\`; odds of 256, not cumulative.
    function growth(uint256 biome) internal pure returns (uint256 odds) {
${cases("biome", growing, ({ name, nodes }) => [constantName(name), pack(nodes.map(({ item, odds }) => [item, odds]))])}
    }

    /// @notice Material of the node that every island has at a tile near the camp; 0 is none.
    function campNode(uint256 tile) internal pure returns (uint256 item) {
${cases("tile", campNodes, ({ dx, dy, item }) => [CAMP + dx + dy * WIDTH, itemName(item)])}
    }

    /// @notice Item that must be worn to gather a material; 0 is none.
    function toolFor(uint256 material) internal pure returns (uint256 item) {
${cases("material", withTool, ({ item, needs = 0 }) => [itemName(item), itemName(needs)])}
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
${cases("item", reaching, ({ name, reach }) => [constantName(name), String(reach)])}
    }

    /// @notice What a recipe takes.
    /// @return inputs 32 bits per input, lowest first: \`item << 16 | amount\`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs) {
${cases("id", recipes, ({ id, inputs }) => [id, pack(inputs.map(({ item, amount }) => [item, amount]))])}
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
        return ${row("id", [0, ...relics.map(({ item }) => item)])};
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
const row = (index: string, values: readonly number[]) => readField(values, 8, index);
const byRecipe = (read: (recipe: Rows.RecipeRow) => number) => row("id", [0, ...recipes.map(read)]);
const byItem = (read: (item: Rows.ItemRow) => number) => row("item", [0, ...items.map(read)]);

const constant = (name: string, value: number) => `    uint256 internal constant ${constantName(name)} = ${value};`;
const itemName = (id: number) => constantName(items.find((row) => row.id === id)?.name ?? "");
const bits = (ids: readonly number[]) => `0x${ids.reduce((mask, id) => mask | (1 << id), 0).toString(16)}`;

const pack = (pairs: readonly (readonly [item: number, count: number])[]) =>
  packWord(
    pairs.flatMap(([item, count]) => [count, item]),
    16,
  );
