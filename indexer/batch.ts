import { BaseError, type PublicClient, RpcRequestError, TimeoutError } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readBlocks, type WatchedBlock } from "@/app/_server/events/readBlocks";
import { readHash } from "./readHash";

/** Most blocks in one batch: one request for their logs, one transaction for their rows. */
export const MAX_BATCH_BLOCKS = 2_000n;

/** Blocks below the head whose hashes are kept: no chain that this project runs on takes back more. */
export const KEPT_BLOCKS = 256n;

/**
 * Reads the next batch. Far from the head only blocks with events are asked for, and the last one, for the cursor. A
 * node that finds the batch too large is asked for half of it, and so on: what nodes allow differs and changes, and
 * one refused question per batch is cheap beside the blocks.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param from First block, inclusive.
 * @param head The newest block.
 * @param size Most blocks.
 * @returns The blocks that matter, in order; the last is the end of the batch.
 * @throws When the chain does not answer, or changed meanwhile, or refuses a single block.
 */
export async function readBatch(
  chain: PublicClient,
  deployment: Deployment,
  from: bigint,
  head: bigint,
  size: bigint = MAX_BATCH_BLOCKS,
): Promise<WatchedBlock[]> {
  const to = from + size - 1n < head ? from + size - 1n : head;
  const isNear = (number: bigint) => number > head - KEPT_BLOCKS;
  try {
    // A chain may have forgotten its quiet blocks of long ago: then the batch ends with its last event.
    const hasEnd = isNear(to) || (await readHash(chain, to)) !== undefined;
    const blocks = await readBlocks(chain, deployment, from, to, (n) => (n === to && hasEnd) || isNear(n));
    return blocks.length > 0 ? blocks : readBatch(chain, deployment, to + 1n, head, size);
  } catch (error) {
    const asked = to - from + 1n;
    if (asked === 1n || !isTooMuch(error)) throw error;
    return readBatch(chain, deployment, from, head, asked / 2n);
  }
}

/** The node answered, with a refusal, or was too slow; one that is not there is no matter of size. */
function isTooMuch(error: unknown): boolean {
  const isIt = (cause: unknown) => cause instanceof RpcRequestError || cause instanceof TimeoutError;
  return error instanceof BaseError && error.walk(isIt) !== null;
}
