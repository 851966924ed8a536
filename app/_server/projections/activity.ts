import type { z } from "zod";

import type { ActivityPage, activityQuery } from "@/app/_api/projections";
import type { Database } from "../database";
import { readCursor, toFreshness } from "./cursor";

/**
 * Activities, the newest first.
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
          OR: [
            { blockNumber: { lt: BigInt(block) } },
            { blockNumber: BigInt(block), logIndex: { lt: Number(logIndex) } },
          ],
        };
  const [cursor, rows] = await Promise.all([
    readCursor(database),
    database.activity.findMany({
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
    detail: row.detail as Record<string, string>,
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
