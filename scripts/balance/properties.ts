import { readLength } from "../../game/rules/clock";
import type { Length } from "../../game/rules/types";
import type { Results } from "./cells";
import { bestOf, endsOfTurning, foundIn, gainOfAccounts, hindrance, meanOf, PARTS, rank, ratio } from "./measures";
import { callings, handy } from "./strategies";

/** What must hold of the game, whatever its numbers are. */
type Property = {
  says: string;
  seen: (results: Results, length: Length) => number;
  least?: number;
  most?: number;
  /** Not of a Dash. */
  isLong?: boolean;
};

const purses = (results: Results) => callings.map((name) => ratio(results, `${name}, purse 0`, `${name}, purse 2`));
const farthestFromOne = (values: readonly number[]) =>
  values.reduce((far, value) => (Math.abs(value - 1) > Math.abs(far - 1) ? value : far), 1);
/** How much each value has of the one before. */
const growth = (values: readonly number[]) => values.slice(1).map((value, i) => value / (values[i] ?? Number.NaN));

export const properties = {
  callings: {
    says: "No calling is more than 15 % behind the best strategy",
    seen: (results) => (rank(results, callings).at(-1)?.mean ?? 0) / bestOf(results),
    least: 0.85,
  },
  newcomer: {
    says: "A newcomer reaches 35 to 60 % of the best strategy",
    seen: (results) => meanOf(results, "newcomer") / bestOf(results),
    ...{ least: 0.35, most: 0.6 },
  },
  chance: {
    says: "Who chooses at random has less than a newcomer",
    seen: (results) => ratio(results, "random newcomer", "newcomer"),
    most: 1,
  },
  turning: {
    says: "The best moment to turn home is neither the first nor the last",
    seen: endsOfTurning,
    most: 1,
  },
  machine: {
    says: "A machine has no edge over a quick hand",
    seen: (results) => farthestFromOne(handy.map((name) => ratio(results, `${name}, machine`, name))),
    ...{ least: 0.97, most: 1.03 },
  },
  gambling: {
    says: "Who gambles gains no more than who keeps a reserve",
    seen: (results) => ratio(results, "gambler", "Delver, night"),
    most: 1,
  },
  accounts: {
    says: "Ten accounts gain less than 5 % on one island",
    seen: gainOfAccounts,
    most: 0.05,
  },
  others: {
    says: "Nobody gives or takes another's points",
    seen: hindrance,
    most: 0,
  },
  emptyPurse: {
    says: "An empty purse is not the right one for everybody: for some calling it is at most 8 % ahead of a full one",
    seen: (results) => Math.min(...purses(results)),
    most: 1.08,
  },
  fullPurse: {
    says: "A full purse is not the right one for everybody: for some calling it is at most 8 % ahead of an empty one",
    seen: (results) => Math.max(...purses(results)),
    least: 0.92,
  },
  tides: {
    says: "Each tide is worth more than the last",
    seen: (results) => Math.min(...growth(foundIn(results, 3))),
    least: 1,
    // The first tide of a Dash has the grains of the start, half as many again, and the last one the way home.
    isLong: true,
  },
  parts: {
    says: "No five minutes, and no minute of a Dash, are empty: at least a quarter of the average is found",
    seen: (results, length) => {
      const found = foundIn(results, PARTS[length]);
      return (Math.min(...found) * found.length) / found.reduce((sum, points) => sum + points, 0);
    },
    least: 0.25,
  },
} satisfies Record<string, Property>;

/** A property of a length, as it was seen. */
export type Verdict = { length: Length; says: string; seen: number; allowed: string; holds: boolean };

/**
 * Looks at properties.
 * @param tolerance By how much what is seen may be beyond what is allowed: of few islands.
 */
export function judge(
  results: Results,
  length: Length,
  tolerance = 0,
  looked: Readonly<Record<string, Property>> = properties,
): readonly Verdict[] {
  const asked = Object.values(looked).filter(({ isLong }) => length > 1 || !isLong);
  return asked.map(({ says, seen: measure, least, most }) => {
    const seen = measure(results, length);
    const holds = seen >= (least ?? seen) - tolerance && seen <= (most ?? seen) + tolerance;
    const allowed = [least !== undefined && `at least ${least}`, most !== undefined && `at most ${most}`];
    return { length, says, seen, allowed: allowed.filter(Boolean).join(", "), holds };
  });
}

export function describeVerdict({ says, length, seen, allowed }: Verdict): string {
  return `${readLength(length).name}: does not hold: ${says}. Seen ${seen.toFixed(3)}; allowed ${allowed}.`;
}
