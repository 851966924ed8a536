import { createBitReader, joinBits } from "./bits";
import { freeTools } from "./numbers";
import type { Calling, Length, Mode, Place, Plan, Purse } from "./types";

export const modes = [0, 1, 2] as const satisfies readonly Mode[];
export const lengthIds = [1, 2, 3] as const satisfies readonly Length[];
export const callingIds = [1, 2, 3] as const satisfies readonly Calling[];
export const purses = [0, 1, 2] as const satisfies readonly Purse[];
export const placeIds = [0, 1, 2, 3, 4] as const satisfies readonly Place[];

/** Every field of a plan with its width, the first lowest. */
const widths = { mode: 2, length: 2, calling: 2, tool: 3, purse: 2, start: 3, of: 32 } as const;
type PlanField = keyof typeof widths;
const names = Object.keys(widths) as readonly PlanField[];

/** A plan as its call carries it. */
export function packPlan(plan: Plan): bigint {
  return joinBits(names.map((name) => [plan[name], widths[name]]));
}

/** The plan that a call carried. Undefined: the contract refuses it. */
export function unpackPlan(packed: bigint): Plan | undefined {
  const { take, takeLong } = createBitReader(packed);
  const fields = Object.fromEntries(names.map((name) => [name, take(widths[name])]));
  return takeLong(256) === 0n ? readPlan(fields) : undefined;
}

/** A plan of fields that may be anything. Undefined: it is none. */
export function readPlan(fields: Partial<Record<PlanField, unknown>>): Plan | undefined {
  const mode = modes.find((each) => each === fields.mode);
  const length = lengthIds.find((each) => each === fields.length);
  const calling = callingIds.find((each) => each === fields.calling);
  const purse = purses.find((each) => each === fields.purse);
  const start = placeIds.find((each) => each === fields.start);
  const { tool, of } = fields;
  if (mode === undefined || !length || !calling || purse === undefined || start === undefined) return undefined;
  if (typeof tool !== "number" || freeTools[tool] === undefined) return undefined;
  if (typeof of !== "number" || !Number.isInteger(of) || of < 0 || of >= 2 ** widths.of) return undefined;
  // A daily has its seed from its day.
  return mode === 0 && of !== 0 ? undefined : { mode, length, calling, tool, purse, start, of };
}
