import type { Address, Hex } from "viem";

import type { ListedRun, ListedSession, PlayerPage } from "@/app/_api/player";
import { readLength } from "@/game/rules/clock";
import type { Length } from "@/game/rules/types";
import type { Database } from "../database";
import type { Run, Session } from "../generated/prisma/client";
import { readCursor, toFreshness } from "./cursor";
import { type Now, stateOf } from "./runState";
import { toBigInt } from "./toBigInt";

/** How many expeditions and sessions of an account are shown; an account that plays day and night has 24 sessions a day. */
const MOST = 50;

/**
 * One player: best daily results, newest expeditions, sessions.
 * @param database Client.
 * @param account The PlayerAccount.
 * @returns The page; with empty lists for an account that has not played.
 * @throws When the database is down.
 */
export async function readPlayer(database: Database, account: Address): Promise<PlayerPage> {
  const [cursor, best, runs, sessions] = await Promise.all([
    readCursor(database),
    // At most one a day, so these are few: PostgreSQL takes the best of each length.
    database.$queryRaw<Run[]>`
      SELECT DISTINCT ON ("length") * FROM "Run" WHERE "account" = ${account} AND "week" IS NOT NULL
      ORDER BY "length", "points" DESC, "scoredBlock", "scoredLogIndex"`,
    database.run.findMany({ where: { account }, orderBy: { number: "desc" }, take: MOST }),
    database.session.findMany({
      where: { account },
      orderBy: [{ enabledBlock: "desc" }, { enabledLogIndex: "desc" }],
      take: MOST,
    }),
  ]);
  const seconds = cursor?.blockSeconds ?? 0n;
  const list = (run: Run) => listRun(run, { isNewest: run.number === runs[0]?.number, seconds });
  return {
    ...toFreshness(cursor),
    account,
    best: best.map(list),
    runs: runs.map(list),
    sessions: sessions.map(listSession),
  };
}

function listRun(run: Run, now: Now): ListedRun {
  const { number, length, seed, endsAt, points, result } = run;
  return {
    ...{ number, mode: run.room !== null ? 2 : run.day !== null ? 0 : 1, length, seed: Number(seed) },
    ...{ startedAt: endsAt - BigInt(readLength(length as Length).seconds), endsAt, points, result },
    state: stateOf(run, now),
  };
}

function listSession(row: Session): ListedSession {
  const { operations, failed, actions, endedSeconds } = row;
  return {
    ...{ session: row.session as Hex, paymaster: row.paymaster as Address },
    ...{ startedSeconds: row.enabledSeconds, validUntil: row.validUntil },
    ...(endedSeconds === null ? {} : { endedSeconds }),
    ...{ operations, failed, actions, gasCost: toBigInt(row.gasCost) },
  };
}
