import { directions, isDirection } from "./island";
import { packPlan, readPlan, unpackPlan } from "./plan";
import type { Direction, Plan } from "./types";

/**
 * One argument of an action: how the call carries it, and how it is read back from a saved queue after a reload.
 * Methods, so that a list may hold arguments of several types.
 */
export type Argument<Value = unknown> = {
  /** Its type in the function's signature. */
  type: "uint256" | "bytes" | "address";
  /** As the call carries it. */
  encode(value: Value): bigint | `0x${string}`;
  /** The value that a call carried. Undefined: no call of this page carries it. */
  decode(carried: unknown): Value | undefined;
  /** From JSON, in which a bigint is a text of digits. Undefined: not an argument. The rules decide whether its value is accepted. */
  parse(stored: unknown): Value | undefined;
};

/** Arguments by name, in the order in which the function takes them. */
export type Arguments = Readonly<Record<string, Argument>>;

/** The values of an action with these arguments. */
export type Values<Args extends Arguments> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer Value> ? Value : never;
};

const whole = (): Argument<number> => ({
  type: "uint256",
  encode: BigInt,
  decode: (carried) =>
    typeof carried === "bigint" && carried <= Number.MAX_SAFE_INTEGER ? Number(carried) : undefined,
  parse: (stored) => (typeof stored === "number" && Number.isSafeInteger(stored) && stored >= 0 ? stored : undefined),
});

// One codec under several names: random tests choose values by the name.
export const tile = whole();
export const item = whole();
export const recipe = whole();

/** Sand, in its smallest unit. */
export const sand: Argument<bigint> = {
  type: "uint256",
  encode: (amount) => amount,
  decode: (carried) => (typeof carried === "bigint" ? carried : undefined),
  parse: (stored) => (typeof stored === "string" && /^\d{1,78}$/.test(stored) ? BigInt(stored) : undefined),
};

export const direction: Argument<Direction> = {
  type: "uint256",
  encode: (way) => BigInt(directions.indexOf(way)),
  decode: (carried) => directions[Number(carried)],
  parse: (stored) => (isDirection(stored) ? stored : undefined),
};

/** Steps, one byte each. */
export const path: Argument<readonly Direction[]> = {
  type: "bytes",
  encode: (steps) => `0x${steps.map((way) => `0${directions.indexOf(way)}`).join("")}`,
  decode: (carried) => {
    const steps = String(carried).slice(2).match(/../g) ?? [];
    const ways = steps.map((step) => directions[Number.parseInt(step, 16)]);
    return ways.every(isDirection) ? ways : undefined;
  },
  parse: (stored) => (Array.isArray(stored) && stored.every(isDirection) ? stored : undefined),
};

/** Somebody's account, lowercase. For calls by owners or anybody: no action of a session names an account. */
export const player: Argument<string> = {
  type: "address",
  encode: (account) => account as `0x${string}`,
  decode: (carried) => (typeof carried === "string" ? carried.toLowerCase() : undefined),
  parse: (stored) => (typeof stored === "string" && /^0x[0-9a-f]{40}$/.test(stored) ? stored : undefined),
};

export const errand = whole();
/** Which of the eight signs a signal is. */
export const kind = whole();

export const plan: Argument<Plan> = {
  type: "uint256",
  encode: packPlan,
  decode: (carried) => (typeof carried === "bigint" ? unpackPlan(carried) : undefined),
  parse: (stored) => (typeof stored === "object" && stored !== null ? readPlan(stored) : undefined),
};
