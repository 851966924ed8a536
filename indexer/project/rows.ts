import { type Address, decodeEventLog, type Hex } from "viem";
import { mapColumns } from "@/app/_api/columns";
import type { Deployment } from "@/app/_api/config";
import { countedDeeds } from "@/app/_api/deedColumns";
import type { LogEvent } from "@/app/_api/events";
import { weekNumbered } from "@/app/_api/isoWeek";
import { scoreColumns } from "@/app/_api/scoreColumns";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";

export type ActivityRow = Required<Prisma.ActivityCreateManyInput> & { account: Address };
export type ClaimRow = Required<Prisma.QuestClaimCreateManyInput>;
export type ScoreRow = Required<Prisma.ScoredExpeditionCreateManyInput>;
export type OperationRow = Required<Prisma.OperationCreateManyInput>;

/** An event that adds nothing. */
const nothing = { ...mapColumns(countedDeeds, () => 0), sandEarned: "0", tile: null };

/**
 * The rows for the game's events of a block.
 * @param block A block.
 * @param world The game; events of other contracts are ignored.
 * @returns One activity per event, and the quests and scored expeditions among them.
 */
export function toActivityRows(
  block: WatchedBlock,
  { hourglass }: Pick<Deployment, "hourglass">,
): {
  activities: ActivityRow[];
  claims: ClaimRow[];
  scores: ScoreRow[];
} {
  const activities: ActivityRow[] = [];
  const claims: ClaimRow[] = [];
  const scores: ScoreRow[] = [];
  for (const log of block.game) {
    if (log.address !== hourglass) continue;
    const event = decode(log);
    // An event that this version does not know adds nothing.
    if (!event || !("player" in event.args)) continue;
    const { player, ...detail } = event.args;
    const account = player.toLowerCase() as Address;
    const place = { blockNumber: block.number, transactionHash: log.transactionHash, seconds: block.timestamp };
    activities.push({
      ...place,
      account,
      userOpHash: findOperation(block, log, account),
      logIndex: log.logIndex,
      kind: event.eventName,
      detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)])),
      ...nothing,
      ...toSums(event),
    });
    if (event.eventName === "QuestClaimed") {
      const { quest, sand } = event.args;
      claims.push({ ...place, account, quest: Number(quest), sand: sand.toString() });
    } else if (event.eventName === "ExpeditionScored") {
      const { expedition, week, points, ...parts } = event.args;
      scores.push({
        ...{ ...place, account, logIndex: log.logIndex, week: weekNumbered(week), expedition: Number(expedition) },
        ...mapColumns(scoreColumns, (name) => Number(parts[name])),
        points: Number(points),
      });
    }
  }
  return { activities, claims, scores };
}

/**
 * The operation in which a log was emitted. The EntryPoint ends each operation with its own event, so it is the
 * first one that ends after the log in the same transaction; if that belongs to another account, the account called the game
 * in another way.
 */
function findOperation({ operations }: WatchedBlock, log: LogEvent, account: Address): Hex | null {
  const around = operations.find(
    ({ transactionHash, logIndex }) => transactionHash === log.transactionHash && logIndex > log.logIndex,
  );
  return around?.sender === account ? around.userOpHash : null;
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
    case "ChestOpened":
      return { sandEarned: event.args.sand.toString() };
    default:
      return {};
  }
}

/**
 * The rows for the operations of a block that a session signed or our sponsor paid.
 * @param block A block.
 * @param world The SessionPaymaster, and the SessionValidator, which is the upper 160 bits of a session's nonces.
 * @returns One row per operation.
 */
export function toOperationRows(
  block: WatchedBlock,
  { sessionPaymaster, sessionValidator }: Pick<Deployment, "sessionPaymaster" | "sessionValidator">,
): OperationRow[] {
  return block.operations
    .filter(({ paymaster, nonce }) => paymaster === sessionPaymaster || nonce >> 96n === BigInt(sessionValidator))
    .map((operation) => ({
      userOpHash: operation.userOpHash,
      account: operation.sender,
      nonce: operation.nonce.toString(),
      // Known once the sessions of the batch are written.
      session: null,
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
