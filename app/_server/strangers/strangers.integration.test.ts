// What strangers at the doors can cost those who pay: executors, relayer, sponsor. Each attack prints the balance before
// and after it: `npx vitest run --project integration app/_server/strangers`.
import { type Address, createClient, encodeFunctionData, formatEther, numberToHex, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type Config, config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createWalker, type Walker } from "@/scripts/load/walker";
import { addressOf, localKeys } from "@/scripts/stack/keys";
import type { Stack } from "@/scripts/stack/stack";
import { encodeCalls } from "@/session/calls";
import { sessionValidatorAbi } from "@/session/generated/abis";
import type { sendOperation as sendByKit } from "@/session/operation";
import { sendOwnerOperation } from "@/session/ownerOperation";
import { readGrantEpoch } from "@/session/readChain";
import { revokeBySessionKey } from "@/session/revoke";
import { requestVoucher } from "@/session/voucher";
import { createChainClient } from "../chain";
import { serveConfig } from "../config";
import { serveRevoke } from "../relay/serve";
import { serveBundler } from "../rpc/bundlerDoor";
import { serveChain } from "../rpc/chainDoor";
import { serveSponsor } from "../sponsor/serve";
import { accountCode, createAttacker, createStrangeOperation } from "../testAttacker";
import { createGuest, startTestStack, toTransport } from "../testWorld";

vi.setConfig({ testTimeout: 120_000 });

let stack: Stack;
let dispose: () => Promise<void>;
let chain: PublicClient;
let config: Config;
let attacker: ReturnType<typeof createAttacker>;
let walker: Walker;

const payers = {
  executor: [...localKeys.bundlerExecutors, localKeys.bundlerUtility].map(addressOf),
  relayer: [addressOf(localKeys.relayer)],
};

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  config = configSchema.parse(await (await serveConfig()).json());
  attacker = createAttacker(chain, stack.env.RPC_URL);
  walker = await createWalker({
    ...{ chain, config },
    doors: { rpc: toTransport(serveChain), bundler: toTransport(serveBundler), sponsor: toTransport(serveSponsor) },
  });
}, 400_000);

afterAll(async () => {
  await walker?.stop();
  await dispose();
}, 60_000);

const post = (path: string, body: unknown, from = "127.0.0.1") =>
  new Request(`http://app.test${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-forwarded-for": from },
  });

type KitClient = Parameters<typeof sendByKit>[0];
const client = (serve: (request: Request) => Promise<Response>) =>
  createClient({ transport: toTransport(serve) }) as unknown as KitClient;

const readBalance = async (who: readonly Address[]) =>
  (await Promise.all(who.map((address) => chain.getBalance({ address })))).reduce((sum, wei) => sum + wei, 0n);

/** What an attack costs the one who pays, in wei; printed for the record. */
async function measure(attack: string, payer: keyof typeof payers, run: () => Promise<unknown>): Promise<bigint> {
  const before = await readBalance(payers[payer]);
  await run();
  const after = await readBalance(payers[payer]);
  const [was, is, lost] = [before, after, before - after].map((wei) => formatEther(wei));
  console.log(`${payer}, ${attack}: ${was} ETH before, ${is} after, lost ${lost}`);
  return before - after;
}

/** Blocks are the clock here: so many of them is time enough for whatever was accepted. */
async function passBlocks(count: bigint): Promise<void> {
  const from = await chain.getBlockNumber();
  await vi.waitUntil(async () => (await chain.getBlockNumber()) >= from + count, { timeout: 100_000, interval: 100 });
}

const sendOperation = async (operation: object) => {
  const params = [operation, config.deployment.entryPoint];
  const call = { jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params };
  return (await (await serveBundler(post("/api/bundler", call))).json()) as { result?: string; error?: object };
};

describe("the bundler pays for no stranger", () => {
  test("operations without a fee, of accounts that nobody here made, cost the executor nothing", async () => {
    const account = await attacker.deploy(accountCode.burner);
    const lost = await measure("4 operations without a fee", "executor", async () => {
      for (let lane = 0n; lane < 4n; lane++) {
        const gas = { callGasLimit: numberToHex(7_000_000n), nonce: numberToHex(lane << 64n) };
        await sendOperation(createStrangeOperation(account, gas));
        await passBlocks(4n);
      }
    });
    expect(lost).toBe(0n);
  });

  test("an account that is valid in simulation and not on chain costs nothing, and honest players play on", async () => {
    const account = await attacker.deploy(accountCode.turncoat);
    await attacker.fund(account);
    const fees = { maxFeePerGas: numberToHex(4_000_000_000n), maxPriorityFeePerGas: numberToHex(1_000_000_000n) };
    let steps = 0;
    const lost = await measure("a turncoat, 100 blocks", "executor", async () => {
      const gas = { verificationGasLimit: numberToHex(2_000_000n) };
      await sendOperation(createStrangeOperation(account, { ...fees, ...gas }));
      const before = walker.confirmedSteps();
      walker.step();
      await passBlocks(100n);
      steps = walker.confirmedSteps() - before;
    });
    expect(steps).toBe(1);
    expect(lost).toBeLessThanOrEqual(0n);
  });
});

describe("the bundler itself, for whoever reaches its port", () => {
  const sendPast = async (operation: object) => {
    const params = [operation, config.deployment.entryPoint];
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params });
    const headers = { "content-type": "application/json" };
    return (await fetch(stack.env.BUNDLER_URL, { method: "POST", headers, body })).json() as Promise<object>;
  };

  test("takes nothing without a fee", async () => {
    const account = await attacker.deploy(accountCode.burner);
    const lost = await measure("past the door, an operation without a fee", "executor", async () => {
      expect(await sendPast(createStrangeOperation(account))).toMatchObject({
        error: { message: expect.stringContaining("maxFeePerGas must be at least") },
      });
      await passBlocks(4n);
    });
    expect(lost).toBe(0n);
  });

  test("sends what reverts on chain a few times, and not for ever", async () => {
    const account = await attacker.deploy(accountCode.turncoat);
    await attacker.fund(account);
    const fees = { maxFeePerGas: numberToHex(4_000_000_000n), maxPriorityFeePerGas: numberToHex(4_000_000_000n) };
    const counts = () =>
      Promise.all(payers.executor.map((address) => chain.getTransactionCount({ address }))).then((each) =>
        each.reduce((sum, count) => sum + count, 0),
      );
    const before = await counts();
    const gas = { verificationGasLimit: numberToHex(2_000_000n) };
    const lost = await measure("past the door, a turncoat, 60 blocks", "executor", async () => {
      expect(await sendPast(createStrangeOperation(account, { ...fees, ...gas }))).toMatchObject({
        result: expect.any(String),
      });
      await passBlocks(60n);
    });
    const sent = (await counts()) - before;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(4);
    expect(lost).toBeLessThan(60_000_000_000_000_000n);
  });
});

describe("the relayer pays once, and no more than its budgets", () => {
  const revocationOf = async (guest: Awaited<ReturnType<typeof createGuest>>) => {
    const { sessionKey, signature } = await revokeBySessionKey(guest.module, guest.account, guest.key);
    return { account: guest.account, sessionKey, signature };
  };
  const askVoucher = (guest: Awaited<ReturnType<typeof createGuest>>) =>
    requestVoucher(createClient({ transport: toTransport(serveSponsor) }) as Parameters<typeof requestVoucher>[0], {
      ...guest,
      entryPoint: config.deployment.entryPoint,
      chainId: config.deployment.chainId,
      gasLimits: config.sponsor,
    });

  test("thirty copies of one revocation are one transaction", async () => {
    const guest = await createGuest(chain, config);
    await askVoucher(guest);
    const body = await revocationOf(guest);
    const address = payers.relayer[0] as Address;
    const before = await chain.getTransactionCount({ address });
    await measure("30 copies of one revocation", "relayer", async () => {
      await Promise.all(Array.from({ length: 30 }, () => serveRevoke(post("/api/revoke", body))));
      await passBlocks(3n);
    });
    expect((await chain.getTransactionCount({ address })) - before).toBe(1);
  });

  test("accounts that were made up for it meet the budget of their range of addresses", async () => {
    const guests = await Promise.all(Array.from({ length: 60 }, () => createGuest(chain, config)));
    const statuses: number[] = [];
    await measure("60 accounts that were made up", "relayer", async () => {
      for (const [index, guest] of guests.entries()) {
        await askVoucher(guest);
        const response = await serveRevoke(post("/api/revoke", await revocationOf(guest), `10.9.8.${index}`));
        statuses.push(response.status);
      }
      await passBlocks(3n);
    });
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(20);
    expect(statuses).toContain(429);
  });
});

describe("strangers use up nobody's day", () => {
  test("after 60 requests in its name, an account's owner still ends all of its sessions", async () => {
    const { guest } = walker;
    if (walker.confirmedSteps() === 0) walker.step();
    await vi.waitUntil(() => walker.confirmedSteps() > 0, { timeout: 60_000, interval: 50 });
    const { entryPoint, sessionPaymaster, sessionValidator, chainId } = config.deployment;
    const readDeposit = () =>
      chain.readContract({
        abi: entryPoint08Abi,
        address: entryPoint,
        functionName: "balanceOf",
        args: [sessionPaymaster],
      });
    const before = await readDeposit();
    const revokeAll = {
      to: sessionValidator,
      data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
    };
    let given = 0;
    for (let n = 0; n < 60; n++) {
      const operation = createStrangeOperation(guest.account, {
        callData: encodeCalls([revokeAll]),
        callGasLimit: numberToHex(1_000_000n),
        verificationGasLimit: numberToHex(2_000_000n),
        preVerificationGas: numberToHex(500_000 - n),
        maxFeePerGas: numberToHex(20_000_000_000n),
      });
      const params = [operation, entryPoint, numberToHex(chainId), { kind: "operation" }];
      const call = { jsonrpc: "2.0", id: 1, method: "pm_getPaymasterData", params };
      const answer = (await (await serveSponsor(post("/api/sponsor", call, `10.7.${n}.1`))).json()) as object;
      if ("result" in answer) given += 1;
    }
    console.log(`sponsor, 60 requests in a stranger's name: ${given} vouchers given`);
    const clients = { rpc: chain, bundler: client(serveBundler), sponsor: client(serveSponsor) };
    const gasLimits = { callGasLimit: 150_000n, verificationGasLimit: 600_000n };
    await sendOwnerOperation(clients, { ...guest, chainId, calls: [revokeAll], gasLimits });
    const readEpoch = () => readGrantEpoch(chain, sessionValidator, guest.account);
    await vi.waitUntil(async () => (await readEpoch()) > guest.grant.epoch, { timeout: 60_000, interval: 100 });
    expect(given).toBeGreaterThan(0);
    const spent = before - (await readDeposit());
    console.log(
      `sponsor's deposit, 60 requests in a stranger's name and one revokeAll: spent ${formatEther(spent)} ETH`,
    );
    expect(spent).toBeLessThan(20_000_000_000_000_000n);
  });
});
