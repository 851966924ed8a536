import { Prisma, type Run } from "@/app/_server/generated/prisma/client";
import { toBigInt } from "@/app/_server/projections/toBigInt";
import { insertRows } from "../insertRows";
import { foldRun, type RunRow } from "./foldRun";
import type { RunEventRow } from "./runEvents";
import { addToStandings, recomputeStandings } from "./standings";

type Key = Pick<RunRow, "account" | "number">;

/**
 * Folds the events of a batch into their runs, and these into the boards.
 * @param transaction The batch's transaction.
 * @param events In chain order.
 */
export async function addToRuns(transaction: Prisma.TransactionClient, events: readonly RunEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await insertRows(transaction, "RunEvent", events);
  const known = await transaction.$queryRaw<Run[]>`
    SELECT * FROM "Run" WHERE ${isOneOf(events)}`;
  const runs = await replaceRuns(
    transaction,
    known.map((row) => ({ ...row, sand: toBigInt(row.sand), regions: toBigInt(row.regions) })),
    events,
  );
  await addToStandings(transaction, runs);
}

/**
 * Removes the events after a block, and what they made of runs and boards.
 * @param transaction The rollback's transaction.
 * @param parting The last block that stays.
 */
export async function rollBackRuns(transaction: Prisma.TransactionClient, parting: bigint): Promise<void> {
  const gone = await transaction.$queryRaw<Key[]>`
    DELETE FROM "RunEvent" WHERE "blockNumber" > ${parting} RETURNING "account", "number"`;
  if (gone.length === 0) return;
  const left = await transaction.$queryRaw<RunEventRow[]>`
    SELECT * FROM "RunEvent" WHERE ${isOneOf(gone)} ORDER BY "blockNumber", "logIndex"`;
  await replaceRuns(transaction, [], left, gone);
  await recomputeStandings(transaction, [...new Set(gone.map(({ account }) => account))]);
}

/** Writes what the events make of these runs, in place of what is stored about `keys`. */
async function replaceRuns(
  transaction: Prisma.TransactionClient,
  before: readonly RunRow[],
  events: readonly RunEventRow[],
  keys: readonly Key[] = events,
): Promise<RunRow[]> {
  const nameOf = ({ account, number }: Key) => `${account} ${number}`;
  const runs = new Map(before.map((run) => [nameOf(run), run]));
  for (const event of events) {
    const run = foldRun(runs.get(nameOf(event)), event);
    if (run) runs.set(nameOf(event), run);
  }
  const rows = [...runs.values()];
  await transaction.$executeRaw`DELETE FROM "Run" WHERE ${isOneOf(keys)}`;
  await insertRows(
    transaction,
    "Run",
    rows.map((run) => ({ ...run, sand: run.sand.toString(), regions: run.regions.toString() })),
  );
  return rows;
}

function isOneOf(keys: readonly Key[]) {
  const accounts = keys.map(({ account }) => account);
  const numbers = keys.map(({ number }) => number);
  return Prisma.sql`("account", "number") IN (SELECT * FROM unnest(${accounts}::text[], ${numbers}::int[]))`;
}
