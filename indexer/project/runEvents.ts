import { type Address, decodeEventLog, type Hex } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";
import { findOperation } from "./operations";

export type RunEventRow = Omit<Required<Prisma.RunEventCreateManyInput>, "blockNumber" | "seconds" | "values"> & {
  blockNumber: bigint;
  seconds: bigint;
  values: (number | string)[];
};

/**
 * The rows for what happened in expeditions in a block.
 * @param block A block.
 * @param world The game; events of other contracts are ignored.
 * @returns One row per event that names an expedition.
 */
export function toRunEventRows(block: WatchedBlock, { hourglass }: Pick<Deployment, "hourglass">): RunEventRow[] {
  return block.game.flatMap((log) => {
    const event = log.address === hourglass ? decode(log) : undefined;
    // Others are those of days, of rooms and of vaults, and what this version does not know.
    if (!event || !("expedition" in event.args)) return [];
    const { player, expedition, ...values } = event.args;
    const account = player.toLowerCase() as Address;
    return {
      ...{ account, number: Number(expedition), blockNumber: block.number, logIndex: log.logIndex },
      ...{ transactionHash: log.transactionHash, userOpHash: findOperation(block, log, account) },
      kind: event.eventName,
      // In the order of the ABI, as viem decodes them.
      values: Object.values<bigint>(values).map(toCompact),
      seconds: block.timestamp,
    };
  });
}

const toCompact = (value: bigint) => (value > Number.MAX_SAFE_INTEGER ? value.toString() : Number(value));

function decode({ topics, data }: LogEvent) {
  try {
    return decodeEventLog({ abi: hourglassAbi, topics: topics as [Hex, ...Hex[]], data });
  } catch {
    return undefined;
  }
}
