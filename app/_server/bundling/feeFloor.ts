import { z } from "zod";

import { errorCode, type JsonRpcRequest, type JsonRpcResponse } from "@/app/_api/jsonRpc";
import { uint } from "@/app/_api/primitives";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";

/** Pages ask for the price with this method too. */
export const PRICE_METHOD = "pimlico_getUserOperationGasPrice";

type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };
type Quote = Fees & { atMs: number };

/** A page may send at a price that was quoted this long ago (session/src/operation/fees.ts). */
const GOOD_FOR_MS = 60_000;
/** Minimum time between two questions for a bundler's price. */
const ASK_AFTER_MS = 1_000;

const price = z.object({ maxFeePerGas: uint(128), maxPriorityFeePerGas: uint(128) });
const prices = z.object({ slow: price });

/** Another copy of the app may have quoted a price that this one does not know. */
const TOLERATED_PERCENT = 90n;

export type FeeFloor = {
  /** Records a price that was quoted to a page, which may send at it. */
  hear: (answer: JsonRpcResponse) => void;
  /** Throws Failure for an operation below the lowest price of the last minute. */
  require: (operation: Pick<BundledOperation, keyof Fees>) => Promise<void>;
};

/**
 * The fee floor: an operation below the bundler's own slow price would run at the executor's expense. Alto has a floor too,
 * with `default-api-version` v2, but not in safe mode, and version 1 of its API has none. A bundler that quotes no prices
 * checks the price itself.
 * @param ask Asks the bundlers.
 * @param nowMs Clock.
 * @returns See {@link FeeFloor}.
 */
export function createFeeFloor(ask: (request: JsonRpcRequest) => Promise<JsonRpcResponse>, nowMs = Date.now): FeeFloor {
  let quotes: Quote[] = [];
  let askedMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const hear = (answer: JsonRpcResponse) => {
    const parsed = prices.safeParse("result" in answer ? answer.result : undefined);
    quotes = quotes.filter(({ atMs }) => nowMs() - atMs <= GOOD_FOR_MS);
    const last = quotes.at(-1);
    // One quote per second is enough, except when the price falls.
    const isNew =
      last === undefined || nowMs() - last.atMs >= ASK_AFTER_MS || (parsed.data && isBelow(parsed.data.slow, last));
    if (parsed.success && isNew) quotes.push({ ...parsed.data.slow, atMs: nowMs() });
  };

  return {
    hear,
    require: async ({ maxFeePerGas, maxPriorityFeePerGas }) => {
      if (nowMs() - askedMs >= ASK_AFTER_MS) {
        askedMs = nowMs();
        asking = ask({ jsonrpc: "2.0", id: 1, method: PRICE_METHOD, params: [] }).then(hear, () => undefined);
      }
      quotes = quotes.filter(({ atMs }) => nowMs() - atMs <= GOOD_FOR_MS);
      // Waits only if there is no quote yet.
      if (quotes.length === 0) await asking;
      requireAtLeast("maxFeePerGas", maxFeePerGas, quotes);
      requireAtLeast("maxPriorityFeePerGas", maxPriorityFeePerGas, quotes);
    },
  };
}

const isBelow = (fees: Fees, other: Fees) =>
  fees.maxFeePerGas < other.maxFeePerGas || fees.maxPriorityFeePerGas < other.maxPriorityFeePerGas;

function requireAtLeast(field: keyof Fees, seen: bigint, quotes: readonly Quote[]): void {
  const [first, ...rest] = quotes.map((quote) => quote[field]);
  if (first === undefined) return;
  const lowest = rest.reduce((low, fee) => (fee < low ? fee : low), first);
  const least = (lowest * TOLERATED_PERCENT) / 100n;
  if (seen >= least) return;
  // The message is Alto's, which wallets know.
  throw new Failure(`${field} must be at least ${least} (current ${field}: ${seen})`, {
    code: errorCode.invalidParams,
    data: { part: "bundler", seen: `${seen}`, allowed: `at least ${least}` },
  });
}
