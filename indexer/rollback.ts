import type { Hex, PublicClient } from "viem";

import type { Database } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { moveCursor, type Position, TRANSACTION } from "./apply";
import { rollBackRuns } from "./project/runs";
import { recomputeSessions } from "./project/sessionSums";
import { readHash } from "./readHash";

/**
 * Removes what came from blocks that are no longer in the chain.
 * @param database Client.
 * @param chain Client of the chain.
 * @param position The cursor, as it was read.
 * @param head The chain's newest block.
 * @returns The new position: the newest block that both have. Undefined when they share no remembered block; then
 * everything must be indexed again.
 * @throws When chain or database do not answer.
 */
export async function rollBack(
  database: Database,
  chain: PublicClient,
  position: Position,
  head: bigint,
): Promise<Position | undefined> {
  const parting = await findParting(database, chain, head);
  if (!parting) return undefined;
  log.warn(
    { from: Number(position.blockNumber), to: Number(parting.number) },
    "The chain was reorganised: rolling back.",
  );
  const gone = { gt: parting.number };
  await database.$transaction(async (transaction) => {
    const pace = { head, blocksPerSecond: null };
    await moveCursor(transaction, position, { ...parting, timestamp: parting.seconds }, pace);
    const travellers = await transaction.operation.findMany({
      where: { blockNumber: gone },
      distinct: ["account"],
      select: { account: true },
    });
    await transaction.operation.deleteMany({ where: { blockNumber: gone } });
    await transaction.session.deleteMany({ where: { enabledBlock: gone } });
    await transaction.session.updateMany({
      where: { endedBlock: gone },
      data: { endedBlock: null, endedSeconds: null },
    });
    await rollBackRuns(transaction, parting.number);
    await transaction.block.deleteMany({ where: { number: gone } });
    await recomputeSessions(
      transaction,
      travellers.map(({ account }) => account),
    );
  }, TRANSACTION);
  return { blockNumber: parting.number, blockHash: parting.hash };
}

/** The newest remembered block that is in the chain. */
async function findParting(database: Database, chain: PublicClient, head: bigint) {
  const known = await database.block.findMany({ where: { number: { lte: head } }, orderBy: { number: "desc" } });
  for (const { number, hash, seconds } of known) {
    if ((await readHash(chain, number)) === hash) return { number, hash: hash as Hex, seconds };
  }
  return undefined;
}
