import { createPublicClient, custom, hexToBigInt, numberToHex, pad, RpcRequestError } from "viem";
import { describe, expect, test } from "vitest";

import { exampleDeployment } from "@/app/_server/testDeployment";
import { readBatch } from "./batch";

const block = (number: bigint) => ({
  number: numberToHex(number),
  hash: pad(numberToHex(number), { size: 32 }),
  parentHash: pad(numberToHex(number - 1n), { size: 32 }),
  timestamp: "0x1",
  transactions: [],
});

/** A node that returns logs of at most this many blocks. */
function createNode(mostBlocks: bigint, problem = () => refusal, forgotten: (number: bigint) => boolean = () => false) {
  const asked: bigint[] = [];
  const request = async ({ method, params }: { method: string; params: unknown[] }) => {
    if (method === "eth_getBlockByNumber") {
      const number = hexToBigInt(params[0] as `0x${string}`);
      return forgotten(number) ? null : block(number);
    }
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: `0x${string}`; toBlock: `0x${string}` }];
    const size = hexToBigInt(toBlock) - hexToBigInt(fromBlock) + 1n;
    asked.push(size);
    if (size > mostBlocks) throw problem();
    return [];
  };
  return { chain: createPublicClient({ transport: custom({ request }, { retryCount: 0 }) }), asked };
}

const refusal = new RpcRequestError({
  body: {},
  error: { code: -32005, message: "query returned more than 10000 results" },
  url: "http://node.test",
});

describe("a batch", () => {
  test("ends at the node's limit, with the block that the cursor moves to", async () => {
    const { chain, asked } = createNode(300n);
    const blocks = await readBatch(chain, exampleDeployment, 1n, 100_000n);
    expect(asked).toEqual([2_000n, 1_000n, 500n, 250n]);
    expect(blocks.map(({ number }) => number)).toEqual([250n]);
  });

  test("is complete when the node returns everything, and has each block near the head", async () => {
    const { chain, asked } = createNode(2_000n);
    const blocks = await readBatch(chain, exampleDeployment, 99_001n, 100_000n);
    expect(asked).toEqual([1_000n]);
    expect(blocks).toHaveLength(256);
    expect(blocks.at(-1)?.number).toBe(100_000n);
  });

  test("fails when a single block is refused", async () => {
    const { chain, asked } = createNode(0n);
    await expect(readBatch(chain, exampleDeployment, 1n, 100_000n)).rejects.toThrow("more than 10000 results");
    expect(asked.at(-1)).toBe(1n);
  });

  test("is requested only once when nobody answers", async () => {
    const { chain, asked } = createNode(0n, () => new Error("connect ECONNREFUSED") as typeof refusal);
    await expect(readBatch(chain, exampleDeployment, 1n, 100_000n)).rejects.toThrow();
    expect(asked).toEqual([2_000n]);
  });

  test("continues to an existing block where the chain dropped old empty blocks", async () => {
    const { chain, asked } = createNode(2_000n, undefined, (number) => number < 95_000n);
    const blocks = await readBatch(chain, exampleDeployment, 1n, 100_000n);
    expect(blocks.map(({ number }) => number)).toEqual([96_000n]);
    expect(asked).toHaveLength(48);
  });

  test("near the head does not skip a missing block", async () => {
    const { chain } = createNode(2_000n, undefined, (number) => number === 99_990n);
    await expect(readBatch(chain, exampleDeployment, 99_001n, 100_000n)).rejects.toThrow("could not be found");
  });
});
