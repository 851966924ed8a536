import type { Address } from "viem";

import { readServerEnv } from "@/app/_env/server";
import { tooFast } from "../door/rateLimit";
import { createTokenBuckets, type TokenBuckets } from "../door/tokenBucket";

/** Revocations that the relayer pays for one account: this many at once, then one every ten minutes. */
const ACCOUNT_BURST = 12;

/** Share of a range's budget for sessions that were promised and never enabled: anybody makes those for nothing. */
const PROMISED_SHARE = 20;

const DAY_SECONDS = 86_400;

type Budgets = { perAccount: TokenBuckets; enabled: TokenBuckets; promised: TokenBuckets };

/** In memory, in wei: ending a session must work without the database. */
const shared = globalThis as { hourglassRelayBudgets?: Budgets };

function readBudgets(): Budgets {
  const most = Number(readServerEnv().RELAYER_RANGE_DAY_WEI);
  const inWei = (wei: number) => createTokenBuckets(wei / DAY_SECONDS, wei);
  shared.hourglassRelayBudgets ??= {
    perAccount: createTokenBuckets(1 / 600, ACCOUNT_BURST),
    enabled: inWei(most),
    promised: inWei(most / PROMISED_SHARE),
  };
  return shared.hourglassRelayBudgets;
}

/** One revocation that is about to be sent. */
export type Spending = { account: Address; range: string; costWei: bigint; isEnabled: boolean };

/**
 * Takes what a revocation costs from the budgets of its account and of the range of addresses that asks.
 * @param spending See {@link Spending}.
 * @throws Failure (429) that says when to try again; then nothing was taken.
 */
export function takeRevocation({ account, range, costWei, isEnabled }: Spending): void {
  const { perAccount, enabled, promised } = readBudgets();
  const nowMs = Date.now();
  const rangeMs = (isEnabled ? enabled : promised).take(range, nowMs, Number(costWei));
  if (rangeMs > 0) throw tooFast(rangeMs, "what the relayer pays for one network in a day");
  const accountMs = perAccount.take(account, nowMs);
  if (accountMs === 0) return;
  (isEnabled ? enabled : promised).charge(range, nowMs, -Number(costWei));
  throw tooFast(accountMs, `${ACCOUNT_BURST} revocations of an account at once, then one in ten minutes`);
}
