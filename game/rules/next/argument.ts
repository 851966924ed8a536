import type { Argument } from "../argument";
import { packPlan, readPlan, unpackPlan } from "./plan";
import type { Plan } from "./types";

// Arguments that only expeditions have; the others are in ../argument.

const whole = (): Argument<number> => ({
  type: "uint256",
  encode: BigInt,
  decode: (carried) =>
    typeof carried === "bigint" && carried <= Number.MAX_SAFE_INTEGER ? Number(carried) : undefined,
  parse: (stored) => (typeof stored === "number" && Number.isSafeInteger(stored) && stored >= 0 ? stored : undefined),
});

export const errand = whole();
/** Which of the eight signs a signal is. */
export const kind = whole();

export const plan: Argument<Plan> = {
  type: "uint256",
  encode: packPlan,
  decode: (carried) => (typeof carried === "bigint" ? unpackPlan(carried) : undefined),
  parse: (stored) => (typeof stored === "object" && stored !== null ? readPlan(stored) : undefined),
};
