import type { Hex, PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readWorldId } from "@/app/_server/chain";
import type { Database } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { CURSOR_ID } from "@/app/_server/projections/cursor";
import { type Position, TRANSACTION } from "./apply";

/**
 * Where to continue. If the database belongs to another world, or to none, it is emptied first. The sponsor's ledger
 * stays, because the chain cannot give it back.
 * @param database Client.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @returns The position before the next block to read.
 * @throws When chain or database do not answer.
 */
export async function enterWorld(database: Database, chain: PublicClient, deployment: Deployment): Promise<Position> {
  const worldId = await readWorldId(chain, deployment.startBlock);
  const cursor = await database.cursor.findUnique({ where: { id: CURSOR_ID } });
  if (cursor?.worldId === worldId && cursor.chainId === deployment.chainId) {
    return { blockNumber: cursor.blockNumber, blockHash: cursor.blockHash as Hex };
  }
  if (cursor) log.warn({ seen: worldId, known: cursor.worldId }, "This is another world: indexing it from its start.");
  return beginAnew(database, chain, deployment);
}

/**
 * Empties everything that is indexed and sets the cursor before the world's first block.
 * @param database Client.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @returns The position before the first block to read.
 * @throws When chain or database do not answer.
 */
export async function beginAnew(database: Database, chain: PublicClient, deployment: Deployment): Promise<Position> {
  // Uses only the first block: nobody needs the one before it, and a node may have dropped it.
  const first = await chain.getBlock({ blockNumber: deployment.startBlock });
  const { hash: worldId, timestamp } = first;
  const isBirth = first.number === 0n;
  const blockNumber = isBirth ? 0n : first.number - 1n;
  const hash = isBirth ? first.hash : first.parentHash;
  // The current head: from now on it is known that the data is far behind.
  const headNumber = await chain.getBlockNumber();
  const stands = { blockNumber, blockHash: hash, blockSeconds: timestamp, headNumber };
  const { chainId, startBlock } = deployment;
  const row = { ...stands, chainId, startBlock, worldId, blocksPerSecond: null, updatedAt: new Date() };
  await database.$transaction(async (transaction) => {
    // First, and its row stays locked: a running indexer's batch is either complete before the following statements, or finds the
    // cursor elsewhere and writes nothing.
    await transaction.cursor.upsert({ where: { id: CURSOR_ID }, create: { id: CURSOR_ID, ...row }, update: row });
    // Not DELETE, which takes longer the more rows there are.
    await transaction.$executeRaw`TRUNCATE "Operation", "Session", "RunEvent", "Run", "Standing", "Block"`;
    await transaction.block.create({ data: { number: blockNumber, hash, seconds: timestamp } });
  }, TRANSACTION);
  return { blockNumber, blockHash: hash };
}
