import { CAMP, WIDTH } from "../game/rules/island";
import * as numbers from "../game/rules/next/numbers";
import { recipes } from "../game/rules/recipes";
import type { ItemRow } from "../game/rules/rows";
import * as table from "../game/rules/table";

/** The numbers of expeditions as a Solidity library. A row of numbers is one word: reading one is a shift, whichever it is. */
export function renderNumbers(): string {
  const { lengths, callings, reward } = numbers;
  const items: readonly ItemRow[] = table.items;
  const goods = [...table.nodes.map(({ item }) => item), ...numbers.parts];
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/next/numbers.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Numbers
/// @notice The numbers of expeditions, as docs/game.md explains them. Percentages are whole. A function takes an index that is
/// known to be within its row.
library Numbers {
    uint256 internal constant LENGTHS = ${lengths.length};
    uint256 internal constant CALLINGS = ${callings.length};
    uint256 internal constant TOOLS = ${numbers.freeTools.length};
    uint256 internal constant PURSES = ${Object.keys(numbers.pursePercent).length};
    uint256 internal constant PLACES = ${numbers.places.length};
    /// @dev The last recipe, the key, is gone.
    uint256 internal constant RECIPES = ${recipes.filter(({ output }) => output.item !== table.CHEST_KEY).length};

    uint256 internal constant GRAINS_PER_SECOND = ${numbers.grains.perSecond};
    uint256 internal constant GRAINS_HELD = ${numbers.grains.hold};
${constants("cost", numbers.costs)}

    /// @notice Grains of a step onto each biome: four bits each, the sea lowest.
    uint256 internal constant STEP_COSTS = ${pack(numbers.stepCost, 4)};

    /// @notice A step at night falls when its byte is below the odds.
${constants("fall", numbers.falls)}

    uint256 internal constant PACK_UNITS = ${numbers.pack.units};
    uint256 internal constant LAYER_UNITS = ${numbers.pack.layerUnits};
${constants("perk", numbers.perks)}

    uint256 internal constant RARE_FROM = ${numbers.rareFrom};
    uint256 internal constant NEAR = ${numbers.ringLimits[0]};
    uint256 internal constant MIDDLE = ${numbers.ringLimits[1]};

${constants("mix", numbers.mixPercent)}
${constants("place", numbers.placePercent)}
${constants("home", numbers.homePercent)}
    uint256 internal constant POINTS_REGION = ${numbers.regionPoints};
    uint256 internal constant POINTS_PER_SAND = ${numbers.pointsPerSand};
    uint256 internal constant MOST_RESULT = ${numbers.mostResult};

    /// @notice In hundredths of a point.
${constants("reward", reward)}

    uint256 internal constant OIL = ${numbers.OIL};
    uint256 internal constant RATION = ${numbers.RATION};

    // By length, from 1.
${row("secondsOf", "length", [0, ...lengths.map(({ seconds }) => seconds)])}
${row("demand", "length", [0, ...lengths.map(({ demand }) => demand)])}
${row("errands", "length", [0, ...lengths.map(({ errands }) => errands)])}
${row("par", "length", [0, ...lengths.map(({ par }) => par)])}
${row("markLimit", "length", [0, ...lengths.map(({ markLimit }) => markLimit)])}

    /// @notice Whole Sand that an expedition may spend.
    function purse(uint256 length, uint256 choice) internal pure returns (uint256) {
        return (${pack(lengths.flatMap(({ purse }) => [...purse]))} >> (16 * (${lengths[0]?.purse.length} * length + choice - ${lengths[0]?.purse.length}))) & 0xffff;
    }

    // Percent by calling, from 1.
${row("goodsPercent", "calling", [0, ...callings.map((calling) => calling.goods)])}
${row("relicsPercent", "calling", [0, ...callings.map((calling) => calling.relics)])}
${row("errandsPercent", "calling", [0, ...callings.map((calling) => calling.errands)])}

    // By ring, phase, tide, purse, and layers dug before.
${row("ringYield", "ring", numbers.ringYield)}
${row("ringPercent", "ring", numbers.layerPercent.ring)}
${row("phaseYield", "phase", Object.values(numbers.phaseYield))}
${row("phasePercent", "phase", Object.values(numbers.layerPercent.phase))}
${row("tidePercent", "tide", Object.values(numbers.tidePercent))}
${row("pursePercent", "choice", Object.values(numbers.pursePercent))}
${row("layerValue", "dug", numbers.layerValue)}
${row("digCost", "dug", numbers.digCost)}

    /// @notice The tile of a place: the camp, then the posts.
${row(
  "placeTile",
  "place",
  numbers.places.map(({ x, y }) => y * WIDTH + x),
)}
    uint256 internal constant START_AT_CAMP = ${CAMP + WIDTH};

    /// @notice Points of a unit of a material.
${row("unitPrice", "item", [0, ...Object.values(numbers.unitPrice)])}
    /// @notice The tool that a plan gives.
${row("freeTool", "choice", numbers.freeTools)}
    /// @notice The relic that the third layer of a site on a biome holds.
${row(
  "relicOn",
  "biome",
  table.biomes.map(({ id }) => table.relics.find(({ biome }) => biome === id)?.id ?? 0),
)}

    // By item, below 32.
    /// @notice Biomes that an item opens while it is worn: bit \`biome\`.
${row(
  "opens",
  "item",
  byItem(({ opens }) => opens?.reduce((bits, biome) => bits | (1 << biome), 0)),
  8,
)}
    /// @notice The field of a material or part in PACK, from 1; 0: it is neither.
${row(
  "goodsField",
  "item",
  byItem(({ id }) => goods.findIndex((item) => item === id) + 1),
  8,
)}
    /// @notice The bit of a tool in PACK, from 1; 0: it is no tool.
${row(
  "toolBit",
  "item",
  byItem(({ id }) => numbers.tools.findIndex((item) => item === id) + 1),
  8,
)}

    /// @notice What a camp asks for a supply, whole Sand; 0: it has none.
    function price(uint256 item) internal pure returns (uint256) {
${Object.entries(numbers.supplies)
  .map(([item, sand]) => `        if (item == ${item}) return ${sand};`)
  .join("\n")}
        return 0;
    }
}
`;

  function byItem(valueOf: (item: ItemRow) => number | undefined): number[] {
    return [0, ...items.map((item) => valueOf(item) ?? 0)];
  }
}

/** A function that reads one number of a row, each of `bits` bits, the first lowest. */
function row(name: string, index: string, values: readonly number[], bits = 16): string {
  return `    function ${name}(uint256 ${index}) internal pure returns (uint256) {
        return (${pack(values, bits)} >> (${bits} * ${index})) & 0x${((1 << bits) - 1).toString(16)};
    }`;
}

function constants(prefix: string, values: Readonly<Record<string, number>>): string {
  const label = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return Object.entries(values)
    .map(([name, value]) => `    uint256 internal constant ${label(`${prefix}_${name}`)} = ${value};`)
    .join("\n");
}

function pack(values: readonly number[], bits = 16): string {
  const widest = Math.max(...values);
  if (widest >= 1 << bits || values.length * bits > 256)
    throw new RangeError(`A row of numbers does not fit: ${values}`);
  const word = values.reduce((sum, value, index) => sum | (BigInt(value) << BigInt(bits * index)), 0n);
  return `0x${word.toString(16)}`;
}
