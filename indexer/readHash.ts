import { BlockNotFoundError, type Hex, type PublicClient } from "viem";

/**
 * Hash of a block, if the chain has that block. A chain that drops old empty blocks returns none,
 * which is an answer: everything from there on must be read again. An error of a chain that is down is not an answer.
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
