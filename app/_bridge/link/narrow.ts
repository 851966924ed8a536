import {
  BACKDATE_SECONDS,
  BUNDLER_MARGIN_SECONDS,
  MAX_DURATION_SECONDS,
  type Permission,
} from "@hourglass/session/core";

/** What a request asks for at most. */
type Asked = {
  permissions: readonly Permission[];
  limits: { calls: number; spend: bigint; duration: number };
};

/** What the owner gives of it. */
export type Narrowing = {
  /** Seconds. */
  duration: number;
  calls: number;
  /** Sand, in the smallest unit. */
  spend: bigint;
  /** Signatures of functions that are not given. */
  off: ReadonlySet<string>;
};

/** Shorter times to choose from, in seconds. */
const STEPS = [300, 600, 1_200, 1_800];
/** Below this nothing could be played. */
const SHORTEST = BACKDATE_SECONDS + BUNDLER_MARGIN_SECONDS + 1;

/** All that is asked for, as far as a session may have it. */
export function wholeOf({ limits }: Asked): Narrowing {
  const duration = Math.max(SHORTEST, Math.min(limits.duration, MAX_DURATION_SECONDS));
  return { duration, calls: limits.calls, spend: limits.spend, off: new Set() };
}

/** The times that the owner may choose, in seconds; the last one is what is asked for. */
export function durationsOf(asked: Asked): readonly number[] {
  const { duration } = wholeOf(asked);
  return [...STEPS.filter((step) => step < duration), duration];
}

/**
 * What is signed: never more than is asked for, whatever was typed.
 * @returns Undefined if nothing is left.
 */
export function narrow(asked: Asked, { duration, calls, spend, off }: Narrowing) {
  const whole = wholeOf(asked);
  const permissions = asked.permissions.filter(({ functionSignature }) => !off.has(functionSignature));
  const canSpend = permissions.some(({ spendArgument }) => spendArgument !== "");
  const maxActions = Math.min(Math.trunc(calls), whole.calls);
  if (permissions.length === 0 || !(maxActions >= 1)) return undefined;
  return {
    permissions,
    maxActions,
    // The chain refuses an amount that no function could spend.
    maxSpend: canSpend ? (spend < whole.spend ? spend : whole.spend) : 0n,
    durationSeconds: Math.min(Math.max(duration, SHORTEST), whole.duration),
  };
}
