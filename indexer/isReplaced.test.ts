import { createPublicClient, custom, type Hex, hexToBigInt, numberToHex, pad } from "viem";
import { describe, expect, test } from "vitest";

import { isReplaced } from "./isReplaced";

const hashOf = (number: bigint): Hex => pad(numberToHex(number), { size: 32 });

/** A chain that has dropped the blocks before its first relevant block, and empty blocks after it. */
function createChain(has: (number: bigint) => boolean) {
  const request = async ({ params }: { params: [Hex] }) => {
    const number = hexToBigInt(params[0]);
    if (!has(number)) return null;
    return { number: numberToHex(number), hash: hashOf(number), parentHash: hashOf(number - 1n), transactions: [] };
  };
  return createPublicClient({ transport: custom({ request } as never, { retryCount: 0 }) });
}

const at = (blockNumber: bigint, blockHash = hashOf(blockNumber)) => ({ blockNumber, blockHash });

describe("the block at the cursor", () => {
  test("is kept as long as the chain has it", async () => {
    const chain = createChain(() => true);
    expect(await isReplaced(chain, 10n, at(20n), 30n)).toBe(false);
    expect(await isReplaced(chain, 10n, at(20n, hashOf(99n)), 30n)).toBe(true);
    expect(await isReplaced(chain, 10n, at(31n), 30n)).toBe(true);
  });

  test("is read again when the chain has dropped it", async () => {
    expect(
      await isReplaced(
        createChain((number) => number === 10n),
        10n,
        at(20n),
        30n,
      ),
    ).toBe(true);
  });

  test("before the first block is kept even if the chain has dropped it, because the first block names it", async () => {
    const chain = createChain((number) => number === 10n);
    expect(await isReplaced(chain, 10n, at(9n), 30n)).toBe(false);
    expect(await isReplaced(chain, 10n, at(9n, hashOf(99n)), 30n)).toBe(true);
  });
});
