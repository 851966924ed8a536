import type { PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readBlocks, type WatchedBlock } from "@/app/_server/events/readBlocks";

/** Most blocks in one batch: one request for their logs, one transaction for their rows. */
export const MAX_BATCH_BLOCKS = 2_000n;

/** Blocks below the head whose hashes are kept: no chain that this project runs on takes back more. */
export const KEPT_BLOCKS = 256n;

/**
 * Reads the next batch. Far from the head only blocks with events are asked for, and the last one, for the cursor.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param from First block, inclusive.
 * @param head The newest block.
 * @returns The blocks that matter, in order; the last is the end of the batch.
 * @throws When the chain does not answer, or changed meanwhile.
 */
export async function readBatch(
  chain: PublicClient,
  deployment: Deployment,
  from: bigint,
  head: bigint,
): Promise<WatchedBlock[]> {
  const to = from + MAX_BATCH_BLOCKS - 1n < head ? from + MAX_BATCH_BLOCKS - 1n : head;
  return readBlocks(chain, deployment, from, to, (number) => number === to || number > head - KEPT_BLOCKS);
}
