import path from "node:path";
import { sessionValidatorAbi } from "@hourglass/session/abis";
import { packGrant } from "@hourglass/session/core";
import { concat, createTestClient, createWalletClient, type Hex, http, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { config as configSchema } from "@/app/_api/config";
import { WEEK_SECONDS, weekBegin, weekOf } from "@/app/_api/isoWeek";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient, describeChain } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { createDatabase, type Database } from "@/app/_server/database";
import { readDeployment } from "@/app/_server/deployment";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { askIndexer } from "@/app/_server/health/parts";
import { stringify } from "@/app/_server/json";
import { readCursor } from "@/app/_server/projections/cursor";
import { createDeafAccount } from "@/app/_server/testDeafAccount";
import { createTestPlayer } from "@/app/_server/testPlayer";
import { createTraveller } from "@/app/_server/testTraveller";
import { createGuest, encodeMove, startTestStack } from "@/app/_server/testWorld";
import { packPlan } from "@/game/rules/plan";
import { localKeys } from "@/scripts/stack/keys";
import { startIndexer } from "@/scripts/stack/parts";
import { fromRoot } from "@/scripts/stack/paths";
import { stream } from "@/scripts/stack/run";
import type { Stack } from "@/scripts/stack/stack";
import { MAX_BATCH_BLOCKS } from "./batch";
import { rebuild } from "./rebuild";
import { type IndexerOptions, runIndexer } from "./run";
import { beginAnew } from "./world";

let stack: Stack;
let dispose: () => Promise<void>;
let database: Database;
let chain: ReturnType<typeof createChainClient>;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
}, 400_000);

afterAll(async () => {
  await database.$disconnect();
  await dispose();
}, 60_000);

const optionsOf = (signal: AbortSignal): IndexerOptions => ({
  databaseUrl: stack.env.DATABASE_URL,
  database,
  chain,
  readDeployment: () => readDeployment(stack.deploymentFile, 31337),
  watchHeads: (onHead) => watchHeads(stack.env.RPC_WS_URL, onHead),
  signal,
});

/** Runs an indexer in this process; `stop` waits until it has ended. */
function start() {
  const end = new AbortController();
  const running = runIndexer(optionsOf(end.signal));
  return async () => {
    end.abort();
    await running;
  };
}

/** Waits until the database has reached the chain's current head, on the same chain. */
async function caughtUp(): Promise<void> {
  const head = await chain.getBlock();
  for (;;) {
    const cursor = await readCursor(database);
    const block = await database.block.findUnique({ where: { number: head.number } });
    if (cursor && cursor.blockNumber >= head.number && block?.hash === head.hash) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Everything that is indexed, as text. */
async function dump(): Promise<string> {
  const tables = await Promise.all([
    database.runEvent.findMany({ orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }] }),
    database.run.findMany({ orderBy: [{ account: "asc" }, { number: "asc" }] }),
    database.standing.findMany({ orderBy: [{ board: "asc" }, { account: "asc" }] }),
    database.session.findMany({ orderBy: [{ account: "asc" }, { session: "asc" }] }),
    database.operation.findMany({ orderBy: { userOpHash: "asc" } }),
  ]);
  return stringify(tables);
}

async function rebuilt(): Promise<string> {
  await rebuild(optionsOf(new AbortController().signal));
  return dump();
}

function deployer() {
  return createWalletClient({
    account: privateKeyToAccount(localKeys.deployer),
    chain: describeChain(stack.env.RPC_URL, 31337),
    transport: http(stack.env.RPC_URL),
  });
}

const mined = (hash: `0x${string}`) => chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });

async function createPlayer() {
  const { hourglass } = await readDeployment(stack.deploymentFile, 31337);
  return createTestPlayer(chain, stack.env.RPC_URL, hourglass);
}

const readConfig = async () => configSchema.parse(await (await serveConfig()).json());

const readRuns = (account: string) => database.run.findMany({ where: { account }, orderBy: { number: "asc" } });

const readSessions = (account: string) =>
  database.session.findMany({ where: { account }, orderBy: { enabledBlock: "asc" } });

/** Blocks without events: more than fit into one batch. */
async function mineTwoBatches(): Promise<void> {
  const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL, { timeout: 60_000 }) });
  for (let mined = 0n; mined <= MAX_BATCH_BLOCKS; mined += 250n) {
    await anvil.request({ method: "anvil_mine", params: [numberToHex(250), "0x0"] });
  }
}

/** Deploys a guest's account and enables its session by transactions, as anybody may. */
async function enableSession() {
  const config = await readConfig();
  const { account, factory, grant, key, ownerSignature } = await createGuest(chain, config);
  const { playerAccountFactory, sessionValidator } = config.deployment;
  await mined(await deployer().sendTransaction({ to: playerAccountFactory, data: factory.factoryData }));
  const packed = concat([packGrant(grant), ownerSignature]);
  await mined(
    await deployer().writeContract({
      ...{ address: sessionValidator, abi: sessionValidatorAbi, functionName: "enable" },
      args: [account, key.key, grant.paymaster, grant.nonceKey, packed],
    }),
  );
  return account.toLowerCase();
}

describe("the indexer", () => {
  test("has the same rows after following as after rebuilding", async () => {
    const stop = start();
    const [one, two] = [await createPlayer(), await createPlayer()];
    await one.embark();
    await two.embark();
    await one.walk();
    await two.walk();
    await one.explore();
    const owner = await enableSession();
    const traveller = await createTraveller(chain, await readConfig());
    await traveller.play(encodeMove("0x00"), encodeMove("0x02"));
    // The chain refuses a walk without steps: paid for, but nothing is done.
    expect(await traveller.play(encodeMove("0x"))).toMatchObject({ success: false });
    await traveller.renew();
    await traveller.play(encodeMove("0x0002"));
    await caughtUp();
    await stop();
    const followed = await dump();
    expect(await readRuns(one.account)).toMatchObject([{ steps: 4, points: 5 }]);
    expect(await readRuns(two.account)).toMatchObject([{ steps: 2, points: 0 }]);
    expect(await readSessions(owner)).toMatchObject([{ endedBlock: null, operations: 0, actions: 0 }]);
    const travels = await readSessions(traveller.account);
    expect(travels, "an operation after the renewal belongs to the new session").toMatchObject([
      { operations: 2, failed: 1, actions: 3 },
      { operations: 1, failed: 0, actions: 1 },
    ]);
    expect(await readRuns(traveller.account)).toMatchObject([{ steps: 4 }]);
    const operations = await database.operation.findMany({ where: { account: traveller.account } });
    const costWei = operations.reduce((sum, { actualGasCost }) => sum + BigInt(actualGasCost.toFixed(0)), 0n);
    expect(travels.reduce((sum, { gasCost }) => sum + BigInt(gasCost.toFixed(0)), 0n)).toBe(costWei);
    expect(await rebuilt()).toBe(followed);
  }, 120_000);

  test("continues when the same session begins again, in the same batch of blocks and in a later one", async () => {
    const deaf = await createDeafAccount(chain, stack.env.RPC_URL, await readConfig());
    await deaf.begin();
    await deaf.begin();
    const stop = start();
    await caughtUp();
    const [first] = await readSessions(deaf.account);
    expect(first?.endedBlock).toBe(first?.enabledBlock);
    await deaf.begin();
    await caughtUp();
    const again = await readSessions(deaf.account);
    expect(again).toMatchObject([{ session: first?.session, operations: 0 }]);
    expect(again[0]?.enabledBlock).toBeGreaterThan(first?.enabledBlock ?? 0n);
    expect(again[0]?.endedBlock).toBe(again[0]?.enabledBlock);
    const player = await createPlayer();
    await player.embark();
    await player.walk();
    await caughtUp();
    await stop();
    expect(await readRuns(player.account)).toMatchObject([{ steps: 2 }]);
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);

  test("removes what a reorganised chain no longer has", async () => {
    const stop = start();
    const player = await createPlayer();
    const traveller = await createTraveller(chain, await readConfig());
    await traveller.play(encodeMove("0x00"));
    await player.embark();
    await player.walk();
    await caughtUp();
    const before = await readSessions(traveller.account);
    const runsBefore = await readRuns(player.account);
    expect(runsBefore).toMatchObject([{ steps: 2, points: 0, home: null }]);
    await player.explore();
    await player.finish();
    await player.embark();
    await traveller.play(encodeMove("0x02"));
    const owner = await enableSession();
    await caughtUp();
    expect(await readRuns(player.account)).toMatchObject([{ steps: 4, points: 6, home: 0 }, { steps: 0 }]);
    const first = await database.runEvent.findFirstOrThrow({
      where: { account: player.account, kind: "Moved" },
      orderBy: { blockNumber: "desc" },
    });
    // Deep enough for the second walk, the second expedition and the session, not for the first walk.
    const depth = Number((await chain.getBlockNumber()) - first.blockNumber) + 1;
    const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) });
    expect(await readSessions(traveller.account)).toMatchObject([{ operations: 2, actions: 3 }]);
    await anvil.request({ method: "anvil_reorg" as never, params: [depth, []] as never });
    await caughtUp();
    await stop();
    expect(before).toMatchObject([{ operations: 1, actions: 2 }]);
    expect(await readSessions(traveller.account)).toEqual(before);
    expect(await readSessions(owner)).toEqual([]);
    expect(await readRuns(player.account), "folded from what is left").toEqual(runsBefore);
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);

  test("reads everything again after a reorganisation deeper than it remembers", async () => {
    const stop = start();
    const player = await createPlayer();
    await player.embark();
    await caughtUp();
    await stop();
    await database.block.deleteMany();
    const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) });
    // At least the block where the cursor stands.
    const { blockNumber } = await database.cursor.findFirstOrThrow();
    const depth = Number((await chain.getBlockNumber()) - blockNumber) + 1;
    await anvil.request({ method: "anvil_reorg" as never, params: [depth, []] as never });
    const again = start();
    await caughtUp();
    await again();
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);

  test("has one leader at a time, and loses or doubles nothing when the leader is killed", async () => {
    const dataDir = path.dirname(stack.deploymentFile);
    const leader = await startIndexer({ dataDir, env: stack.env });
    onTestFinished(leader.stop);
    const player = await createPlayer();
    await player.embark();
    await caughtUp();
    const stop = start();
    await player.walk();
    process.kill(leader.pid, "SIGKILL");
    await leader.exited;
    await player.walk();
    await caughtUp();
    await stop();
    expect(await readRuns(player.account)).toMatchObject([{ steps: 4 }]);
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);

  test("is rebuilt next to a running leader by one command, which finds the world by itself and reports its progress", async () => {
    const dataDir = path.dirname(stack.deploymentFile);
    const stop = start();
    const player = await createPlayer();
    await player.embark();
    await player.walk();
    await mineTwoBatches();
    await caughtUp();
    const seen = await dump();
    // The chain never said this, so it must be gone afterwards.
    await database.run.updateMany({ where: { account: player.account }, data: { steps: 99 } });
    const command = [fromRoot("scripts/indexer.ts"), "--rebuild", "--data", dataDir];
    const { output, exitCode } = await stream(process.execPath, ["--import", "tsx", ...command], {
      // As from another terminal.
      env: { DATABASE_URL: "", RPC_URL: "", DEPLOYMENT_FILE: "", LOG_LEVEL: "info" },
    });
    await stop();
    expect(output).toContain("Rebuilt.");
    expect(exitCode).toBe(0);
    expect(await dump()).toBe(seen);
  }, 120_000);

  test("reports its position, the head, the share and the speed while it catches up, in its log and in health", async () => {
    const dataDir = path.dirname(stack.deploymentFile);
    await beginAnew(database, chain, await readDeployment(stack.deploymentFile, 31337));
    const indexer = await startIndexer({ dataDir, env: { ...stack.env, LOG_LEVEL: "info" } });
    onTestFinished(indexer.stop);
    const moving = await vi.waitUntil(
      async () => {
        const seen = await askIndexer();
        return seen.blocksPerSecond > 0 ? seen : undefined;
      },
      { timeout: 60_000, interval: 5 },
    );
    expect(moving).toMatchObject({ status: "up", blockNumber: expect.any(Number), lagBlocks: expect.any(Number) });
    expect(moving.percent).toBeGreaterThan(0);
    await caughtUp();
    await vi.waitUntil(() => indexer.tail().includes("Caught up."), 60_000);
    await indexer.stop();
    const lines = indexer
      .tail()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.find(({ msg }) => msg === "Catching up.")).toMatchObject({
      block: expect.any(Number),
      head: expect.any(Number),
      percent: expect.any(Number),
    });
    const there = lines.find(({ msg }) => msg === "Caught up.");
    expect(there).toMatchObject({ percent: expect.any(Number), blocksPerSecond: expect.any(Number) });
    expect(there.blocksPerSecond).toBeGreaterThan(100);
  }, 120_000);

  // The last test, because it moves the chain's clock.
  test("puts an expedition begun on Sunday at 23:59:59 into one week, and one begun on Monday into the next", async () => {
    const stop = start();
    const player = await createPlayer();
    const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) });
    await anvil.setIntervalMining({ interval: 0 });
    const monday = nextMonday((await chain.getBlock()).timestamp);
    const mineAt = async (timestamp: bigint, send: () => Promise<Hex>) => {
      const hash = await send();
      await anvil.setNextBlockTimestamp({ timestamp });
      await anvil.mine({ blocks: 1 });
      expect(await mined(hash)).toMatchObject({ status: "success" });
    };
    const { hourglass: address } = await readDeployment(stack.deploymentFile, 31337);
    /** Mines until the stack's keeper has drawn the island of a day. */
    const openDay = async (seconds: bigint) => {
      await anvil.setIntervalMining({ interval: 1 });
      const day = { address, abi: hourglassAbi, functionName: "readDay", args: [seconds / 86_400n] } as const;
      await vi.waitUntil(async () => (await chain.readContract(day)).drawn, { timeout: 60_000, interval: 100 });
      await anvil.setIntervalMining({ interval: 0 });
    };
    const daily = packPlan({ mode: 0, length: 2, calling: 1, tool: 0, purse: 0, start: 0, of: 0 });
    await anvil.setNextBlockTimestamp({ timestamp: monday - 600n });
    await anvil.mine({ blocks: 1 });
    await openDay(monday - 600n);
    await mineAt(monday - 1n, () => player.send("embark", daily));
    // Points count for the day and the week in which the expedition began.
    await mineAt(monday, () => player.send("move", "0x0301"));
    await mineAt(monday + 2n, () => player.send("finish"));
    await openDay(monday);
    await mineAt((await chain.getBlock()).timestamp + 1n, () => player.send("embark", daily));
    await caughtUp();
    await stop();
    const day = Number(monday / 86_400n);
    expect(await readRuns(player.account)).toMatchObject([
      { day: day - 1, week: weekOf(monday - 1n), points: 6, home: 0 },
      { day, week: weekOf(monday), points: 0 },
    ]);
    const standings = await database.standing.findMany({
      where: { account: player.account },
      orderBy: { board: "asc" },
    });
    expect(standings.map(({ board, number, points }) => `${board}: ${number} ${points}`)).toEqual([
      `day/${day - 1}/2: 1 6`,
      `day/${day}/2: 2 0`,
      `league/${weekOf(monday - 1n)}: 1 0`,
      `league/${weekOf(monday)}: 2 0`,
      `week/${weekOf(monday - 1n)}/2: 1 6`,
      `week/${weekOf(monday)}/2: 2 0`,
    ]);
    expect(weekOf(monday - 1n)).not.toBe(weekOf(monday));
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);
});

/** The first Monday, 00:00 UTC, that is some time away. */
function nextMonday(seconds: bigint): bigint {
  return (weekBegin(weekOf(seconds + 3_600n)) ?? 0n) + WEEK_SECONDS;
}
