import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";

import { createChainClient } from "@/app/_server/chain";
import { createDatabase, type Database } from "@/app/_server/database";
import { createTestDatabase } from "@/app/_server/testDatabase";
import { startChain } from "@/scripts/stack/chain";
import { freePort } from "@/scripts/stack/ports";
import { type Follower, followOnce } from "../follow";
import { createProgress } from "../progress";
import { beginAnew, enterWorld } from "../world";
import { readDifferences } from "./differences";
import { createPlayedWorld } from "./playedWorld";

/** Everything about expeditions that is indexed. */
const dump = async (database: Database) => [
  await database.runEvent.findMany({ orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }] }),
  await database.run.findMany({ orderBy: [{ account: "asc" }, { number: "asc" }] }),
  await database.standing.findMany({ orderBy: [{ board: "asc" }, { account: "asc" }] }),
];

/**
 * Plays a random world, indexes it, with a reorganisation in between, and compares every expedition and every board with the chain
 * and with the rules in TypeScript.
 * @param expeditions How many.
 * @param seed Of the chance.
 */
export async function proveExpeditions(expeditions: number, seed: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "hourglass-played-"));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const process = await startChain({ dataDir: folder, port });
  const own = await createTestDatabase();
  const database = createDatabase(own.url);
  try {
    const rpcUrl = `http://127.0.0.1:${port}`;
    const played = await createPlayedWorld(rpcUrl, seed);
    const { deployment } = played;
    const chain = createChainClient(rpcUrl, deployment.chainId);
    const follower: Follower = { database, chain, deployment, progress: createProgress(deployment.startBlock) };
    const follow = async (isAnew = false) => {
      const enter = isAnew ? beginAnew : enterWorld;
      let step = { position: await enter(database, chain, deployment), isBehind: true };
      while (step.isBehind) step = await followOnce(follower, step.position);
    };

    await played.play(Math.floor(expeditions / 2));
    await follow();
    const goBack = await played.mark();
    const before = await dump(database);
    await played.play(Math.floor(expeditions / 2) + 12);
    await follow();
    expect(await dump(database)).not.toEqual(before);
    await goBack();
    await follow();
    expect(await dump(database), "as if the removed blocks had never been").toEqual(before);
    for (const share of [0.6, 0.7, 0.8, 0.9, 1]) {
      await played.play(Math.floor(expeditions * share));
      await follow();
    }

    expect(await readDifferences(database, played)).toEqual([]);
    const followed = await dump(database);
    await follow(true);
    expect(await dump(database)).toEqual(followed);
    await requireVariety(database);
    await requireAttention(database, played);
  } finally {
    await database.$disconnect();
    await own.drop();
    await process.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A world in which little happens proves little. */
async function requireVariety(database: Database): Promise<void> {
  const kinds = await database.runEvent.groupBy({ by: ["kind"], _count: true, orderBy: { kind: "asc" } });
  console.log(kinds.map(({ kind, _count }) => `${kind} ${_count}`).join(", "));
  // The island of a day depends on the chain's hashes: a small world may have no fall and no find, which are tested by themselves.
  expect(kinds.length).toBeGreaterThanOrEqual(10);
  const where = [{ day: { not: null } }, { room: { not: null } }, { home: { not: null }, points: { gt: 0 } }];
  const counts = await Promise.all(where.map((each) => database.run.count({ where: each })));
  console.log(`daily ${counts[0]}, in rooms ${counts[1]}, home ${counts[2]}`);
  expect(Math.min(...counts)).toBeGreaterThan(4);
}

/** Differences that are planted are seen. */
async function requireAttention(database: Database, played: Parameters<typeof readDifferences>[1]): Promise<void> {
  const { account, number, falls, steps } = await database.run.findFirstOrThrow();
  const where = { account_number: { account, number } };
  const plant = async (data: { falls: number; steps: number }) => database.run.update({ where, data });
  await plant({ falls: falls + 1, steps: steps + 1 });
  expect(await readDifferences(database, played)).toHaveLength(2);
  await plant({ falls, steps });
  const { board, account: leader, points } = await database.standing.findFirstOrThrow({ orderBy: { points: "desc" } });
  await database.standing.update({
    where: { board_account: { board, account: leader } },
    data: { points: points + 1 },
  });
  expect(await readDifferences(database, played)).toEqual([expect.stringContaining(board)]);
}
