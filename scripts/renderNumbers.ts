import { CAMP, WIDTH } from "../game/rules/island";
import * as numbers from "../game/rules/numbers";
import { recipes } from "../game/rules/recipes";
import type { ItemRow } from "../game/rules/rows";
import * as table from "../game/rules/table";
import { constantName, packWord, readField } from "./solidityText";

/** The numbers of expeditions as a Solidity library. A row of numbers is one word: reading one is a shift, whichever it is. */
export function renderNumbers(): string {
  return `// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/numbers.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Numbers
/// @notice The numbers of expeditions, as docs/game.md explains them. Percentages are whole. A function takes an index that is
/// known to be within its row.
library Numbers {
    uint256 internal constant LENGTHS = ${numbers.lengths.length};
    uint256 internal constant CALLINGS = ${numbers.callings.length};
    uint256 internal constant TOOLS = ${numbers.freeTools.length};
    uint256 internal constant PURSES = ${Object.keys(numbers.pursePercent).length};
    uint256 internal constant PLACES = ${numbers.places.length};
    uint256 internal constant RECIPES = ${recipes.length};

    uint256 internal constant GRAINS_PER_SECOND = ${numbers.grains.perSecond};
    uint256 internal constant GRAINS_HELD = ${numbers.grains.hold};
${constants("cost", numbers.costs)}

    /// @notice Grains of a step onto each biome: four bits each, the sea lowest.
    uint256 internal constant STEP_COSTS = ${packWord(numbers.stepCost, 4)};

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
${constants("reward", numbers.reward)}

    uint256 internal constant OIL = ${numbers.OIL};
    uint256 internal constant RATION = ${numbers.RATION};

    uint256 internal constant START_AT_CAMP = ${CAMP + WIDTH};

${readRows().map(renderRow).join("\n\n")}

    /// @notice What a camp asks for a supply, whole Sand; 0: it has none.
    function price(uint256 item) internal pure returns (uint256) {
        if (item < ${firstSupply} || item > ${lastSupply}) return 0;
        unchecked {
            return ${readField(prices, 8, `(item - ${firstSupply})`)};
        }
    }
}
`;
}

const supplies: Readonly<Record<number, number>> = numbers.supplies;
const [firstSupply, lastSupply] = [Math.min, Math.max].map((pick) => pick(...Object.keys(supplies).map(Number))) as [
  number,
  number,
];
const prices = Array.from({ length: lastSupply - firstSupply + 1 }, (_, index) => supplies[firstSupply + index] ?? 0);

type Row = [name: string, index: string, notice: string, values: readonly number[], bits?: number];

function readRows(): Row[] {
  const { lengths, callings, layerPercent } = numbers;
  const items: readonly ItemRow[] = table.items;
  const tools: readonly number[] = numbers.tools;
  const goods: readonly number[] = [...table.nodes.map(({ item }) => item), ...numbers.parts];
  const byLength = (read: (row: numbers.LengthRow) => number) => [0, ...lengths.map(read)];
  const byItem = (read: (item: ItemRow) => number | undefined) => [0, ...items.map((item) => read(item) ?? 0)];
  const relicOn = (biome: number) => table.relics.find((relic) => relic.biome === biome)?.id ?? 0;
  const bitsOf = (ids: readonly number[] = []) => ids.reduce((bits, id) => bits | (1 << id), 0);
  const tileOf = ({ x, y }: { x: number; y: number }) => y * WIDTH + x;
  return [
    ["secondsOf", "length", "How long an expedition lasts, in seconds.", byLength(({ seconds }) => seconds)],
    ["demand", "length", "Units of a material that a tide buys at the full price.", byLength(({ demand }) => demand)],
    ["errands", "length", "Errands that count in a tide.", byLength(({ errands }) => errands)],
    ["par", "length", "Points of a result of 100.", byLength(({ par }) => par)],
    ["markLimit", "length", "How far from the camp marks are, in steps.", byLength(({ markLimit }) => markLimit)],
    ["smallPurse", "length", "Whole Sand of the small purse.", byLength(({ purse }) => purse[1])],
    ["fullPurse", "length", "Whole Sand of the full purse.", byLength(({ purse }) => purse[2])],
    ["goodsPercent", "calling", "What materials are worth.", [0, ...callings.map(({ goods }) => goods)]],
    ["relicsPercent", "calling", "What relic layers are worth.", [0, ...callings.map(({ relics }) => relics)]],
    ["errandsPercent", "calling", "What errands are worth.", [0, ...callings.map(({ errands }) => errands)]],
    ["ringYield", "ring", "Units of a node.", numbers.ringYield],
    ["phaseYield", "phase", "Units more of a node.", Object.values(numbers.phaseYield)],
    ["ringPercent", "ring", "What relic layers are worth.", layerPercent.ring],
    ["phasePercent", "phase", "What relic layers are worth.", Object.values(layerPercent.phase)],
    ["tidePercent", "tide", "What goods, relics and errands are worth.", Object.values(numbers.tidePercent)],
    ["pursePercent", "choice", "What loads and errands are worth.", Object.values(numbers.pursePercent)],
    ["layerValue", "dug", "Points of the next layer of a site.", numbers.layerValue],
    ["digCost", "dug", "Grains of the next layer of a site.", numbers.digCost],
    ["placeTile", "place", "The tile of a place: the camp, then the posts.", numbers.places.map(tileOf)],
    ["unitPrice", "item", "Points of a unit of a material.", [0, ...Object.values(numbers.unitPrice)]],
    ["freeTool", "choice", "The tool that a plan gives.", numbers.freeTools],
    ["relicOn", "biome", "What the third layer of a site holds.", table.biomes.map(({ id }) => relicOn(id))],
    ["opens", "item", "Biomes that a worn item opens: bit `biome`.", byItem((item) => bitsOf(item.opens)), 8],
    [
      "goodsField",
      "item",
      "Which field of PACK, from 1; 0: neither material nor part.",
      byItem(({ id }) => goods.indexOf(id) + 1),
      8,
    ],
    ["toolBit", "item", "Which tool of PACK, from 1; 0: no tool.", byItem(({ id }) => tools.indexOf(id) + 1), 8],
  ];
}

/** A function that reads one number of a row, each of `bits` bits, the first lowest. */
function renderRow([name, index, notice, values, bits = 16]: Row): string {
  return `    /// @notice ${notice}
    function ${name}(uint256 ${index}) internal pure returns (uint256) {
        return ${readField(values, bits, index)};
    }`;
}

function constants(prefix: string, values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `    uint256 internal constant ${constantName(`${prefix}_${name}`)} = ${value};`)
    .join("\n");
}
