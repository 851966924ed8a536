import { createTestClient, http, numberToHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";

import { config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { createDatabase, type Database } from "@/app/_server/database";
import { readDeployment } from "@/app/_server/deployment";
import { createTestPlayer } from "@/app/_server/testPlayer";
import { startTestStack } from "@/app/_server/testWorld";
import { rebuild } from "@/indexer/rebuild";
import { killGroup } from "./child";
import type { Stack } from "./stack";

/** Twice what is kept of quiet blocks: forty minutes and more of a running world. */
const BLOCKS = 10_500n;

let stack: Stack;
let dispose: () => Promise<void>;
let chain: ReturnType<typeof createChainClient>;
let database: Database;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
});

afterAll(async () => {
  await database.$disconnect();
  await dispose();
});

const readWorld = async () => configSchema.parse(await (await serveConfig()).json());

async function readIndexed() {
  await rebuild({
    ...{ databaseUrl: stack.env.DATABASE_URL, database, chain },
    readDeployment: () => readDeployment(stack.deploymentFile, 31337),
    watchHeads: () => () => undefined,
    signal: new AbortController().signal,
  });
  return database.run.findMany({ orderBy: [{ account: "asc" }, { number: "asc" }] });
}

/** Enough for quiet blocks to be forgotten at the next start. */
async function passTime(blocks: bigint) {
  const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL, { timeout: 60_000 }) });
  const until = (await chain.getBlockNumber()) + blocks;
  while ((await chain.getBlockNumber()) < until) {
    await anvil.request({ method: "anvil_mine", params: [numberToHex(250), "0x0"] });
  }
}

test("a world that ran for long is the same after a kill and after a stop, for the page and for the indexer", async () => {
  const { hourglass } = await readDeployment(stack.deploymentFile, 31337);
  const player = await createTestPlayer(chain, stack.env.RPC_URL, hourglass);
  const play = async () => {
    await player.embark();
    await player.walk();
  };
  await play();
  const world = await readWorld();
  await passTime(BLOCKS);
  await play();
  const indexed = await readIndexed();
  expect(indexed).toMatchObject([{ steps: 2 }, { steps: 2 }]);
  const height = await chain.getBlockNumber();
  killGroup(stack.chain.pid() ?? 0);
  await expect.poll(() => stack.chain.isRunning()).toBe(false);
  await stack.chain.stop();
  await stack.chain.start();
  expect(await chain.getBlockNumber()).toBeGreaterThanOrEqual(height - 4n);
  expect(await readWorld()).toEqual(world);
  const { startBlock } = world.deployment;
  await expect(chain.getBlock({ blockNumber: startBlock + 2_000n })).rejects.toThrow("could not be found");
  expect(await readIndexed()).toEqual(indexed);

  await passTime(3_000n);
  await play();
  const later = await readIndexed();
  await stack.chain.stop();
  await stack.chain.start();
  expect(await readWorld()).toEqual(world);
  expect(await readIndexed()).toEqual(later);
  expect(later).toMatchObject([{ steps: 2 }, { steps: 2 }, { steps: 2 }]);
});
