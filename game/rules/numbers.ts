import type { Calling, Length, Place, Purse, Tide } from "./types";

/**
 * The numbers of expeditions, as docs/game.md explains them. `npm run table` writes contracts/src/game/generated/Numbers.sol
 * from it. Percentages are whole, so that every product is exact before its one floor.
 */

export type LengthRow = {
  id: Length;
  name: string;
  seconds: number;
  /** Units of a material that a tide buys at the full price; as many again at half. */
  demand: number;
  /** Errands that count in a tide. */
  errands: number;
  /** Whole Sand by purse. */
  purse: readonly [number, number, number];
  /** Points of a result of 100. */
  par: number;
  /** How far from the camp marks are, |dx| + |dy|. */
  markLimit: number;
};

export const lengths: readonly LengthRow[] = [
  { id: 1, name: "Dash", seconds: 300, demand: 4, errands: 1, purse: [0, 20, 40], par: 1500, markLimit: 18 },
  { id: 2, name: "Walk", seconds: 1200, demand: 9, errands: 2, purse: [0, 40, 120], par: 5000, markLimit: 24 },
  { id: 3, name: "Voyage", seconds: 3480, demand: 20, errands: 3, purse: [0, 40, 120], par: 13_000, markLimit: 28 },
];

export const grains = { perSecond: 2, hold: 90 } as const;

/** Grains of a step onto each biome; `wade`: onto shallows at high tide without raft or stilts. */
export const stepCost = [0, 2, 1, 1, 2, 3, 2] as const;
export const costs = { wade: 4, gather: 6, craft: 12, bank: 15, vigil: 20, signal: 5 } as const;
export const digCost = [20, 40, 80] as const;

/** A step at night falls when its byte is below this. */
export const falls = { odds: 21, oddsLit: 5, grains: 24, stepsPerOldFall: 4 } as const;

export const places: readonly { id: Place; x: number; y: number; name: string }[] = [
  { id: 0, x: 32, y: 32, name: "Camp" },
  { id: 1, x: 32, y: 14, name: "North post" },
  { id: 2, x: 50, y: 32, name: "East post" },
  { id: 3, x: 32, y: 50, name: "South post" },
  { id: 4, x: 14, y: 32, name: "West post" },
];

export const callings: readonly { id: Calling; name: string; goods: number; relics: number; errands: number }[] = [
  { id: 1, name: "Forager", goods: 136, relics: 100, errands: 100 },
  { id: 2, name: "Delver", goods: 100, relics: 118, errands: 100 },
  { id: 3, name: "Courier", goods: 100, relics: 100, errands: 200 },
];
/** What a Delver pays for digging, in percent; a Forager's and a satchel's units more; a Courier's errands more. */
export const perks = { delverDig: 75, foragerPack: 12, satchel: 12, courierErrands: 1 } as const;

export const pack = { units: 36, layerUnits: 3 } as const;

export const unitPrice: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 3, 4: 4, 5: 3, 6: 8, 7: 14, 8: 20 };
/** Materials of which a node yields half. */
export const rareFrom = 6;
export const ringLimits = [8, 18] as const;
export const ringYield = [2, 3, 4] as const;
export const phaseYield = { day: 0, dusk: 1, night: 2 } as const;

export const layerValue = [12, 24, 44] as const;
export const layerPercent = { ring: [100, 150, 200], phase: { day: 100, dusk: 115, night: 140 } } as const;
export const tidePercent: Readonly<Record<Tide, number>> = { 0: 100, 1: 120, 2: 140 };
export const pursePercent: Readonly<Record<Purse, number>> = { 0: 120, 1: 110, 2: 100 };
export const mixPercent = { each: 8, most: 40 } as const;
export const placePercent = { camp: 100, post: 75 } as const;
export const homePercent = { camp: 20, post: 10 } as const;
export const regionPoints = 5;
export const pointsPerSand = 20;
export const mostResult = 150;

/** In hundredths of a point. */
export const reward = {
  supply: 3200,
  supplyUnit: 300,
  survey: 800,
  surveyTile: 105,
  vigil: 2000,
  vigilTile: 160,
  recover: 2000,
  recoverTile: 80,
} as const;

export const OIL = 32;
export const RATION = 33;
/** Whole Sand of what a camp sells during an expedition. */
export const supplies: Readonly<Record<number, number>> = {
  [OIL]: 20,
  [RATION]: 20,
  14: 50,
  19: 50,
  15: 50,
  16: 50,
  21: 50,
};
/** Items of which a plan gives one. */
export const freeTools = [14, 19, 15, 16, 21] as const;
/** Tools by their bit in PACK. */
export const tools = [11, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 24] as const;
export const parts = [9, 10, 17, 18] as const;
