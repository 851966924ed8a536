import type { PublicClient } from "viem";

import type { Position } from "./apply";
import { readHash } from "./readHash";

/**
 * Whether the chain has another block at the cursor.
 * @param chain Client of the chain.
 * @param startBlock The first block of the world.
 * @param position The cursor's position.
 * @param head The chain's newest block.
 * @returns True also when the block no longer exists.
 * @throws When the chain does not answer.
 */
export async function isReplaced(
  chain: PublicClient,
  startBlock: bigint,
  { blockNumber, blockHash }: Position,
  head: bigint,
): Promise<boolean> {
  if (head < blockNumber) return true;
  // Before the first block: the chain may have dropped that one, and the first names it.
  if (blockNumber + 1n === startBlock) {
    return (await chain.getBlock({ blockNumber: startBlock })).parentHash !== blockHash;
  }
  return (await readHash(chain, blockNumber)) !== blockHash;
}
