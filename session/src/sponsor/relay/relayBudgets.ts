import type { Address, Hex } from "viem";
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

/** Share of a network's budget for enabling sessions, which costs ten times as much as ending one. */
const ENABLING_SHARE = 4;
/** Transactions for sessions of one owner: this many at once, then one every ten minutes. A contract can own any number of accounts. */
const OWNER_BURST = 8;

/** One transaction that is about to be sent for an owner that is a contract. */
export type EnablingSpending = { owner: Hex; network: string; costWei: bigint };

/**
 * Budgets for enabling sessions, apart from those for ending them: nobody's ending is refused because of somebody's contract.
 * @param networkDayWei As for {@link createRelayBudgets}.
 * @returns Takes the cost of one transaction; throws RpcFailure (429) with the time to try again, and then nothing was taken.
 */
export function createEnablingBudgets(networkDayWei: bigint): (spending: EnablingSpending) => void {
  const most = Number(networkDayWei) / ENABLING_SHARE;
  const perNetwork = createTokenBuckets(most / DAY_SECONDS, most);
  const perOwner = createTokenBuckets(1 / 600, OWNER_BURST);
  return ({ owner, network, costWei }) => {
    const nowMs = Date.now();
    const networkMs = perNetwork.take(network, nowMs, Number(costWei));
    if (networkMs > 0) throw tooFast(networkMs, "what the relayer pays for one network's sessions in a day");
    const ownerMs = perOwner.take(owner, nowMs);
    if (ownerMs === 0) return;
    perNetwork.charge(network, nowMs, -Number(costWei));
    throw tooFast(ownerMs, `${OWNER_BURST} transactions for an owner's sessions at once, then one in ten minutes`);
  };
}
