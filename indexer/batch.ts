import { BaseError, type PublicClient, RpcRequestError, TimeoutError } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readBlocks, type WatchedBlock } from "@/app/_server/events/readBlocks";
import { readHash } from "./readHash";

/** Most blocks in one batch: one request for their logs, one transaction for their rows. */
export const MAX_BATCH_BLOCKS = 2_000n;

/** Blocks below the head whose hashes are kept: no chain that this project runs on reorganises more. */
export const KEPT_BLOCKS = 256n;

/**
 * Reads the next batch. Far from the head it reads only blocks with events, and the last one, for the cursor. If a
 * node finds the batch too large, half of it is requested, and so on: nodes have different limits that change, and
 * one refused request per batch is cheap compared with the blocks.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param from First block, inclusive.
 * @param head The newest block.
 * @param size Most blocks.
 * @returns The relevant blocks, in order; the last is the end of the batch.
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
    // A chain may have dropped old empty blocks: then the batch ends with its last event.
    const hasEnd = isNear(to) || (await readHash(chain, to)) !== undefined;
    const blocks = await readBlocks(chain, deployment, from, to, (n) => (n === to && hasEnd) || isNear(n));
    return blocks.length > 0 ? blocks : readBatch(chain, deployment, to + 1n, head, size);
  } catch (error) {
    const asked = to - from + 1n;
    if (asked === 1n || !isTooMuch(error)) throw error;
    return readBatch(chain, deployment, from, head, asked / 2n);
  }
}

/** The node refused, or was too slow. If it cannot be reached, the size does not matter. */
function isTooMuch(error: unknown): boolean {
  const isIt = (cause: unknown) => cause instanceof RpcRequestError || cause instanceof TimeoutError;
  return error instanceof BaseError && error.walk(isIt) !== null;
}
