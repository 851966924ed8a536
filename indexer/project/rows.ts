import { type Address, decodeEventLog, type Hex } from "viem";

import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";

export type ActivityRow = Prisma.ActivityCreateManyInput & { account: Address };
export type ClaimRow = Prisma.QuestClaimCreateManyInput;
export type OperationRow = Prisma.OperationCreateManyInput;

/**
 * The rows that the game's events of a block make.
 * @param block A block.
 * @returns One activity per event, and the quests among them.
 */
export function toActivityRows(block: WatchedBlock): { activities: ActivityRow[]; claims: ClaimRow[] } {
  const activities: ActivityRow[] = [];
  const claims: ClaimRow[] = [];
  for (const log of block.game) {
    const event = decode(log);
    // An event that this version does not know adds nothing.
    if (!event || !("player" in event.args)) continue;
    const { player, ...detail } = event.args;
    const account = player.toLowerCase() as Address;
    const place = { blockNumber: block.number, transactionHash: log.transactionHash, seconds: block.timestamp };
    activities.push({
      ...place,
      account,
      logIndex: log.logIndex,
      kind: event.eventName,
      detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)])),
      ...toSums(event),
    });
    if (event.eventName === "QuestClaimed") {
      const { quest, sand } = event.args;
      claims.push({ ...place, account, quest: Number(quest), sand: sand.toString() });
    }
  }
  return { activities, claims };
}

type GameEvent = NonNullable<ReturnType<typeof decode>>;

function decode({ topics, data }: LogEvent) {
  try {
    return decodeEventLog({ abi: hourglassAbi, topics: topics as [Hex, ...Hex[]], data });
  } catch {
    return undefined;
  }
}

/** What an event adds to its player's sums. */
function toSums(event: GameEvent): Partial<ActivityRow> {
  switch (event.eventName) {
    case "PlayerJoined":
      return { tile: Number(event.args.tile) };
    case "Moved":
      return { steps: Number(event.args.steps), tile: Number(event.args.toTile) };
    case "Gathered":
      return { gathered: Number(event.args.amount) };
    case "Crafted":
      return { crafted: 1 };
    case "QuestClaimed":
      return { quests: 1, sandEarned: event.args.sand.toString() };
    default:
      return {};
  }
}

/**
 * The rows of the operations of a block that our sponsor paid.
 * @param block A block.
 * @param paymaster The SessionPaymaster.
 * @returns One row per operation.
 */
export function toOperationRows(block: WatchedBlock, paymaster: Address): OperationRow[] {
  return block.operations
    .filter((operation) => operation.paymaster === paymaster)
    .map((operation) => ({
      userOpHash: operation.userOpHash,
      account: operation.sender,
      nonce: operation.nonce.toString(),
      paymaster: operation.paymaster,
      success: operation.success,
      actualGasUsed: operation.actualGasUsed.toString(),
      actualGasCost: operation.actualGasCost.toString(),
      revertReason: operation.revertReason ?? null,
      transactionHash: operation.transactionHash,
      blockNumber: block.number,
      logIndex: operation.logIndex,
      seconds: block.timestamp,
    }));
}
