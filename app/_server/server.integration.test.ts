import { sessionPaymasterAbi } from "@hourglass/session/abis";
import {
  prepareOperation,
  requestVoucher,
  revokeTypedData,
  type SessionProof,
  sendOperation,
  sessionIdOf,
  toSessionId,
  toSessionProof,
  type VoucherData,
} from "@hourglass/session/core";
import { type Client, createClient, createWalletClient, type Hex, hashTypedData, http, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { board as boardSchema } from "@/app/_api/boards";
import { type Config, config as configSchema } from "@/app/_api/config";
import { type BlockEvent, blockEvent } from "@/app/_api/events";
import { health as healthSchema } from "@/app/_api/health";
import { createOpenApi } from "@/app/_api/openapi";
import { player as playerSchema } from "@/app/_api/player";
import { activity as activitySchema } from "@/app/_api/projections";
import { run as runSchema } from "@/app/_api/run";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { runIndexer } from "@/indexer/run";
import { localKeys } from "@/scripts/stack/keys";
import type { Stack } from "@/scripts/stack/stack";
import { createChainClient, describeChain } from "./chain";
import { serveConfig } from "./config";
import { createDatabase, type Database } from "./database";
import { readDeployment } from "./deployment";
import { serveEvents } from "./events/serve";
import { watchHeads } from "./events/watchHeads";
import { serveHealth } from "./health/serve";
import { serveMetrics } from "./metrics/serve";
import { serveOpenApi } from "./openapi/serve";
import {
  serveActivity,
  serveDay,
  serveLeague,
  servePlayer,
  serveRoom,
  serveRun,
  serveWeekBoard,
} from "./projections/serve";
import { serveRevoke } from "./relay/serve";
import { serveBundler } from "./rpc/bundlerDoor";
import { serveChain } from "./rpc/chainDoor";
import { serveSponsor } from "./sponsor/serve";
import { createTestPlayer } from "./testPlayer";
import {
  createGuest,
  createRevocation,
  encodeEmbark,
  encodeMove,
  type Guest,
  startTestStack,
  toTransport,
} from "./testWorld";

// Processes start and stop in these tests, possibly on a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let stack: Stack;
let dispose: () => Promise<void>;
let database: Database;
let chain: ReturnType<typeof createChainClient>;
let config: Config;
let sponsor: Client;
let bundler: Client;
const end = new AbortController();
let indexing: Promise<void>;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
  sponsor = createClient({ transport: toTransport(serveSponsor) });
  bundler = createClient({ transport: toTransport(serveBundler) });
  config = configSchema.parse(await (await serveConfig()).json());
  indexing = runIndexer({
    databaseUrl: stack.env.DATABASE_URL,
    database,
    chain,
    readDeployment: () => readDeployment(stack.deploymentFile, 31337),
    watchHeads: (onHead) => watchHeads(stack.env.RPC_WS_URL, onHead),
    signal: end.signal,
  });
}, 400_000);

afterAll(async () => {
  end.abort();
  await indexing;
  await database.$disconnect();
  await dispose();
}, 60_000);

const get = (path: string) => new Request(`http://app.test${path}`);
const post = (path: string, body: unknown) =>
  new Request(`http://app.test${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

const ask = async (guest: Guest) =>
  requestVoucher(sponsor as Parameters<typeof requestVoucher>[0], {
    ...guest,
    entryPoint: config.deployment.entryPoint,
    chainId: config.deployment.chainId,
    gasLimits: config.sponsor,
  });

/** A session's first operation, which sets out and makes a step. */
async function sendFirst(guest: Guest, voucher: VoucherData): Promise<Hex> {
  const { operation, userOpHash } = await prepareOperation({
    chainId: config.deployment.chainId,
    signed: guest,
    signer: guest.key,
    calls: [encodeEmbark(), encodeMove("0x00")].map((data) => ({ to: config.deployment.hourglass, data })),
    nonce: guest.grant.nonceKey << 64n,
    fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
    gasLimits: { callGasLimit: 400_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 200_000n },
    voucher,
    factory: guest.factory,
    enables: true,
    nowSeconds: 0,
  });
  await sendOperation(bundler as Parameters<typeof sendOperation>[0], operation);
  return userOpHash;
}

async function sendRevocation(body: object) {
  const response = await serveRevoke(post("/api/revoke", body));
  return [response.status, await response.json()] as const;
}
const refused = (seen: string) => [403, { error: { data: { part: "relay", seen: expect.stringContaining(seen) } } }];

/** Opens the stream of an account; `until` reads on to the wanted block. */
async function openStream(account: string) {
  const leave = new AbortController();
  const request = new Request(`http://app.test/api/events?account=${account}`, { signal: leave.signal });
  const reader = ((await serveEvents(request)).body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const until = async (isIt: (block: BlockEvent) => boolean): Promise<BlockEvent> => {
    for (;;) {
      // One message is one chunk.
      const { value, done } = await reader.read();
      if (done) throw new Error("The stream ended.");
      const data = /^event: block\nid: .*\ndata: (.*)$/m.exec(decoder.decode(value))?.[1];
      const block = data === undefined ? undefined : blockEvent.parse(JSON.parse(data));
      if (block && isIt(block)) return block;
    }
  };
  return { until, leave: () => leave.abort() };
}

/** Asks again until the answer is as wanted; vitest's own timeout ends it. */
async function until<T>(read: () => Promise<T>, isIt: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isIt(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a session, from grant to end", () => {
  test("is sponsored once, played through the doors, reported by the stream, indexed, and ended by its key", async () => {
    const guest = await createGuest(chain, config);
    const voucher = await ask(guest);
    expect(await ask(guest)).toEqual(voucher);

    const stream = await openStream(guest.account);
    await stream.until(() => true);
    const userOpHash = await sendFirst(guest, voucher);
    const block = await stream.until(({ operations }) => operations.length > 0);
    stream.leave();
    expect(block.operations).toMatchObject([
      { userOpHash, success: true, paymaster: config.deployment.sessionPaymaster },
    ]);
    expect(block.sessions.length).toBeGreaterThan(0);
    expect(block.game.length).toBeGreaterThan(0);

    const account = guest.account.toLowerCase();
    const readMine = async () =>
      playerSchema.parse(await (await servePlayer(get("/api/player"), guest.account)).json());
    const seen = await until(readMine, ({ runs }) => runs.length > 0);
    const page = activitySchema.parse(
      await (await serveActivity(get(`/api/activity?account=${account}&limit=1`))).json(),
    );
    expect(page.activities).toMatchObject([
      { kind: "Moved", account, detail: { expedition: "1", path: "4", tile: "2080" } },
    ]);
    expect(page.next).toBeDefined();
    const older = await serveActivity(get(`/api/activity?account=${account}&before=${page.next}`));
    expect(activitySchema.parse(await older.json()).activities).toMatchObject([
      { kind: "Embarked", detail: { expedition: "1", seed: "7" } },
    ]);
    expect(await database.operation.findUnique({ where: { userOpHash } })).toMatchObject({ account, success: true });

    expect(seen).toMatchObject({ stale: false, account, best: [] });
    expect(seen.runs).toMatchObject([{ number: 1, mode: 1, length: 2, points: 0, state: "running" }]);
    const run = runSchema.parse(await (await serveRun(get("/api/run"), guest.account, "1")).json());
    expect(run.events.map(([, kind]) => kind)).toEqual(["Embarked", "Moved"]);

    const session = sessionIdOf(guest.module, guest.grant);
    const { sessionPaymaster: paymaster } = config.deployment;
    expect(seen.sessions).toMatchObject([{ session, paymaster, operations: 1, failed: 0, actions: 2 }]);
    expect(seen.sessions[0]?.gasCost).toBe(block.operations[0]?.actualGasCost);
    expect(seen.sessions[0]?.endedSeconds).toBeUndefined();
    const revocation = await createRevocation(guest);
    const revoke = () => serveRevoke(post("/api/revoke", revocation));
    expect(await (await revoke()).json()).toMatchObject({ status: "sent" });
    await until(
      () => database.session.findFirst({ where: { session } }),
      (row) => row?.endedBlock != null,
    );
    expect(await (await revoke()).json()).toEqual({ status: "done" });
    expect((await readMine()).sessions[0]?.endedSeconds).toBeGreaterThan(0n);
    await expect(ask(guest)).rejects.toMatchObject({ details: expect.stringContaining("a revoked session") });
  });

  test("is not sponsored when somebody else signed the grant, or it was changed after signing", async () => {
    const [guest, thief] = [await createGuest(chain, config), await createGuest(chain, config)];
    await expect(ask({ ...guest, ownerSignature: thief.ownerSignature })).rejects.toMatchObject({
      details: expect.stringContaining("ownerSignature"),
    });
    await expect(ask({ ...guest, grant: { ...guest.grant, maxActions: 101 } })).rejects.toMatchObject({
      details: expect.stringContaining("ownerSignature"),
    });
    await expect(ask({ ...guest, factory: thief.factory })).rejects.toMatchObject({
      details: expect.stringContaining("account"),
    });
    expect(await database.sponsorVoucher.count({ where: { account: guest.account.toLowerCase() } })).toBe(0);
  });

  test("cannot be ended by somebody else's key, or if it never existed", async () => {
    const [guest, thief] = [await createGuest(chain, config), await createGuest(chain, config)];
    expect(await sendRevocation(await createRevocation({ ...guest, key: thief.key }))).toMatchObject(
      refused("a signature by somebody else"),
    );
    expect(await sendRevocation(await createRevocation(guest))).toMatchObject(refused("never enabled"));
  });

  test.each<[string, (other: Guest) => Partial<SessionProof>]>([
    ["other rules", () => ({ rulesHash: numberToHex(1, { size: 32 }) })],
    ["another paymaster", () => ({ paymaster: numberToHex(1, { size: 20 }) })],
    ["another lane", (other) => ({ nonceKey: other.grant.nonceKey + 1n })],
  ])("is not ended with %s, whoever signs it: that id is no session", async (_, changesOf) => {
    const guest = await createGuest(chain, config);
    await ask(guest);
    const { module, grant, key, account } = guest;
    const right = await createRevocation(guest);
    const wrong = { ...toSessionProof(grant, module.p256Verifier), ...changesOf(guest) };
    const body = { account, ...wrong, nonceKey: numberToHex(wrong.nonceKey) };
    expect(await sendRevocation({ ...body, signature: right.signature })).toMatchObject(
      refused("a signature by somebody else"),
    );
    const typedData = revokeTypedData(module, account, toSessionId(wrong));
    expect(await sendRevocation({ ...body, signature: await key.sign(hashTypedData(typedData)) })).toMatchObject(
      refused("never enabled"),
    );
    expect(await sendRevocation(right)).toMatchObject([200, { status: "sent" }]);
  });

  test("gets another voucher when the sponsor's signer was replaced, and the earlier one is invalid", async () => {
    const guest = await createGuest(chain, config);
    const { deployment } = config;
    const before = await ask(guest);
    const owner = createWalletClient({
      account: privateKeyToAccount(localKeys.deployer),
      ...{ chain: describeChain(stack.env.RPC_URL, 31337), transport: http(stack.env.RPC_URL) },
    });
    const paymaster = { address: deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
    // The same key again counts as another generation.
    const signer = await chain.readContract({ ...paymaster, functionName: "signer" });
    const hash = await owner.writeContract({ ...paymaster, functionName: "setSigner", args: [signer] });
    await chain.waitForTransactionReceipt({ hash });
    const after = await ask(guest);
    expect(after).not.toEqual(before);
    expect(await ask(guest)).toEqual(after);
    const rows = await database.sponsorVoucher.findMany({
      where: { account: guest.account.toLowerCase() },
      orderBy: { generation: "asc" },
    });
    expect(rows.map(({ key }) => key)).toEqual(Array(2).fill(sessionIdOf(guest.module, guest.grant)));
    expect(rows.map(({ paymasterData }) => paymasterData)).toEqual([before.paymasterData, after.paymasterData]);
    expect((rows[1]?.generation ?? 0n) - (rows[0]?.generation ?? 0n)).toBe(1n);
    await expect(sendFirst(guest, before)).rejects.toMatchObject({ entryPointCode: "AA34" });
    const userOpHash = await sendFirst(guest, after);
    await until(
      () => database.operation.findUnique({ where: { userOpHash } }),
      (row) => row?.success === true,
    );
  });

  test("sends simultaneous revocations, each with its own nonce", async () => {
    const guests = await Promise.all(Array.from({ length: 6 }, () => createGuest(chain, config)));
    await Promise.all(guests.map(ask));
    const answers = await Promise.all(
      guests.map(async (guest) => (await serveRevoke(post("/api/revoke", await createRevocation(guest)))).json()),
    );
    const hashes = answers.map((answer) => (answer as { transactionHash: `0x${string}` }).transactionHash);
    const receipts = await Promise.all(hashes.map((hash) => chain.waitForTransactionReceipt({ hash })));
    expect(receipts.every(({ status }) => status === "success")).toBe(true);
  });
});

describe("the boards of the day and of the week", () => {
  const readDay = async (query: string) =>
    boardSchema.parse(await (await serveDay(get(`/api/boards/today?length=2${query}`))).json());

  test("list daily expeditions with the chain's points, page by page, and everybody's own place", async () => {
    const createPlayer = () => createTestPlayer(chain, stack.env.RPC_URL, config.deployment.hourglass);
    const [near, far] = [await createPlayer(), await createPlayer()];
    // The stack's keeper draws the island of the day.
    const day = { abi: hourglassAbi, address: config.deployment.hourglass, functionName: "readDay" } as const;
    await until(
      async () => chain.readContract({ ...day, args: [(await chain.getBlock()).timestamp / 86_400n] }),
      ({ drawn }) => drawn,
    );
    for (const player of [near, far]) await player.embark({ mode: 0, of: 0 });
    await far.explore();
    await far.finish();
    const board = await until(
      () => readDay(""),
      ({ players }) => players.length === 2 && players[0]?.points === 6,
    );
    expect(board.stale).toBe(false);
    const { timestamp } = await chain.getBlock();
    const { beginSeconds = 0n, endSeconds = 0n } = board;
    expect(beginSeconds <= timestamp && timestamp < endSeconds).toBe(true);
    expect(board.players).toEqual([
      { rank: 1, account: far.account, number: 1, points: 6, result: 0 },
      { rank: 2, account: near.account, number: 1, points: 0, result: 0 },
    ]);
    const first = await readDay(`&limit=1&account=${near.account}`);
    expect(first.players).toMatchObject([{ account: far.account }]);
    expect(first.own).toEqual(board.players[1]);
    const second = await readDay(`&limit=1&after=${first.next}`);
    expect(second.players).toEqual([board.players[1]]);
    expect(second.next).toBeUndefined();
    expect(await readDay("&day=7")).toMatchObject({ players: [], beginSeconds: 604_800n });
    const week = boardSchema.parse(await (await serveWeekBoard(get("/api/boards/week?length=2"))).json());
    expect(week.players).toEqual(board.players);
    const page = playerSchema.parse(await (await servePlayer(get("/api/player"), far.account)).json());
    expect(page.best).toMatchObject([{ number: 1, mode: 0, length: 2, points: 6, state: "home" }]);
  });

  test("say what they cannot read", async () => {
    const response = await serveWeekBoard(get("/api/boards/week?week=2025-W53"));
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain("not every year has a 53rd");
  });
});

describe("the description of the API", () => {
  /** Parses an answer with the schema that the description gives for its route. */
  async function check(path: string, method: "get" | "post", response: Response): Promise<void> {
    const document = createOpenApi() as unknown as {
      paths: Record<
        string,
        Record<string, { responses: Record<number, { content: Record<string, { schema: object }> }> }>
      >;
      components: { schemas: Record<string, object> };
    };
    const answer = document.paths[path]?.[method]?.responses[response.status]?.content["application/json"]?.schema;
    const schema = answer && "$ref" in answer ? document.components.schemas.Error : answer;
    if (!schema) throw new Error(`${method} ${path} says nothing of ${response.status}.`);
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(await response.json());
    expect(read.error, `${method} ${path} ${response.status}`).toBeUndefined();
  }
  const call = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };

  test("matches the routes' answers, success and error", async () => {
    const guest = await createGuest(chain, config);
    await check("/api/activity", "get", await serveActivity(get("/api/activity")));
    await check("/api/activity", "get", await serveActivity(get("/api/activity?before=x")));
    await check("/api/boards/league", "get", await serveLeague(get(`/api/boards/league?account=${guest.account}`)));
    await check("/api/boards/league", "get", await serveLeague(get("/api/boards/league?week=2025-W53")));
    await check("/api/boards/room/{room}", "get", await serveRoom(get("/api/boards/room"), "7"));
    await check("/api/boards/room/{room}", "get", await serveRoom(get("/api/boards/room"), "x"));
    await check("/api/boards/today", "get", await serveDay(get("/api/boards/today?limit=5")));
    await check("/api/boards/today", "get", await serveDay(get("/api/boards/today?length=4")));
    await check("/api/boards/week", "get", await serveWeekBoard(get(`/api/boards/week?account=${guest.account}`)));
    await check("/api/boards/week", "get", await serveWeekBoard(get("/api/boards/week?limit=x")));
    await check("/api/bundler", "post", await serveBundler(post("/api/bundler", call)));
    await check("/api/config", "get", await serveConfig());
    await check("/api/events", "get", await serveEvents(get("/api/events?account=x")));
    await check("/api/health", "get", await serveHealth(get("/api/health")));
    await check("/api/metrics", "get", await serveMetrics(get("/api/metrics")));
    await check("/api/openapi.json", "get", await serveOpenApi(get("/api/openapi.json")));
    const [first] = await database.run.findMany({ take: 1 });
    const played = first?.account ?? "";
    await check("/api/player/{account}", "get", await servePlayer(get("/"), played));
    await check("/api/player/{account}", "get", await servePlayer(get("/"), guest.account));
    await check("/api/player/{account}", "get", await servePlayer(get("/"), "0x12"));
    await check("/api/revoke", "post", await serveRevoke(post("/api/revoke", {})));
    await check("/api/rpc", "post", await serveChain(post("/api/rpc", [call, { ...call, method: "anvil_mine" }])));
    await check("/api/rpc", "post", await serveChain(new Request("http://app.test/", { method: "POST" })));
    await check("/api/run/{account}/{number}", "get", await serveRun(get("/api/run"), played, "1"));
    await check("/api/run/{account}/{number}", "get", await serveRun(get("/api/run"), played, "99"));
    await check("/api/sponsor", "post", await serveSponsor(post("/api/sponsor", call)));
  });
});

describe("metrics", () => {
  test("count requests at the doors, and include the health report", async () => {
    const headers = { authorization: `Bearer ${stack.env.METRICS_TOKEN}` };
    const readAll = async () =>
      (await serveMetrics(new Request("http://app.test/api/metrics", { headers }))).text().then((text) => ({
        text,
        read: (series: string) =>
          Number(
            text
              .split("\n")
              .find((line) => line.startsWith(`${series} `))
              ?.split(" ")[1] ?? 0,
          ),
      }));
    const before = await readAll();
    await serveDay(get("/api/boards/today"));
    await serveDay(get("/api/boards/today?limit=x"));
    const { text, read } = await readAll();
    const more = (series: string) => read(series) - before.read(series);
    expect(more('hourglass_requests_total{door="boards",outcome="ok"}')).toBe(1);
    expect(more('hourglass_requests_total{door="boards",outcome="refused"}')).toBe(1);
    expect(more('hourglass_request_seconds_count{door="boards"}')).toBe(2);
    expect(read("hourglass_vouchers_given_total")).toBeGreaterThanOrEqual(2);
    expect(read('hourglass_vouchers_refused_total{reason="ownerSignature"}')).toBeGreaterThanOrEqual(2);
    expect(read('hourglass_revocations_total{outcome="sent"}')).toBeGreaterThanOrEqual(1);
    expect(read('hourglass_part_up{part="indexer"}')).toBe(1);
    expect(read("hourglass_chain_head_block")).toBeGreaterThan(0);
    expect(read("hourglass_sponsor_deposit_wei")).toBeGreaterThan(1e18);
    expect(read("hourglass_indexer_lag_blocks")).toBeLessThan(40);
    expect(text).not.toMatch(/0x[0-9a-f]{40}/i);
  });
});

describe("the doors to chain and bundler", () => {
  const call = (method: string, params: unknown[] = []) => ({ jsonrpc: "2.0", id: 1, method, params });

  test("accept what is allowed", async () => {
    expect(await (await serveChain(post("/api/rpc", call("eth_chainId")))).json()).toMatchObject({ result: "0x7a69" });
    const both = await serveBundler(post("/api/bundler", [call("eth_chainId"), call("eth_supportedEntryPoints")]));
    expect(await both.json()).toMatchObject([{ result: "0x7a69" }, { result: [expect.any(String)] }]);
  });

  test("refuse another EntryPoint, and what is not on the list", async () => {
    const wrong = call("eth_sendUserOperation", [{}, numberToHex(1, { size: 20 })]);
    expect(await (await serveBundler(post("/api/bundler", wrong))).json()).toMatchObject({ error: { code: -32602 } });
    const mine = await serveChain(post("/api/rpc", call("anvil_mine")));
    expect(await mine.json()).toMatchObject({ error: { code: -32601 } });
  });
});

describe("when a part is down", () => {
  const readHealth = async () => {
    const response = await serveHealth(get("/api/health"));
    return { http: response.status, ...healthSchema.parse(await response.json()) };
  };

  test("all are up before", async () => {
    const seen = await until(readHealth, ({ status }) => status === "up");
    expect(seen.http).toBe(200);
    expect(BigInt(seen.parts.sponsor.depositWei ?? 0)).toBeGreaterThan(0n);
  });

  test("the bundler: the door names it, health says degraded, everything else works", async () => {
    await stack.bundler.stop();
    const answer = await serveBundler(post("/api/bundler", { jsonrpc: "2.0", id: 1, method: "eth_chainId" }));
    expect(await answer.json()).toMatchObject({ id: 1, error: { code: -32001, data: { part: "bundler" } } });
    expect(await readHealth()).toMatchObject({ http: 200, status: "degraded", parts: { bundler: { status: "down" } } });
    await stack.bundler.start();
    expect(await readHealth()).toMatchObject({ status: "up" });
  });

  test("the database: no voucher and no board, with errors that say so; everything recovers with it, including the indexer", async () => {
    const guest = await createGuest(chain, config);
    await stack.database?.stop();
    await expect(ask(guest)).rejects.toThrow();
    const board = await serveDay(get("/api/boards/today"));
    expect(board.status).toBe(503);
    expect(await board.json()).toMatchObject({ error: { data: { part: "database" } } });
    expect(await readHealth()).toMatchObject({
      http: 200,
      status: "degraded",
      parts: { database: { status: "down" } },
    });
    await stack.database?.start();
    await ask(guest);
    const back = await until(
      readHealth,
      ({ parts }) => parts.indexer.status === "up" && (parts.indexer.lagBlocks ?? 99) < 5,
    );
    expect(back.status).toBe("up");
  });

  test("the chain: config and health say so", async () => {
    await stack.chain.stop();
    const response = await serveConfig();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: { data: { part: "rpc" } } });
    expect(await readHealth()).toMatchObject({ http: 503, status: "down", parts: { rpc: { status: "down" } } });
    await stack.chain.start();
    expect(configSchema.parse(await (await serveConfig()).json()).worldId).toBe(config.worldId);
  });
});
