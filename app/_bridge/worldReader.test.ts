import { createPublicClient, custom, hexToNumber, numberToHex, RpcRequestError } from "viem";
import { expect, test } from "vitest";

import { errorCode } from "@/app/_api/jsonRpc";
import { createWorldReader } from "./worldReader";

type Filter = { fromBlock: `0x${string}`; toBlock: `0x${string}` };

/** A chain at block 10,000 whose proxy returns events of at most this many blocks. */
function createReader(mostBlocks: number, code: number = errorCode.answerTooLarge) {
  const spans: number[] = [];
  const request = async ({ method, params }: { method: string; params?: [Filter] }) => {
    if (method === "eth_blockNumber") return numberToHex(10_000);
    const [{ fromBlock, toBlock }] = params ?? [{ fromBlock: "0x0", toBlock: "0x0" }];
    const span = hexToNumber(toBlock) - hexToNumber(fromBlock);
    spans.push(span);
    if (span <= mostBlocks) return [];
    throw new RpcRequestError({ body: {}, error: { code, message: "Answer: seen more" }, url: "" });
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  return { spans, reader: createWorldReader(client, client, numberToHex(7, { size: 20 })) };
}

test("if there are too many moves for one answer, others are searched in fewer blocks", async () => {
  const { spans, reader } = createReader(400);
  expect(await reader.readOthers()).toEqual({});
  expect(spans).toEqual([4_900, 1_225, 306]);
});

test("another refusal is reported, and also one that even the smallest range gets", async () => {
  const other = createReader(400, -32602);
  await expect(other.reader.readOthers()).rejects.toThrow();
  expect(other.spans).toEqual([4_900]);
  const never = createReader(-1);
  await expect(never.reader.readOthers()).rejects.toThrow();
  expect(never.spans.at(-1)).toBeLessThan(4 * 4);
});
