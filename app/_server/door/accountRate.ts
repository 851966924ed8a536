import { createTokenBuckets, type TokenBuckets, tooFast } from "@hourglass/session/sponsor";
import type { Address } from "viem";
import { readServerEnv } from "@/app/_env/server";

/** Estimates per second for one account. A page that knows its gas limits asks for none. */
const ESTIMATES_PER_SECOND = 2;
const ESTIMATES_BURST = 20;

type Limits = { operations: TokenBuckets; estimates: TokenBuckets };

/** One set for all routes, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassAccountRates?: Limits };

function readLimits(): Limits {
  const { ACCOUNT_RATE_PER_SECOND: rate } = readServerEnv();
  shared.hourglassAccountRates ??= {
    operations: createTokenBuckets(rate, rate * 4),
    estimates: createTokenBuckets(ESTIMATES_PER_SECOND, ESTIMATES_BURST),
  };
  return shared.hourglassAccountRates;
}

/**
 * Takes from an account's bucket for an operation that is about to be sent.
 * @param account Its sender.
 * @returns A function that gives the token back. Call it when the bundler refused the operation: only an accepted operation was
 * signed by a key of the account, and a stranger without such a key must not be able to use up the account's rate.
 * @throws Failure (429) that says when to try again.
 */
export function takeOperation(account: Address): () => void {
  const rate = readServerEnv().ACCOUNT_RATE_PER_SECOND;
  const { operations } = readLimits();
  const waitMs = operations.take(account, Date.now());
  if (waitMs > 0) throw tooFast(waitMs, `${rate} operations of an account per second`);
  return () => operations.charge(account, Date.now(), -1);
}

/**
 * Takes from an account's bucket for an estimate. Estimates are not signed, so they have their own bucket.
 * @param account The operation's sender.
 * @throws Failure (429) that says when to try again.
 */
export function takeEstimate(account: Address): void {
  const waitMs = readLimits().estimates.take(account, Date.now());
  if (waitMs > 0) throw tooFast(waitMs, `${ESTIMATES_PER_SECOND} estimates of an account per second`);
}
