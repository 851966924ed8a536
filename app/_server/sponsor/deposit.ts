import { log } from "../log";

/** The same warning is not worth more than one line in this time. */
const QUIET_MS = 10 * 60_000;

/** What of a log the watch needs. */
export type DepositLog = {
  warn: (facts: object, message: string) => void;
  info: (facts: object, message: string) => void;
};

/**
 * Watches the deposit that vouchers are paid from, as often as somebody has read it anyway.
 * @param to Where the lines go.
 * @param quietMs Least time between two warnings.
 * @returns A function of the deposit, the threshold and the clock; it writes a line when the deposit is below the
 * threshold, at most one in `quietMs`, and one when it is above again.
 */
export function createDepositWatch(to: DepositLog, quietMs = QUIET_MS) {
  let warnedMs: number | undefined;
  return (depositWei: bigint, lowWei: bigint, nowMs: number): void => {
    const facts = { part: "sponsor", depositWei: depositWei.toString(), lowWei: lowWei.toString() };
    if (depositWei >= lowWei) {
      if (warnedMs !== undefined) to.info(facts, "The sponsor's deposit is high enough again.");
      warnedMs = undefined;
    } else if (warnedMs === undefined || nowMs - warnedMs >= quietMs) {
      to.warn(facts, "The sponsor's deposit is low: add to it before operations are refused.");
      warnedMs = nowMs;
    }
  };
}

/** The watch of this process. */
export const watchDeposit = createDepositWatch(log);
