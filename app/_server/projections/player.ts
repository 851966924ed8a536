import type { Address, Hex } from "viem";

import type { PlayerPage } from "@/app/_api/player";
import { readQuest } from "@/game/rules/lookup";
import type { Database } from "../database";
import { readCursor, toFreshness } from "./cursor";
import { toBigInt, toDeeds } from "./deeds";

/** How many session summaries and sessions of an account are shown; an account that plays day and night has 24 a day. */
const MOST = 50;

/**
 * One player: sums and rank, quests, session summaries and sessions.
 * @param database Client.
 * @param account The PlayerAccount.
 * @returns The page; without sums and with empty lists for an account that has not played.
 * @throws When the database is down.
 */
export async function readPlayer(database: Database, account: Address): Promise<PlayerPage> {
  const [cursor, row, quests, expeditions, sessions] = await Promise.all([
    readCursor(database),
    database.player.findUnique({ where: { account } }),
    database.questClaim.findMany({ where: { account }, orderBy: { quest: "asc" } }),
    database.expedition.findMany({
      where: { account },
      orderBy: [{ startedBlock: "desc" }, { session: "asc" }],
      take: MOST,
      include: { window: true },
    }),
    database.session.findMany({ where: { account }, orderBy: { enabledBlock: "desc" }, take: MOST }),
  ]);
  const rank = row && (await countBetter(database, row)) + 1;
  return {
    ...toFreshness(cursor),
    account,
    ...(row && rank
      ? {
          sums: {
            ...toDeeds(row),
            ...{ rank, score: row.score, firstSeconds: row.firstSeconds, lastSeconds: row.lastSeconds },
          },
        }
      : {}),
    quests: quests.map(({ quest, sand, seconds }) => ({
      ...{ quest, name: readQuest(quest)?.name ?? `Quest ${quest}`, sand: toBigInt(sand), seconds },
    })),
    expeditions: expeditions.map((expedition) => ({
      ...toWindow(expedition.window),
      ...toDeeds(expedition),
      ...{ operations: expedition.operations, failed: expedition.failed, actions: expedition.actions },
      gasCost: toBigInt(expedition.gasCost),
    })),
    sessions: sessions.map((session) => ({ ...toWindow(session), paymaster: session.paymaster as Address })),
  };
}

/** In the order of the leaderboard: by score, and by account among equals. */
async function countBetter(database: Database, { score, account }: { score: number; account: string }) {
  // Two ranges of one index, which an OR would not use.
  const [above, before] = await Promise.all([
    database.player.count({ where: { score: { gt: score } } }),
    database.player.count({ where: { score, account: { lt: account } } }),
  ]);
  return above + before;
}

type Window = { session: string; enabledSeconds: bigint; validUntil: bigint; endedSeconds: bigint | null };

function toWindow({ session, enabledSeconds, validUntil, endedSeconds }: Window) {
  return {
    session: session as Hex,
    startedSeconds: enabledSeconds,
    validUntil,
    ...(endedSeconds === null ? {} : { endedSeconds }),
  };
}
