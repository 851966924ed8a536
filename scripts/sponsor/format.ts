import { formatEther } from "viem";

import type { SponsorLimits } from "../../app/_env/sponsorLimits.ts";
import type { Scope, Status, Today } from "./readStatus.ts";

const LIMIT_OF: Record<Scope, { label: string; limit: keyof SponsorLimits; many: string }> = {
  everybody: { label: "everybody", limit: "SPONSOR_DAY_WEI", many: "" },
  network: { label: "one range", limit: "SPONSOR_RANGE_DAY_WEI", many: "ranges" },
  account: { label: "one account", limit: "SPONSOR_ACCOUNT_DAY_WEI", many: "accounts" },
  ownerCalls: { label: "its operations", limit: "SPONSOR_OPERATIONS_DAY_WEI", many: "accounts" },
};

/** The sponsor's status as text. */
export function formatStatus(status: Status): string {
  const { limits, today, depositWei } = status;
  const isLow = depositWei < limits.SPONSOR_LOW_DEPOSIT_WEI;
  const low = `LOW: below ${formatEth(limits.SPONSOR_LOW_DEPOSIT_WEI)} (SPONSOR_LOW_DEPOSIT_WEI); npm run sponsor -- deposit <eth>`;
  return [
    `Sponsor ${status.paymaster} on chain ${status.chainId}`,
    row("owner", status.owner),
    row("watcher", status.watcher),
    row("signer", status.signer),
    row("deposit", `${formatEth(depositWei)}${isLow ? `  ${low}` : ""}`),
    row("stake", formatStake(status)),
    "",
    `Promised today (${today.day}, UTC), the most of each kind`,
    ...(["everybody", "network", "account", "ownerCalls"] as const).map((scope) => promisedRow(scope, today, limits)),
    "",
    "Spent today, as far as the chain is indexed",
    row("gas", formatEth(today.spentWei)),
    row("operations", `${today.operations}, ${today.undone} of them undone`),
    "",
    "Accounts that take most",
    ...(today.topAccounts.length === 0 ? ["  none today"] : []),
    ...today.topAccounts.map(
      ({ account, spentWei, promisedWei, operations }) =>
        `  ${account}  spent ${formatEth(spentWei)} in ${operations} operations, promised ${formatEth(promisedWei)}`,
    ),
  ].join("\n");
}

/** An amount in ether, with all its digits: what is rounded cannot be compared. */
export function formatEth(wei: bigint): string {
  return `${formatEther(wei)} ETH`;
}

/**
 * A duration, as people say it.
 * @returns Days, hours, minutes and seconds, without those that are 0.
 */
export function formatDuration(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  let rest = seconds;
  const parts = units.flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.join(" ") || "0 s";
}

function formatStake({ stakeWei, unstakeDelaySeconds, withdrawAt }: Status): string {
  const delay = `${formatDuration(unstakeDelaySeconds)} to unlock`;
  if (withdrawAt > 0) return `unlocked: may be withdrawn after ${new Date(withdrawAt * 1000).toISOString()} (${delay})`;
  return stakeWei === 0n ? "none: bundlers refuse a paymaster without stake" : `${formatEth(stakeWei)}, ${delay}`;
}

function promisedRow(scope: Scope, { promised }: Today, limits: SponsorLimits): string {
  const { label, limit, many } = LIMIT_OF[scope];
  const { mostWei, subject, subjects } = promised[scope];
  const allowed = limits[limit];
  const percent = allowed === 0n ? 100n : (mostWei * 100n) / allowed;
  const who = scope === "everybody" || subject === undefined ? "" : `  ${subject}, of ${subjects} ${many}`;
  return row(label, `${formatEth(mostWei)} of ${formatEth(allowed)} (${percent} %)${who}`);
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(16)}${value}`;
}
