import { expect, it } from "vitest";
import type { ChainReader } from "../chainReader";
import { readOpenedRoom } from "./readOpenedRoom";

const [hourglass, player] = [`0x${"1".repeat(40)}`, `0x${"a".repeat(40)}`] as const;
const [own, foreign] = [`0x${"2".repeat(64)}`, `0x${"3".repeat(64)}`] as const;

/** A chain with these rooms in one block. */
function readFrom(read: () => Promise<readonly { transactionHash: string; args: { room: bigint } }[]>) {
  const rpc = { getContractEvents: read } as unknown as Pick<ChainReader, "getContractEvents">;
  return readOpenedRoom(rpc, { hourglass }, player, { blockNumber: 9n, transactionHash: own });
}

it("finds the room of its own transaction among those of the block", async () => {
  const rooms = [
    { transactionHash: own, args: { room: 7n } },
    { transactionHash: foreign, args: { room: 8n } },
  ];
  expect(await readFrom(async () => rooms)).toEqual({ room: 7 });
  expect(await readFrom(async () => rooms.slice(1))).toEqual({});
});

it("has no number while the chain does not answer", async () => {
  const fail = () => Promise.reject(new Error("down"));
  expect(await readFrom(fail)).toEqual({});
});
