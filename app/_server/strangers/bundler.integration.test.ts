import { numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { serveBundler } from "../rpc/bundlerDoor";
import { accountCode, createStrangeOperation } from "../testAttacker";
import { measure, passBlocks, payers, post, type Strangers, startStrangers } from "../testStrangers";

vi.setConfig({ testTimeout: 120_000 });

let world: Strangers;
beforeAll(async () => {
  world = await startStrangers();
}, 400_000);
afterAll(() => world.stop(), 60_000);

const sendOperation = async (operation: object) => {
  const params = [operation, world.config.deployment.entryPoint];
  const call = { jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params };
  return (await (await serveBundler(post("/api/bundler", call))).json()) as { result?: string; error?: object };
};

describe("the bundler pays for no stranger", () => {
  test("operations without a fee, from unknown accounts, cost the executor nothing", async () => {
    const account = await world.attacker.deploy(accountCode.burner);
    const lost = await measure(world.chain, "executor", "4 operations without a fee", async () => {
      for (let lane = 0n; lane < 4n; lane++) {
        const gas = { callGasLimit: numberToHex(7_000_000n), nonce: numberToHex(lane << 64n) };
        await sendOperation(createStrangeOperation(account, gas));
        await passBlocks(world.chain, 4n);
      }
    });
    expect(lost).toBe(0n);
  });

  test("an account that is valid in simulation and invalid on chain costs nothing, and honest players continue", async () => {
    const account = await world.attacker.deploy(accountCode.turncoat);
    await world.attacker.fund(account);
    const fees = { maxFeePerGas: numberToHex(4_000_000_000n), maxPriorityFeePerGas: numberToHex(1_000_000_000n) };
    let actions = 0;
    const lost = await measure(world.chain, "executor", "a turncoat, 60 blocks", async () => {
      const gas = { verificationGasLimit: numberToHex(2_000_000n) };
      await sendOperation(createStrangeOperation(account, { ...fees, ...gas }));
      const before = world.walker.confirmedActions();
      world.walker.act();
      await passBlocks(world.chain, 60n);
      actions = world.walker.confirmedActions() - before;
    });
    expect(actions).toBe(1);
    expect(lost).toBeLessThanOrEqual(0n);
  });
});

describe("the bundler itself, for anybody who reaches its port", () => {
  const sendPast = async (operation: object) => {
    const params = [operation, world.config.deployment.entryPoint];
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params });
    const headers = { "content-type": "application/json" };
    return (await fetch(world.stack.env.BUNDLER_URL, { method: "POST", headers, body })).json() as Promise<object>;
  };

  test("accepts nothing without a fee", async () => {
    const account = await world.attacker.deploy(accountCode.burner);
    const lost = await measure(world.chain, "executor", "past the door, an operation without a fee", async () => {
      expect(await sendPast(createStrangeOperation(account))).toMatchObject({
        error: { message: expect.stringContaining("maxFeePerGas must be at least") },
      });
      await passBlocks(world.chain, 4n);
    });
    expect(lost).toBe(0n);
  });

  test("sends an operation that reverts on chain a few times, but not for ever", async () => {
    const account = await world.attacker.deploy(accountCode.turncoat);
    await world.attacker.fund(account);
    const fees = { maxFeePerGas: numberToHex(4_000_000_000n), maxPriorityFeePerGas: numberToHex(4_000_000_000n) };
    const counts = () =>
      Promise.all(payers.executor.map((address) => world.chain.getTransactionCount({ address }))).then((each) =>
        each.reduce((sum, count) => sum + count, 0),
      );
    const before = await counts();
    const gas = { verificationGasLimit: numberToHex(2_000_000n) };
    const lost = await measure(world.chain, "executor", "past the door, a turncoat, 60 blocks", async () => {
      expect(await sendPast(createStrangeOperation(account, { ...fees, ...gas }))).toMatchObject({
        result: expect.any(String),
      });
      await passBlocks(world.chain, 60n);
    });
    const sent = (await counts()) - before;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(4);
    expect(lost).toBeLessThan(60_000_000_000_000_000n);
  });
});
