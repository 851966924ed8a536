import type { Address, PublicClient } from "viem";
import { getBlockNumber, getCode } from "viem/actions";

/**
 * Finds the first block in which a contract had code, by bisection: about 25 requests.
 * @param client A chain client whose node knows past states.
 * @param contract A contract that exists now.
 * @returns Its number; undefined if the node does not keep past states.
 */
export async function findFirstBlock(client: PublicClient, contract: Address): Promise<bigint | undefined> {
  const isThere = async (blockNumber: bigint) => {
    const code = await getCode(client, { address: contract, blockNumber });
    return code !== undefined && code !== "0x";
  };
  try {
    let [before, there] = [-1n, await getBlockNumber(client, { cacheTime: 0 })];
    while (there - before > 1n) {
      const middle = (before + there) / 2n;
      if (await isThere(middle)) there = middle;
      else before = middle;
    }
    return there;
  } catch {
    return undefined;
  }
}
