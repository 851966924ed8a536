import type { z } from "zod";

import type { ActivityPage, activityQuery } from "@/app/_api/projections";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { tellEvent } from "@/game/rules/tellEvent";
import type { Database } from "../database";
import type { RunEvent } from "../generated/prisma/client";
import { readCursor, toFreshness } from "./cursor";

/** Names of the arguments of each event after player and expedition, in their order. */
const argumentNames = new Map<string, readonly string[]>(
  hourglassAbi.flatMap((item) => {
    return item.type === "event" ? [[item.name, item.inputs.slice(2).map(({ name }) => name)] as const] : [];
  }),
);

/**
 * What happened in expeditions, the newest first.
 * @param database Client.
 * @param query Parsed query.
 * @returns One page.
 * @throws When the database is down.
 */
export async function readActivity(database: Database, query: z.output<typeof activityQuery>): Promise<ActivityPage> {
  const { account, limit, before } = query;
  const [block, logIndex] = before?.split("-") ?? [];
  const older =
    block === undefined
      ? {}
      : {
          // Alone it lets the index begin at the page, not at the newest row.
          blockNumber: { lte: BigInt(block) },
          OR: [
            { blockNumber: { lt: BigInt(block) } },
            { blockNumber: BigInt(block), logIndex: { lt: Number(logIndex) } },
          ],
        };
  const [cursor, rows] = await Promise.all([
    readCursor(database),
    database.runEvent.findMany({
      where: { ...(account === undefined ? {} : { account }), ...older },
      orderBy: [{ blockNumber: "desc" }, { logIndex: "desc" }],
      // One more than requested: it shows whether there is another page.
      take: limit + 1,
    }),
  ]);
  const page = rows.slice(0, limit).map((row) => ({
    id: `${row.blockNumber}-${row.logIndex}`,
    account: row.account as `0x${string}`,
    kind: row.kind,
    words: tellEvent(row.kind, row.values as (number | string)[]),
    detail: nameValues(row),
    transactionHash: row.transactionHash,
    seconds: row.seconds,
  }));
  const last = page.at(-1);
  return {
    ...toFreshness(cursor),
    activities: page,
    ...(rows.length > limit && last ? { next: last.id } : {}),
  };
}

function nameValues({ kind, number, values }: RunEvent): Record<string, string> {
  const names = argumentNames.get(kind) ?? [];
  const named = (values as (number | string)[]).map((value, index) => [names[index] ?? `${index}`, String(value)]);
  return Object.fromEntries([["expedition", String(number)], ...named]);
}
