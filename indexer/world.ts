import type { Hex, PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readWorldId } from "@/app/_server/chain";
import type { Database } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { CURSOR_ID } from "@/app/_server/projections/cursor";
import type { Position } from "./apply";

/**
 * Where to go on. When the database belongs to another world, or to none, it is emptied first; the sponsor's ledger,
 * which the chain cannot give back, stays.
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
 * Empties everything that is indexed and puts the cursor before the world's first block.
 * @param database Client.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @returns The position before the first block to read.
 * @throws When chain or database do not answer.
 */
export async function beginAnew(database: Database, chain: PublicClient, deployment: Deployment): Promise<Position> {
  const worldId = await readWorldId(chain, deployment.startBlock);
  const blockNumber = deployment.startBlock > 0n ? deployment.startBlock - 1n : 0n;
  const { hash, timestamp } = await chain.getBlock({ blockNumber });
  const stands = { blockNumber, blockHash: hash, blockSeconds: timestamp, headNumber: blockNumber };
  const row = { ...stands, chainId: deployment.chainId, worldId, updatedAt: new Date() };
  await database.$transaction([
    database.activity.deleteMany(),
    database.questClaim.deleteMany(),
    database.operation.deleteMany(),
    database.session.deleteMany(),
    database.player.deleteMany(),
    database.block.deleteMany(),
    database.block.create({ data: { number: blockNumber, hash, seconds: timestamp } }),
    database.cursor.upsert({ where: { id: CURSOR_ID }, create: { id: CURSOR_ID, ...row }, update: row }),
  ]);
  return { blockNumber, blockHash: hash };
}
