import type { freeTools } from "../../game/rules/numbers";
import type { Calling, ItemId, Place, Purse } from "../../game/rules/types";

const [BOOTS, SPADE, SATCHEL, PICK] = [14, 19, 21, 13] as const;

/** How fast somebody plays, and how well they judge the way home. */
export type Pace = {
  /** Before a choice, on average. */
  thinkSeconds: number;
  stepSeconds: number;
  actSeconds: number;
  /** Error of what the way home seems to cost: its deviation, and its mean. */
  error: number;
  bias: number;
  /** Share of expeditions that lose the network once. */
  lossOdds: number;
};

const quickHand: Pace = {
  thinkSeconds: 1.2,
  stepSeconds: 1 / 6,
  actSeconds: 0.3,
  error: 0.06,
  bias: 1,
  lossOdds: 0.03,
};
const slowHand: Pace = { ...quickHand, thinkSeconds: 4, stepSeconds: 1 / 5, error: 0.2, bias: 0.95 };
/** Signs as fast as the chain takes it. */
const machine: Pace = { thinkSeconds: 0, stepSeconds: 0.02, actSeconds: 0.02, error: 0, bias: 1, lossOdds: 0 };

/** What a player wants, and when they go home. */
export type Strategy = {
  pace: Pace;
  calling: Calling;
  /** Free tool, and what a full purse buys first. */
  tool: (typeof freeTools)[number];
  second: ItemId;
  purse: Purse;
  start: Place;
  /** How much gathering, digging and errands attract, beside what they pay. */
  gather: number;
  dig: number;
  errand: number;
  /** Tools that are made as soon as their materials are there. */
  crafts: readonly ItemId[];
  /** From which share of the length on the way leads home for good. */
  turnAt: number;
  /** What is kept spare for the way home: a share of it, seconds, and deviations of the falls. */
  slack: number;
  marginSeconds: number;
  nerve: number;
  /** Knows prices, but not yet what demand and a mixed load make of them. */
  isNaive: boolean;
  /** Odds that a choice is a random one. */
  random: number;
  /** Share of players that overhear the bell which says: turn back now. */
  deaf: number;
};

const day: Strategy = {
  ...{ pace: quickHand, calling: 1, tool: SPADE, second: SATCHEL, purse: 0, start: 0 },
  ...{ gather: 1, dig: 1, errand: 1, crafts: [BOOTS], isNaive: false, random: 0, deaf: 0 },
  ...{ turnAt: 0.86, slack: 0.1, marginSeconds: 3, nerve: 1.5 },
};
const night = { turnAt: 1, slack: 0.15, marginSeconds: 6, nerve: 2, purse: 1 } as const;
const reckless = { turnAt: 1, slack: 0.01, marginSeconds: 0, nerve: 0 } as const;
const courier = { calling: 3, errand: 1.5, second: BOOTS } as const;
const delver = { calling: 2, tool: BOOTS, crafts: [] } as const;
const nightForager: Strategy = { ...day, ...night };
const nightDelver: Strategy = { ...day, ...night, ...delver };
const nightCourier: Strategy = { ...day, ...night, ...courier };
const newcomer: Strategy = {
  ...day,
  pace: slowHand,
  tool: SATCHEL,
  errand: 0,
  crafts: [],
  isNaive: true,
  slack: 0.2,
  random: 0.5,
  deaf: 0.3,
};

/** By name, as the tables show them. */
export const strategies = {
  "greedy gatherer": { ...day, tool: SATCHEL, crafts: [BOOTS, PICK], dig: 0, errand: 0 },
  "quest runner": { ...day, ...courier },
  "relic hunter": { ...day, ...delver, gather: 0.8, dig: 1.3, errand: 0 },
  cautious: { ...day, slack: 0.4, marginSeconds: 8, turnAt: 0.7 },
  "Forager, night": nightForager,
  "Delver, night": nightDelver,
  "Courier, night": nightCourier,
  gambler: { ...nightDelver, ...reckless, purse: 0 },
  newcomer,
  "random newcomer": { ...newcomer, random: 1 },
} as const satisfies Record<string, Strategy>;

/** The strategies of the three callings that stay for the night, and all that keep a reserve. */
export const callings = ["Forager, night", "Delver, night", "Courier, night"] as const;
/** Those that a machine plays too. */
export const handy = ["Forager, night", "Delver, night"] as const;
export const careful = ["greedy gatherer", "quest runner", "relic hunter", "cautious", ...callings] as const;

/** When to turn home, from the first moment to the last: variants of the Delver of the night. */
export const turns = {
  "0.6 L": { ...nightDelver, turnAt: 0.6 },
  "0.75 L": { ...nightDelver, turnAt: 0.75 },
  "0.83 L": { ...nightDelver, turnAt: 0.83 },
  "0.9 L": { ...nightDelver, turnAt: 0.9 },
  "Delver, night": nightDelver,
  "end, thin": { ...nightDelver, slack: 0.05, marginSeconds: 2, nerve: 0.5 },
  "end, none": { ...nightDelver, ...reckless },
  "end, late": { ...nightDelver, ...reckless, slack: -0.2, marginSeconds: -3 },
} as const satisfies Record<string, Strategy>;

/** The same with something changed, to be compared with their origin. */
export const variants = {
  "Forager, night, purse 0": { ...nightForager, purse: 0 },
  "Forager, night, purse 2": { ...nightForager, purse: 2 },
  "Delver, night, purse 0": { ...nightDelver, purse: 0 },
  "Delver, night, purse 2": { ...nightDelver, purse: 2 },
  "Courier, night, purse 0": { ...nightCourier, purse: 0 },
  "Courier, night, purse 2": { ...nightCourier, purse: 2 },
  "Delver, night, from a post": { ...nightDelver, start: 1 },
  "Forager, night, machine": { ...nightForager, pace: machine },
  "Delver, night, machine": { ...nightDelver, pace: machine },
} as const satisfies Record<string, Strategy>;
