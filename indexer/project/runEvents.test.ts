import { type Address, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import { toRunEventRows } from "./runEvents";

const player: Address = numberToHex(0xabc, { size: 20 });
const account: string = player;
const hourglass: Address = numberToHex(0xdef, { size: 20 });
const transactionHash = numberToHex(7, { size: 32 });

type Log = { topics: [Hex, ...Hex[]]; data: Hex; address?: Address };

/** A block of the game's events, as the chain logs them, each followed by the end of an operation of this sender. */
function blockOf(logs: readonly Log[], sender = player): WatchedBlock {
  const hash = numberToHex(1, { size: 32 });
  const game = logs.map((log, index) => ({ address: hourglass, ...log, transactionHash, logIndex: 2 * index }));
  const operations = logs.map((_, index) => ({
    ...{ userOpHash: numberToHex(100 + index, { size: 32 }), sender, paymaster: hourglass, nonce: 1n, success: true },
    ...{ actualGasCost: 1n, actualGasUsed: 1n, transactionHash, logIndex: 2 * index + 1 },
  }));
  return { number: 7n, hash, parentHash: hash, timestamp: 1_800_000_000n, operations, sessions: [], game };
}

const words = (...values: bigint[]) =>
  encodeAbiParameters(
    values.map(() => ({ type: "uint256" })),
    values,
  );
const topicsOf = (eventName: "Moved" | "Banked" | "SandWithdrawn", args: object = { player }) =>
  encodeEventTopics({ abi: hourglassAbi, eventName, args } as Parameters<typeof encodeEventTopics>[0]) as Log["topics"];

const moved = (path: bigint): Log => ({ topics: topicsOf("Moved"), data: words(3n, path, 2080n) });
const banked: Log = { topics: topicsOf("Banked"), data: words(3n, 0n, 40n, 45n) };

describe("the rows of a block", () => {
  test("have what happened in expeditions in the order of the ABI, with its operation", () => {
    const rows = toRunEventRows(blockOf([moved(5n), banked]), { hourglass });
    const same = { account, number: 3, blockNumber: 7n, transactionHash, seconds: 1_800_000_000n };
    expect(rows).toEqual([
      { ...same, logIndex: 0, userOpHash: numberToHex(100, { size: 32 }), kind: "Moved", values: [5, 2080] },
      { ...same, logIndex: 2, userOpHash: numberToHex(101, { size: 32 }), kind: "Banked", values: [0, 40, 45] },
    ]);
  });

  test("keep all digits of a long path", () => {
    const [row] = toRunEventRows(blockOf([moved(1n << 64n)]), { hourglass });
    expect(row?.values).toEqual(["18446744073709551616", 2080]);
  });

  test("name no operation of somebody else, in which the account called the game in another way", () => {
    const block = blockOf([banked], numberToHex(0xbad, { size: 20 }));
    expect(toRunEventRows(block, { hourglass })).toMatchObject([{ account, userOpHash: null }]);
  });

  test("have nothing of other contracts, of vaults, and of events that are not known", () => {
    const withdrawn: Log = { topics: topicsOf("SandWithdrawn"), data: words(1n, 2n) };
    const foreign: Log = { ...banked, address: numberToHex(0xbee, { size: 20 }) };
    const unknown: Log = { topics: [numberToHex(9, { size: 32 })], data: "0x" };
    expect(toRunEventRows(blockOf([withdrawn, foreign, unknown]), { hourglass })).toEqual([]);
  });
});
