import pg from "pg";
import type { PublicClient } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type Config, config as configSchema } from "@/app/_api/config";
import { health as healthSchema } from "@/app/_api/health";
import { stubTestEnv } from "@/app/_env/testEnv";
import { countActions } from "@/scripts/load/readFacts";
import { createWalker, type Walker } from "@/scripts/load/walker";
import type { Stack } from "@/scripts/stack/stack";
import { createChainClient } from "./chain";
import { serveConfig } from "./config";
import { serveHealth } from "./health/serve";
import { serveBundler } from "./rpc/bundlerDoor";
import { serveChain } from "./rpc/chainDoor";
import { serveSponsor } from "./sponsor/serve";
import { startTestStack, toTransport } from "./testWorld";

// Slow, not down: connections are accepted, and nobody answers. Each wait here is one of the server's own timeouts.
vi.setConfig({ testTimeout: 90_000 });

let stack: Stack;
let dispose: () => Promise<void>;
let chain: PublicClient;
let config: Config;
let walker: Walker;

const ashore = () =>
  createWalker({
    ...{ chain, config },
    doors: { rpc: toTransport(serveChain), bundler: toTransport(serveBundler), sponsor: toTransport(serveSponsor) },
  });

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  config = configSchema.parse(await (await serveConfig()).json());
  walker = await ashore();
  walker.act();
  await settle(walker, 1);
}, 400_000);

afterAll(async () => {
  await walker.stop();
  await dispose();
}, 60_000);

const settle = (who: Walker, actions: number) =>
  vi.waitUntil(() => who.confirmedActions() >= actions, { timeout: 60_000, interval: 20 });

const readHealth = async () =>
  healthSchema.parse(await (await serveHealth(new Request("http://app.test/api/health"))).json());

describe("the database is slow", () => {
  let holder: pg.Client;
  beforeAll(async () => {
    holder = new pg.Client({ connectionString: stack.env.DATABASE_URL });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE "sponsor_voucher" IN ACCESS EXCLUSIVE MODE');
  });
  afterAll(() => holder.end());

  test("current players continue, the sponsor names the part it waits for, and a new player can start afterwards", async () => {
    const newcomer = await ashore();
    newcomer.act();
    await vi.waitUntil(() => newcomer.down() === "sponsor" || newcomer.down() === "database", { timeout: 30_000 });
    const before = walker.confirmedActions();
    walker.act();
    await settle(walker, before + 1);
    expect(newcomer.confirmedActions()).toBe(0);
    await holder.query("ROLLBACK");
    await settle(newcomer, 1);
    await newcomer.stop();
  });
});

describe("the chain is slow", () => {
  test("the door and health report it, and what is played meanwhile is kept and counts once", async () => {
    const pid = stack.chain.pid() ?? 0;
    const before = walker.confirmedActions();
    process.kill(pid, "SIGSTOP");
    try {
      for (let n = 0; n < 3; n++) walker.act();
      const call = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber" };
      const request = new Request("http://app.test/api/rpc", {
        method: "POST",
        body: JSON.stringify(call),
        headers: { "content-type": "application/json" },
      });
      const [answer, health] = await Promise.all([serveChain(request), readHealth()]);
      expect(await answer.json()).toMatchObject({ error: { code: -32001, data: { part: "rpc" } } });
      expect(health).toMatchObject({ status: "down", parts: { rpc: { status: "down" } } });
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await settle(walker, before + 3);
    expect(walker.report().deeds.every(({ fate }) => fate === "confirmed")).toBe(true);
    expect(await countActions(chain, config, walker.account)).toBe(before + 3);
  });
});
