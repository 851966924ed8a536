import path from "node:path";
import { createTestClient, createWalletClient, http, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { config as configSchema } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient, describeChain } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { createDatabase, type Database } from "@/app/_server/database";
import { readDeployment } from "@/app/_server/deployment";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { stringify } from "@/app/_server/json";
import { readCursor } from "@/app/_server/projections/cursor";
import { createGuest, startTestStack } from "@/app/_server/testWorld";
import { startIndexer } from "@/scripts/stack/indexer";
import { localKeys } from "@/scripts/stack/keys";
import type { Stack } from "@/scripts/stack/stack";
import { sessionValidatorAbi } from "@/session/generated/abis";
import { runIndexer } from "./run";

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

/** Runs an indexer of this process; `stop` waits until it has ended. */
function start(rebuild = false) {
  const end = new AbortController();
  const running = runIndexer({
    databaseUrl: stack.env.DATABASE_URL,
    database,
    chain,
    readDeployment: () => readDeployment(stack.deploymentFile, 31337),
    watchHeads: (onHead) => watchHeads(stack.env.RPC_WS_URL, onHead),
    signal: end.signal,
    rebuild,
  });
  return async () => {
    end.abort();
    await running;
  };
}

/** Waits until the database has come to where the chain is now, on the same chain. */
async function caughtUp(): Promise<void> {
  const head = await chain.getBlock();
  for (;;) {
    const cursor = await readCursor(database);
    const block = await database.block.findUnique({ where: { number: head.number } });
    if (cursor && cursor.blockNumber >= head.number && block?.hash === head.hash) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Resolves with the next block. */
const oneBlock = () =>
  new Promise<void>((resolve) => {
    const unwatch = chain.watchBlockNumber({
      emitMissed: false,
      pollingInterval: 50,
      onBlockNumber: (_, previous) => {
        if (previous === undefined) return;
        unwatch();
        resolve();
      },
    });
  });

/** Everything that is indexed, as text. */
async function dump(): Promise<string> {
  const tables = await Promise.all([
    database.player.findMany({ orderBy: { account: "asc" } }),
    database.activity.findMany({ orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }] }),
    database.questClaim.findMany({ orderBy: [{ account: "asc" }, { quest: "asc" }] }),
    database.session.findMany({ orderBy: [{ account: "asc" }, { session: "asc" }] }),
    database.operation.findMany({ orderBy: { userOpHash: "asc" } }),
  ]);
  return stringify(tables);
}

async function rebuilt(): Promise<string> {
  // What stands there already must not pass for what is rebuilt: nobody follows now, so the chain leaves it behind.
  const before = await readCursor(database);
  while ((await chain.getBlockNumber({ cacheTime: 0 })) <= (before?.blockNumber ?? 0n)) await oneBlock();
  const stop = start(true);
  await caughtUp();
  await stop();
  return dump();
}

const deployer = () => walletOf(localKeys.deployer);

function walletOf(key: `0x${string}`) {
  return createWalletClient({
    account: privateKeyToAccount(key),
    chain: describeChain(stack.env.RPC_URL, 31337),
    transport: http(stack.env.RPC_URL),
  });
}

const mined = (hash: `0x${string}`) => chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });

/** A player with a key of its own; to the game an account is whoever calls. */
async function createPlayer() {
  const { hourglass } = await readDeployment(stack.deploymentFile, 31337);
  const wallet = walletOf(generatePrivateKey());
  await mined(await deployer().sendTransaction({ to: wallet.account.address, value: parseEther("1") }));
  return {
    account: wallet.account.address.toLowerCase(),
    /** One step there and one back, so that it stays where it may stand. */
    walk: async () => {
      const world = { address: hourglass, abi: hourglassAbi, functionName: "move" } as const;
      for (const path of ["0x00", "0x02"] as const) await mined(await wallet.writeContract({ ...world, args: [path] }));
    },
  };
}

/** Deploys a guest's account and enables its session by transactions, as anybody may. */
async function enableSession() {
  const config = configSchema.parse(await (await serveConfig()).json());
  const guest = await createGuest(chain, config);
  const { playerAccountFactory, sessionValidator } = config.deployment;
  await mined(await deployer().sendTransaction({ to: playerAccountFactory, data: guest.factory.factoryData }));
  await mined(
    await deployer().writeContract({
      address: sessionValidator,
      abi: sessionValidatorAbi,
      functionName: "enable",
      args: [
        { ...guest.grant, permissions: guest.grant.permissions.map((one) => ({ ...one, bounds: [...one.bounds] })) },
        guest.ownerSignature,
      ],
    }),
  );
  return guest.account.toLowerCase();
}

describe("the indexer", () => {
  test("has the same rows after following as after rebuilding", async () => {
    const stop = start();
    const [one, two] = [await createPlayer(), await createPlayer()];
    await one.walk();
    await two.walk();
    await one.walk();
    const owner = await enableSession();
    await caughtUp();
    await stop();
    const followed = await dump();
    expect(await database.player.findUnique({ where: { account: one.account } })).toMatchObject({ steps: 4 });
    expect(await database.player.findUnique({ where: { account: two.account } })).toMatchObject({ steps: 2 });
    expect(await database.session.findMany({ where: { account: owner } })).toMatchObject([{ endedBlock: null }]);
    expect(await rebuilt()).toBe(followed);
  }, 120_000);

  test("takes back what a reorganised chain does not have any more", async () => {
    const stop = start();
    const player = await createPlayer();
    await player.walk();
    await caughtUp();
    await player.walk();
    const owner = await enableSession();
    await caughtUp();
    expect(await database.player.findUnique({ where: { account: player.account } })).toMatchObject({ steps: 4 });
    const first = await database.activity.findFirstOrThrow({
      where: { account: player.account, kind: "Moved" },
      orderBy: { blockNumber: "desc" },
      skip: 1,
    });
    // Deep enough for the second walk and the session, not for the first walk.
    const depth = Number((await chain.getBlockNumber()) - first.blockNumber) + 1;
    const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) });
    await anvil.request({ method: "anvil_reorg" as never, params: [depth, []] as never });
    await caughtUp();
    await stop();
    expect(await database.player.findUnique({ where: { account: player.account } })).toMatchObject({ steps: 2 });
    expect(await database.session.findMany({ where: { account: owner } })).toEqual([]);
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);

  test("is led by one at a time, and loses and doubles nothing when the leader is killed", async () => {
    const dataDir = path.dirname(stack.deploymentFile);
    const leader = await startIndexer({ dataDir, env: stack.env });
    const player = await createPlayer();
    await caughtUp();
    const stop = start();
    await player.walk();
    process.kill(leader.pid, "SIGKILL");
    await leader.exited;
    await player.walk();
    await caughtUp();
    await stop();
    expect(await database.player.findUnique({ where: { account: player.account } })).toMatchObject({ steps: 4 });
    const seen = await dump();
    expect(await rebuilt()).toBe(seen);
  }, 120_000);
});
