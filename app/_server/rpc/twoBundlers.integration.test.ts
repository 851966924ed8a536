import { http, type PublicClient } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type Config, config as configSchema } from "@/app/_api/config";
import { health as healthSchema } from "@/app/_api/health";
import { stubTestEnv } from "@/app/_env/testEnv";
import { countActions } from "@/scripts/load/readFacts";
import { createWalker, type Walker } from "@/scripts/load/walker";
import { killGroup } from "@/scripts/stack/child";
import type { Stack } from "@/scripts/stack/stack";
import { createChainClient } from "../chain";
import { serveConfig } from "../config";
import { serveHealth } from "../health/serve";
import { serveSponsor } from "../sponsor/serve";
import { startTestStack, toTransport } from "../testWorld";
import { serveBundler } from "./bundlerDoor";

// A failed bundler rests before it serves again.
vi.setConfig({ testTimeout: 90_000 });

let stack: Stack;
let dispose: () => Promise<void>;
let chain: PublicClient;
let config: Config;
let walker: Walker;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack({ spareBundler: true }));
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  config = configSchema.parse(await (await serveConfig()).json());
  walker = await createWalker({
    chain,
    config,
    // Uses the chain directly instead of its door: this tests the bundlers' door.
    doors: { rpc: http(stack.env.RPC_URL), bundler: toTransport(serveBundler), sponsor: toTransport(serveSponsor) },
  });
}, 400_000);

afterAll(async () => {
  await walker.stop();
  await dispose();
}, 60_000);

const actionsOnChain = () => countActions(chain, config, walker.account);

const settle = (actions: number) =>
  vi.waitUntil(() => walker.confirmedActions() >= actions, { timeout: 50_000, interval: 20 });

const ask = async (method: string, params: unknown[]) => {
  const request = new Request("http://app.test/api/bundler", {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    headers: { "content-type": "application/json" },
  });
  return (await serveBundler(request)).json() as Promise<{ result?: unknown }>;
};

const readBundlerHealth = async () =>
  healthSchema.parse(await (await serveHealth(new Request("http://app.test/api/health"))).json()).parts.bundler;

describe("with two bundlers", () => {
  test("the first one serves, and health says so", async () => {
    walker.act();
    await settle(1);
    expect(await readBundlerHealth()).toMatchObject({ status: "up", serving: 1, total: 2 });
  });

  test("the first one is killed with an operation in flight: everything played is on chain, exactly once", async () => {
    const before = walker.confirmedActions();
    for (let n = 0; n < 5; n++) walker.act();
    // It said that it has the operation; now nobody has it.
    await vi.waitUntil(() => walker.isPending(), { interval: 1 });
    killGroup(stack.bundler.pid() ?? 0);
    for (let n = 0; n < 5; n++) walker.act();
    await settle(before + 10);
    expect(await actionsOnChain()).toBe(before + 10);
    expect(walker.report().deeds.filter(({ fate }) => fate !== "confirmed")).toEqual([]);
    expect(await readBundlerHealth()).toMatchObject({
      status: "up",
      serving: 2,
      note: "bundler 1 of 2 does not answer",
    });
  });

  test("an operation sent to one is also found while the other serves", async () => {
    const [hash] = walker.report().confirmed;
    expect((await ask("eth_getUserOperationReceipt", [hash])).result).toMatchObject({ success: true });
    expect((await ask("eth_getUserOperationByHash", [hash])).result).toMatchObject({ userOperation: {} });
  });

  test("one that hangs counts as down", async () => {
    // Paused, not ended: the port accepts connections, and nobody answers.
    await stack.bundler.stop();
    await stack.bundler.start();
    await vi.waitUntil(async () => (await readBundlerHealth()).serving === 1, { timeout: 40_000, interval: 200 });
    const pid = stack.bundler.pid() ?? 0;
    process.kill(pid, "SIGSTOP");
    try {
      const before = walker.confirmedActions();
      for (let n = 0; n < 4; n++) walker.act();
      await settle(before + 4);
      expect(await actionsOnChain()).toBe(before + 4);
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });

  test("the first one serves again when it is back, and what it accepted before counts once", async () => {
    await vi.waitUntil(async () => (await readBundlerHealth()).serving === 1, { timeout: 40_000, interval: 200 });
    const before = walker.confirmedActions();
    for (let n = 0; n < 3; n++) {
      walker.act();
      await settle(before + n + 1);
    }
    expect(await actionsOnChain()).toBe(before + 3);
  });
});
