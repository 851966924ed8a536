import type { SponsorLogLine, SponsorRefusal } from "@hourglass/session/sponsor";
import { log } from "../log";
import { logRefusals } from "../logRefusals";
import { countGivenVoucher, countRefusedCall, countRefusedVoucher } from "../metrics/record";

/**
 * Passes a line of the kit's sponsor to log and metrics.
 * @param line The line.
 */
export function tell({ level, event, message, details, failure }: SponsorLogLine): void {
  if (failure) {
    countRefusedCall("sponsor", failure.code);
    // Checked by its field, because it may come from another copy of its module.
    if ("what" in failure) countRefusedVoucher((failure as SponsorRefusal).what);
    logRefusals("sponsor", [failure]);
    return;
  }
  if (event === "voucher") countGivenVoucher();
  const entries = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "bigint" ? `${value}` : value,
  ]);
  const part = event === "depositLow" || event === "depositFine" ? { part: "sponsor" } : {};
  log[level]({ ...part, ...Object.fromEntries(entries) }, message);
}
