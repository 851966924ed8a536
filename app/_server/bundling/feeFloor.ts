import { z } from "zod";

import { errorCode, type JsonRpcRequest, type JsonRpcResponse } from "@/app/_api/jsonRpc";
import { uint } from "@/app/_api/primitives";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";

type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };
type Quote = Fees & { atMs: number };

/** A page may send at a price that it heard so long ago (session/fees.ts). */
const GOOD_FOR_MS = 60_000;
/** How often a bundler is asked for its price at most. */
const ASK_AFTER_MS = 1_000;

const price = z.object({ maxFeePerGas: uint(128), maxPriorityFeePerGas: uint(128) });
const prices = z.object({ slow: price });

/**
 * The fee floor: what costs less than the bundler's own slow price would run at the executor's expense. Alto has one too,
 * with `default-api-version` v2, but not in safe mode, and version 1 of its API has none.
 * @param ask Asks the bundlers.
 * @param nowMs Clock.
 * @returns Throws Failure for an operation below the lowest price of the last minute. A bundler that quotes no prices
 * judges for itself.
 */
export function createFeeFloor(ask: (request: JsonRpcRequest) => Promise<JsonRpcResponse>, nowMs = Date.now) {
  let quotes: Quote[] = [];
  let askedMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const renew = async () => {
    const answer = await ask({ jsonrpc: "2.0", id: 1, method: "pimlico_getUserOperationGasPrice", params: [] });
    const parsed = prices.safeParse("result" in answer ? answer.result : undefined);
    if (parsed.success) quotes.push({ ...parsed.data.slow, atMs: nowMs() });
  };

  return async ({ maxFeePerGas, maxPriorityFeePerGas }: BundledOperation): Promise<void> => {
    if (nowMs() - askedMs >= ASK_AFTER_MS) {
      askedMs = nowMs();
      asking = renew().catch(() => undefined);
    }
    quotes = quotes.filter(({ atMs }) => nowMs() - atMs <= GOOD_FOR_MS);
    // Only who comes before any quote waits for one.
    if (quotes.length === 0) await asking;
    requireAtLeast("maxFeePerGas", maxFeePerGas, quotes);
    requireAtLeast("maxPriorityFeePerGas", maxPriorityFeePerGas, quotes);
  };
}

function requireAtLeast(field: keyof Fees, seen: bigint, quotes: readonly Quote[]): void {
  const [first, ...rest] = quotes.map((quote) => quote[field]);
  if (first === undefined) return;
  const least = rest.reduce((lowest, fee) => (fee < lowest ? fee : lowest), first);
  if (seen >= least) return;
  // The words are Alto's, which wallets know.
  throw new Failure(`${field} must be at least ${least} (current ${field}: ${seen})`, {
    code: errorCode.invalidParams,
    data: { part: "bundler", seen: `${seen}`, allowed: `at least ${least}` },
  });
}
