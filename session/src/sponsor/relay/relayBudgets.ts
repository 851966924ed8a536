import type { Address } from "viem";
import { createTokenBuckets, tooFast } from "../http/tokenBuckets.ts";

/** Revocations that the relayer pays for one account: this many at once, then one every ten minutes. */
const ACCOUNT_BURST = 12;

/** Share of a network's budget for sessions that were promised and never enabled, because anybody can make those for free. */
const PROMISED_SHARE = 20;

const DAY_SECONDS = 86_400;

/** One revocation that is about to be sent. */
export type Spending = { account: Address; network: string; costWei: bigint; isEnabled: boolean };

/**
 * Budgets for revocations, in this process's memory: ending a session must work without a database.
 * @param networkDayWei The maximum for one network in a day, in wei.
 * @returns Takes the cost of one revocation from the budgets of its account and of the network that asks; throws RpcFailure (429) with
 * the time to try again, and then nothing was taken.
 */
export function createRelayBudgets(networkDayWei: bigint): (spending: Spending) => void {
  const inWei = (wei: number) => createTokenBuckets(wei / DAY_SECONDS, wei);
  const perAccount = createTokenBuckets(1 / 600, ACCOUNT_BURST);
  const enabled = inWei(Number(networkDayWei));
  const promised = inWei(Number(networkDayWei) / PROMISED_SHARE);
  return ({ account, network, costWei, isEnabled }) => {
    const nowMs = Date.now();
    const buckets = isEnabled ? enabled : promised;
    const networkMs = buckets.take(network, nowMs, Number(costWei));
    if (networkMs > 0) throw tooFast(networkMs, "what the relayer pays for one network in a day");
    const accountMs = perAccount.take(account, nowMs);
    if (accountMs === 0) return;
    buckets.charge(network, nowMs, -Number(costWei));
    throw tooFast(accountMs, `${ACCOUNT_BURST} revocations of an account at once, then one in ten minutes`);
  };
}
