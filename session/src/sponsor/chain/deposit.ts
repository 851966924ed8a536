/** The same warning is logged at most once in this time. */
const QUIET_MS = 10 * 60_000;

/** Receives the lines: whether the deposit is low. */
export type DepositTold = (isLow: boolean, facts: { depositWei: bigint; lowWei: bigint }) => void;

/**
 * Watches the deposit that pays for vouchers, whenever somebody has read it anyway.
 * @param tell Called when the deposit is below the threshold, at most once in `quietMs`, and once when it is above again.
 * @param quietMs Minimum time between two warnings.
 * @returns A function of the deposit, the threshold and the clock.
 */
export function createDepositWatch(tell: DepositTold, quietMs = QUIET_MS) {
  let warnedMs: number | undefined;
  return (depositWei: bigint, lowWei: bigint, nowMs: number): void => {
    if (depositWei >= lowWei) {
      if (warnedMs !== undefined) tell(false, { depositWei, lowWei });
      warnedMs = undefined;
    } else if (warnedMs === undefined || nowMs - warnedMs >= quietMs) {
      tell(true, { depositWei, lowWei });
      warnedMs = nowMs;
    }
  };
}
