import type { Address } from "viem";
import type { z } from "zod";

import { errorCode } from "@/app/_api/jsonRpc";
import type { RunPage, runQuery } from "@/app/_api/run";
import { readLength } from "@/game/rules/clock";
import type { Database } from "../database";
import { Failure } from "../failure";
import { readCursor, toFreshness } from "./cursor";
import { stateOf } from "./runState";
import { toBigInt } from "./toBigInt";

/**
 * One expedition and its events, in order.
 * @param database Client.
 * @param account Who played it.
 * @param number Of the expedition.
 * @param query Parsed query.
 * @returns The facts, and one page of events.
 * @throws Failure (404) when no such expedition is indexed; other errors when the database is down.
 */
export async function readRun(
  database: Database,
  account: Address,
  number: number,
  { limit, after }: z.output<typeof runQuery>,
): Promise<RunPage> {
  const [block, logIndex] = after?.split("-") ?? [];
  const [cursor, row, later, rows] = await Promise.all([
    readCursor(database),
    database.run.findUnique({ where: { account_number: { account, number } } }),
    database.run.findFirst({ where: { account, number: { gt: number } }, select: { number: true } }),
    database.runEvent.findMany({
      where: {
        ...{ account, number },
        ...(block !== undefined && {
          OR: [
            { blockNumber: { gt: BigInt(block) } },
            { blockNumber: BigInt(block), logIndex: { gt: Number(logIndex) } },
          ],
        }),
      },
      orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }],
      // One more than requested: it shows whether there is another page.
      take: limit + 1,
    }),
  ]);
  if (!row) throw unknownRun(account, number, cursor?.blockNumber ?? 0n);
  const { length, endsAt, points, result, home, steps, falls, sand, relics } = row;
  const startedAt = endsAt - BigInt(readLength(length as 1 | 2 | 3).seconds);
  const now = { isNewest: !later, seconds: cursor?.blockSeconds ?? 0n };
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  return {
    ...toFreshness(cursor),
    ...{ account, number, plan: Number(row.plan), seed: Number(row.seed), startedAt, endsAt },
    state: stateOf(row, now),
    ...{ points, result, ...(home === null ? {} : { home }), steps, falls, sand: toBigInt(sand), relics },
    events: events.map(({ seconds, kind, values }) => [
      Number(seconds - startedAt),
      kind,
      values as (number | string)[],
    ]),
    ...(rows.length > limit && last ? { next: `${last.blockNumber}-${last.logIndex}` } : {}),
  };
}

function unknownRun(account: Address, number: number, block: bigint): Failure {
  const text = `No expedition ${number} of ${account} up to block ${block}. Expeditions are counted per player from 1.`;
  return new Failure(text, { code: errorCode.invalidParams, httpStatus: 404 });
}
