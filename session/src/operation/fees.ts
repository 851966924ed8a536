import type { Client, Hex, Transport } from "viem";
import { estimateFeesPerGas } from "viem/actions";

import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { RefusedError } from "../errors/errors.ts";
import type { Clock } from "../lane/clock.ts";
import type { Fees } from "./gas.ts";

const REFRESH_AFTER_MS = 5_000;
const TOO_OLD_AFTER_MS = 60_000;

/**
 * Fees that are known before the click: the last ones are returned at once and refreshed in the background.
 * @param read Asks for fees.
 * @param clock Time.
 * @returns A lane's `readFees`; it waits for an answer only if there is none younger than a minute or
 * if the last ones were refused.
 */
export function createFees(read: () => Promise<Fees>, clock: Clock): (isStale: boolean) => Promise<Fees> {
  let known: { fees: Fees; atMs: number } | undefined;
  let asking: Promise<Fees> | undefined;

  const renew = () => {
    asking ??= read()
      .then((fees) => {
        known = { fees, atMs: clock.nowMs() };
        return fees;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return async (isStale) => {
    const ageMs = known ? clock.nowMs() - known.atMs : Number.POSITIVE_INFINITY;
    if (!known || isStale || ageMs > TOO_OLD_AFTER_MS) return renew();
    // Whoever needs an answer asks again; this is only a refresh.
    if (ageMs > REFRESH_AFTER_MS) renew().catch(() => undefined);
    return known.fees;
  };
}

/** How bundlers answer if they do not know a method: JSON-RPC's own code, and codes that some send instead. */
const METHOD_UNKNOWN = [-32601, -32604, -32004];

/**
 * Fees that a bundler accepts now. Bundlers that quote a price are asked for it (Alto and Pimlico, Rundler); for all others
 * the chain's own EIP-1559 estimate is right.
 * @param bundler A client whose transport reaches the bundler.
 * @param rpc Reads the chain.
 * @returns Both fees in wei per gas.
 * @throws UnavailableError or RefusedError.
 */
export async function readBundlerFees(bundler: Client<Transport>, rpc: Client<Transport>): Promise<Fees> {
  return (await readPimlicoFees(bundler)) ?? (await readRundlerFees(bundler, rpc)) ?? readChainFees(rpc);
}

/** `pimlico_getUserOperationGasPrice`: its "standard" price. */
async function readPimlicoFees(bundler: Client<Transport>): Promise<Fees | undefined> {
  type Price = Record<"maxFeePerGas" | "maxPriorityFeePerGas", Hex>;
  const prices = await askFor<{ standard: Price }>(bundler, "pimlico_getUserOperationGasPrice");
  return (
    prices && {
      maxFeePerGas: BigInt(prices.standard.maxFeePerGas),
      maxPriorityFeePerGas: BigInt(prices.standard.maxPriorityFeePerGas),
    }
  );
}

/** `rundler_maxPriorityFeePerGas`: the lowest tip that it accepts. */
async function readRundlerFees(bundler: Client<Transport>, rpc: Client<Transport>): Promise<Fees | undefined> {
  const tip = await askFor<Hex>(bundler, "rundler_maxPriorityFeePerGas");
  if (tip === undefined) return undefined;
  const { maxFeePerGas, maxPriorityFeePerGas } = await readChainFees(rpc);
  const missing = BigInt(tip) - maxPriorityFeePerGas;
  return missing > 0n
    ? { maxFeePerGas: maxFeePerGas + missing, maxPriorityFeePerGas: BigInt(tip) }
    : { maxFeePerGas, maxPriorityFeePerGas };
}

async function readChainFees(rpc: Client<Transport>): Promise<Fees> {
  return estimateFeesPerGas(rpc).catch((error: unknown) => {
    throw toUnavailableOrRefused("rpc", error);
  });
}

/** Calls a method that not every bundler has; undefined if this one does not. */
async function askFor<answer>(bundler: Client<Transport>, method: string): Promise<answer | undefined> {
  try {
    return (await bundler.request({ method, params: [] } as never)) as answer;
  } catch (error) {
    const known = toUnavailableOrRefused("bundler", error);
    if (known instanceof RefusedError && known.rpcCode !== undefined && METHOD_UNKNOWN.includes(known.rpcCode))
      return undefined;
    throw known;
  }
}
