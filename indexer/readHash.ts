import { BlockNotFoundError, type Hex, type PublicClient } from "viem";

/**
 * Hash of a block, if the chain has one of that number. A chain that keeps no quiet blocks of long ago has none there,
 * which is an answer: what stood on it must be read again. A chain that is down is no answer.
 * @param chain Client of the chain.
 * @param blockNumber Which block.
 * @returns The hash, or undefined.
 * @throws When the chain does not answer.
 */
export function readHash(chain: PublicClient, blockNumber: bigint): Promise<Hex | undefined> {
  return chain.getBlock({ blockNumber }).then(
    ({ hash }) => hash,
    (error: unknown) => {
      if (error instanceof BlockNotFoundError) return undefined;
      throw error;
    },
  );
}
