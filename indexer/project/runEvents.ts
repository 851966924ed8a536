import { decodeEventLog, type Hex, parseAbi } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { LogEvent } from "@/app/_api/events";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";

/** What an expedition emits (INextHourglass): generated with the other ABIs once it is deployed with them. */
export const runEvents = parseAbi([
  "event Banked(address indexed player, uint256 expedition, uint256 place, uint256 load, uint256 points)",
  "event Bought(address indexed player, uint256 expedition, uint256 item, uint256 sand)",
  "event Crafted(address indexed player, uint256 expedition, uint256 recipe)",
  "event Embarked(address indexed player, uint256 expedition, uint256 plan, uint256 seed, uint256 endsAt)",
  "event Equipped(address indexed player, uint256 expedition, uint256 slot, uint256 item)",
  "event ErrandClaimed(address indexed player, uint256 expedition, uint256 errand, uint256 mark, uint256 reward, uint256 points)",
  "event Fell(address indexed player, uint256 expedition, uint256 falls)",
  "event Finished(address indexed player, uint256 expedition, uint256 place, uint256 points, uint256 sand, uint256 relics)",
  "event Gathered(address indexed player, uint256 expedition, uint256 tile, uint256 item, uint256 amount)",
  "event Moved(address indexed player, uint256 expedition, uint256 path, uint256 tile)",
  "event Signalled(address indexed player, uint256 expedition, uint256 tile, uint256 kind)",
  "event Unearthed(address indexed player, uint256 expedition, uint256 tile, uint256 layer, uint256 value)",
]);

export type RunEventRow = Omit<Required<Prisma.RunEventCreateManyInput>, "blockNumber" | "seconds" | "values"> & {
  blockNumber: bigint;
  seconds: bigint;
  values: (number | string)[];
};

/**
 * The rows for what happened in expeditions in a block.
 * @param block A block.
 * @param world The game of expeditions; none where it is not deployed.
 * @returns One row per event that names an expedition.
 */
export function toRunEventRows(block: WatchedBlock, { next }: Pick<Deployment, "next">): RunEventRow[] {
  return block.game.flatMap((log) => {
    const event = log.address === next ? decode(log) : undefined;
    if (!event) return [];
    const { player, expedition, ...values } = event.args;
    return {
      ...{
        account: player.toLowerCase(),
        number: Number(expedition),
        blockNumber: block.number,
        logIndex: log.logIndex,
      },
      kind: event.eventName,
      // In the order of the ABI, as viem decodes them.
      values: Object.values<bigint>(values).map(toCompact),
      seconds: block.timestamp,
    };
  });
}

const toCompact = (value: bigint) => (value > Number.MAX_SAFE_INTEGER ? value.toString() : Number(value));

/** Undefined for an event of no expedition, such as those of rooms. */
function decode({ topics, data }: LogEvent) {
  try {
    return decodeEventLog({ abi: runEvents, topics: topics as [Hex, ...Hex[]], data });
  } catch {
    return undefined;
  }
}
