import { type Address, createTestClient, http, numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { health as healthSchema } from "@/app/_api/health";
import { serveHealth } from "../health/serve";
import { serveChain } from "../rpc/chainDoor";
import { post, type Strangers, startStrangers } from "../testStrangers";

vi.setConfig({ testTimeout: 60_000 });

let world: Strangers;
beforeAll(async () => {
  // Two seconds, so that a test does not wait for ten.
  world = await startStrangers({ CHAIN_STALE_SECONDS: "2" });
}, 400_000);
afterAll(() => world.stop(), 60_000);

type Answer = { result?: string; error?: { code: number; message: string } };

const call = (method: string, ...params: unknown[]) => ({ jsonrpc: "2.0", id: 1, method, params });
const ask = async (body: object, from?: string) =>
  (await (await serveChain(post("/api/rpc", body, from))).json()) as Answer & Answer[];
const readHealth = async () => {
  const response = await serveHealth(new Request("http://app.test/api/health"));
  return { http: response.status, ...healthSchema.parse(await response.json()) };
};
const endless = "0x5b600056";
/** PUSH3 size PUSH0 RETURN */
const returning = (bytes: number) => `0x62${numberToHex(bytes, { size: 3 }).slice(2)}5ff3` as const;

describe("what strangers request from the chain", () => {
  test("code without a target, endless gas and overrides do not reach it", async () => {
    for (const method of ["eth_call", "eth_estimateGas"]) {
      for (const params of [
        [{ data: endless, gas: "0xffffffffffffffff" }],
        [{ data: endless }],
        [{ to: world.config.deployment.hourglass, gas: "0xffffffffffffffff" }],
        [
          { to: world.config.deployment.hourglass },
          "latest",
          { [world.config.deployment.hourglass]: { code: endless } },
        ],
      ]) {
        expect((await ask(call(method, ...params))).error?.code, JSON.stringify(params)).toBe(-32602);
      }
    }
  });

  test("nothing is traced but what EntryPoint ran in a block, and nothing by tracers of the caller", async () => {
    const { entryPoint, hourglass } = world.config.deployment;
    const send = async (to: Address, value: bigint) => {
      const hash = await world.attacker.wallet.sendTransaction({ to, value, data: "0x", gas: 200_000n });
      await world.chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
      return hash;
    };
    const trace = (hash: string) => ask(call("trace_transaction", hash));
    // A deposit for the sender: EntryPoint takes it without a function.
    const own = await send(entryPoint, 1n);
    expect((await trace(own)).result).toMatchObject([{ action: { to: entryPoint.toLowerCase() }, traceAddress: [] }]);
    const steps = await ask(call("debug_traceTransaction", own, { tracer: "callTracer" }));
    expect(steps.error?.code, "anvil stands still if asked for it while a block is mined").toBe(-32601);
    for (const hash of [`0x${"ab".repeat(32)}`, await send(hourglass, 0n)]) {
      const { error } = await trace(hash);
      expect(error).toMatchObject({ code: -32602, message: expect.stringContaining("allowed: one to EntryPoint") });
    }
  });

  test("a batch of endless loops runs out of gas, and the chain continues", async () => {
    const to = await world.attacker.deploy(endless);
    const before = await world.chain.getBlockNumber();
    const answers = await ask(Array.from({ length: 40 }, () => call("eth_call", { to })));
    expect(answers).toHaveLength(40);
    for (const { error } of answers) expect(error?.message).toMatch(/OutOfGas|out of gas/i);
    await vi.waitUntil(async () => (await world.chain.getBlockNumber()) > before + 4n, { timeout: 10_000 });
    expect(await readHealth()).toMatchObject({ parts: { rpc: { status: "up" } } });
  });

  test("no answer is larger than a megabyte, and neither is the whole answer to a batch", async () => {
    const to: Record<number, Address> = {};
    for (const size of [1_000, 100_000, 1_000_000]) to[size] = await world.attacker.deploy(returning(size));
    expect((await ask(call("eth_call", { to: to[1_000] }), "10.6.0.1")).result).toHaveLength(2 + 2_000);
    expect((await ask(call("eth_call", { to: to[1_000_000] }), "10.6.0.2")).error?.code).toBe(-32011);
    const batch = Array.from({ length: 30 }, () => call("eth_call", { to: to[100_000] }));
    const response = await serveChain(post("/api/rpc", batch, "10.6.0.3"));
    const text = await response.text();
    expect(text.length).toBeLessThan(1_020_000);
    const answers = JSON.parse(text) as Answer[];
    expect(answers.filter(({ result }) => result !== undefined).length).toBeGreaterThan(0);
    expect(answers.filter(({ error }) => error?.code === -32011).length).toBeGreaterThan(20);
  });

  test("an expensive request counts more than a look-up", async () => {
    const to = world.config.deployment.hourglass;
    const countOf = async (method: string, from: string, ...params: unknown[]) => {
      for (let passed = 0; ; passed += 20) {
        const answers = await ask(
          Array.from({ length: 20 }, () => call(method, ...params)),
          from,
        );
        const list = Array.isArray(answers) ? answers : [answers];
        if (list.some(({ error }) => error?.code === -32005)) return passed;
      }
    };
    const looked = await countOf("eth_chainId", "10.6.1.1");
    const called = await countOf("eth_call", "10.6.1.2", { to, data: "0x" });
    const estimated = await countOf("eth_estimateGas", "10.6.1.3", { to, data: "0x" });
    expect(looked).toBeGreaterThan(called);
    expect(called).toBeGreaterThan(estimated);
  });
});

test("a chain with an old head is down, although its node answers", async () => {
  const anvil = createTestClient({ mode: "anvil", transport: http(world.stack.env.RPC_URL) });
  expect(await readHealth()).toMatchObject({ http: 200, parts: { rpc: { status: "up" } } });
  await anvil.setIntervalMining({ interval: 0 });
  const down = await vi.waitUntil(
    async () => {
      const seen = await readHealth();
      return seen.status === "down" && seen;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(down).toMatchObject({
    http: 503,
    parts: { rpc: { note: expect.stringMatching(/^no new block for \d+ s$/) } },
  });
  expect(down.parts.rpc.blockNumber).toBeGreaterThan(0);
  await anvil.setIntervalMining({ interval: 1 });
  await vi.waitUntil(async () => (await readHealth()).http === 200, { timeout: 20_000, interval: 100 });
});
