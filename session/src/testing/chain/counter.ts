import type { Hex } from "viem";
import { type Period, type Permission, periods } from "../../grant/grantTypes.ts";
import { locate } from "../../permissions/functionText.ts";
import { type CheckedCall, readArgument } from "./readArgument.ts";
import { revert } from "./revert.ts";
import { type Counter, keyOf, type State } from "./state.ts";

const HOUR = 3600n;
const DAY = 24n * HOUR;
/** The first second of 1970 was a Thursday's; weeks begin on Monday. */
const THURSDAY = 3n * DAY;
const lengths = { hour: HOUR, day: DAY, week: 7n * DAY } as const;

/** The time in which an operation is valid: after `validAfter`, up to and including `validUntil`. */
export type Validity = { validAfter: bigint; validUntil: bigint };

/**
 * Counts a call against the limits of its own permission, like `RuleCheck` and `Counter`.
 * @param state Is written to.
 * @param place The rule.
 * @param permission With limits.
 * @param call The call.
 * @param time The second that the operation names.
 * @returns When the period begins and ends; nothing for the whole session.
 * @throws Revert if it would exceed a limit.
 */
export function countCall(
  state: State,
  place: { account: Hex; session: Hex; rule: number },
  permission: Permission,
  call: CheckedCall,
  time: number,
): Validity | undefined {
  const { index, validity } = periodOf(permission.period, BigInt(time));
  const key = keyOf(place.account, place.session, place.rule);
  const newest = state.counters.get(key) ?? { period: 0n, calls: 0n, amount: 0n, value: 0n };
  if (index < newest.period) revert("PeriodOver", [index, newest.period]);
  const before: Counter = index === newest.period ? newest : { period: index, calls: 0n, amount: 0n, value: 0n };
  const maxOf = (isIt: (counted: string) => boolean) => permission.limits.find(({ counted }) => isIt(counted))?.max;
  const path = permission.limits.find(({ counted }) => counted !== "calls" && counted !== "value")?.counted;
  const amount = path === undefined ? 0n : readArgument(call, locate(permission.functionSignature, path));
  const add = (counted: bigint, more: bigint, max: bigint | undefined): bigint => {
    if (max !== undefined && counted + more > max) revert("LimitExceeded", [counted + more, max]);
    return counted + more;
  };
  state.counters.set(key, {
    period: index,
    calls: add(
      before.calls,
      1n,
      maxOf((counted) => counted === "calls"),
    ),
    amount: add(
      before.amount,
      amount,
      maxOf((counted) => counted === path),
    ),
    value: add(
      before.value,
      call.value,
      maxOf((counted) => counted === "value"),
    ),
  });
  return validity;
}

function periodOf(period: Period | "", time: bigint): { index: bigint; validity: Validity | undefined } {
  if (period === "" || period === periods[0]) return { index: 0n, validity: undefined };
  const length = lengths[period];
  const shift = period === "week" ? THURSDAY : 0n;
  const index = (time + shift) / length;
  const start = index * length;
  return {
    index,
    // As the EntryPoint needs them: the second before the first, and the last.
    validity: { validAfter: start > shift ? start - shift - 1n : 0n, validUntil: start + length - shift - 1n },
  };
}
