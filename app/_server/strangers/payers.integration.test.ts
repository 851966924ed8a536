import { sessionValidatorAbi } from "@hourglass/session/abis";
import {
  encodeCalls,
  isEpochPassed,
  readGrantEpoch,
  requestVoucher,
  sendOwnerOperation,
} from "@hourglass/session/core";
import { type Address, encodeFunctionData, formatEther, numberToHex } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serveRevoke } from "../relay/serve";
import { serveBundler } from "../rpc/bundlerDoor";
import { serveSponsor } from "../sponsor/serve";
import { createStrangeOperation } from "../testAttacker";
import { measure, passBlocks, payers, post, type Strangers, startStrangers, toClient } from "../testStrangers";
import { createGuest, createRevocation } from "../testWorld";

vi.setConfig({ testTimeout: 120_000 });

let world: Strangers;
beforeAll(async () => {
  world = await startStrangers();
}, 400_000);
afterAll(() => world.stop(), 60_000);

describe("the relayer pays once, and no more than its budgets", () => {
  const askVoucher = (guest: Awaited<ReturnType<typeof createGuest>>) =>
    requestVoucher(toClient(serveSponsor), {
      ...guest,
      entryPoint: world.config.deployment.entryPoint,
      chainId: world.config.deployment.chainId,
      gasLimits: world.config.sponsor,
    });

  test("thirty copies of one revocation give one transaction", async () => {
    const guest = await createGuest(world.chain, world.config);
    await askVoucher(guest);
    const body = await createRevocation(guest);
    const address = payers.relayer[0] as Address;
    const before = await world.chain.getTransactionCount({ address });
    await measure(world.chain, "relayer", "30 copies of one revocation", async () => {
      await Promise.all(Array.from({ length: 30 }, () => serveRevoke(post("/api/revoke", body))));
      await passBlocks(world.chain, 3n);
    });
    expect((await world.chain.getTransactionCount({ address })) - before).toBe(1);
  });

  test("made-up accounts are limited by the budget of their range of addresses", async () => {
    const guests = await Promise.all(Array.from({ length: 60 }, () => createGuest(world.chain, world.config)));
    const statuses: number[] = [];
    await measure(world.chain, "relayer", "60 accounts that were made up", async () => {
      for (const [index, guest] of guests.entries()) {
        await askVoucher(guest);
        const response = await serveRevoke(post("/api/revoke", await createRevocation(guest), `10.9.8.${index}`));
        statuses.push(response.status);
      }
      await passBlocks(world.chain, 3n);
    });
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(20);
    expect(statuses).toContain(429);
  });
});

describe("strangers cannot use up anybody's daily budget", () => {
  test("after 60 requests in an account's name, its owner can still end all sessions", async () => {
    const { guest } = world.walker;
    if (world.walker.confirmedActions() === 0) world.walker.act();
    await vi.waitUntil(() => world.walker.confirmedActions() > 0, { timeout: 60_000, interval: 50 });
    const { entryPoint, sessionPaymaster, sessionValidator, chainId } = world.config.deployment;
    const readDeposit = () =>
      world.chain.readContract({
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
    const askAsStranger = async (n: number, gas: Record<string, string>) => {
      const operation = createStrangeOperation(guest.account, { callData: encodeCalls([revokeAll]), ...gas });
      const params = [operation, entryPoint, numberToHex(chainId), { kind: "operation" }];
      const call = { jsonrpc: "2.0", id: 1, method: "pm_getPaymasterData", params };
      const answer = (await (await serveSponsor(post("/api/sponsor", call, `10.7.${n}.1`))).json()) as object;
      if ("result" in answer) given += 1;
    };
    for (let n = 0; n < 60; n++) {
      await askAsStranger(n, {
        callGasLimit: numberToHex(1_000_000n),
        verificationGasLimit: numberToHex(2_000_000n),
        preVerificationGas: numberToHex(500_000 - n),
        maxFeePerGas: numberToHex(20_000_000_000n),
      });
    }
    console.log(`sponsor, 60 requests in a stranger's name: ${given} vouchers given`);
    // Then uses up the rest of the day with smaller ones.
    for (let n = 60; n < 100; n++) {
      await askAsStranger(n, {
        callGasLimit: numberToHex(100_000n),
        verificationGasLimit: numberToHex(300_000 - n),
        maxFeePerGas: numberToHex(1_100_000_000n),
      });
    }
    const clients = { rpc: world.chain, bundler: toClient(serveBundler), sponsor: toClient(serveSponsor) };
    const gasLimits = { callGasLimit: 150_000n, verificationGasLimit: 600_000n };
    await sendOwnerOperation(clients, { ...guest, chainId, calls: [revokeAll], gasLimits });
    const readEpoch = () => readGrantEpoch(world.chain, sessionValidator, guest.account);
    await vi.waitUntil(async () => isEpochPassed(guest.grant.epoch, await readEpoch()), {
      timeout: 60_000,
      interval: 100,
    });
    expect(given).toBeGreaterThan(0);
    const spent = before - (await readDeposit());
    console.log(
      `sponsor's deposit, 60 requests in a stranger's name and one revokeAll: spent ${formatEther(spent)} ETH`,
    );
    expect(spent).toBeLessThan(20_000_000_000_000_000n);
  });
});
