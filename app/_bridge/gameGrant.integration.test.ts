import {
  buildOperation,
  createGasLimits,
  omitVoucher,
  prepareOperation,
  requestVoucher,
  sendOperation,
} from "@hourglass/session/core";
import { type Client, createClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";
import { serveSponsor } from "@/app/_server/sponsor/serve";
import { createGuest, startTestStack, toTransport } from "@/app/_server/testWorld";
import type { Action } from "@/game/rules/actions";
import { CAMP, WIDTH } from "@/game/rules/island";
import type { Stack } from "@/scripts/stack/stack";
import { encodeAction } from "./encodeAction";
import { createGamePermissions, MAX_ACTIONS, MAX_SAND } from "./gamePermissions";
import { gasTable } from "./gasTable";
import { createWorldReader } from "./worldReader";

// The page's whole grant, on a real chain through a real bundler: the first operation is the largest that a player ever sends.

let stack: Stack;
let dispose: () => Promise<void>;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
}, 400_000);

afterAll(() => dispose(), 60_000);

test("one operation creates an account, grants all functions of the game, and sets out; after that a step is charged close to its real cost", async () => {
  const chain = createChainClient(stack.env.RPC_URL, 31337);
  const sponsor: Client = createClient({ transport: toTransport(serveSponsor) });
  const bundler: Client = createClient({ transport: toTransport(serveBundler) });
  const config = configSchema.parse(await (await serveConfig()).json());
  const { hourglass, entryPoint } = config.deployment;
  const { chainId } = config.deployment;
  const guest = await createGuest(chain, config, {
    permissions: createGamePermissions(hourglass).permissions,
    maxActions: MAX_ACTIONS,
    maxSpend: MAX_SAND,
  });
  const voucher = await requestVoucher(sponsor as Parameters<typeof requestVoucher>[0], {
    ...guest,
    entryPoint,
    chainId,
    gasLimits: config.sponsor,
  });
  const plan = { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 7 } as const;
  const actions: Action[] = [
    { type: "embark", plan },
    { type: "move", path: ["north", "north"] },
  ];
  const calls = actions.map((action) => encodeAction(hourglass, action));
  const measured = gasTable({ deploys: true, enables: true, calls });
  if (!measured) throw new Error("The first operation has no measured gas.");
  const { operation, userOpHash } = await prepareOperation({
    chainId,
    signed: guest,
    signer: guest.key,
    calls,
    nonce: guest.grant.nonceKey << 64n,
    fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
    gasLimits: { ...measured, preVerificationGas: 250_000n },
    voucher,
    factory: guest.factory,
    enables: true,
    nowSeconds: 0,
  });
  await sendOperation(bundler as Parameters<typeof sendOperation>[0], operation);

  const reader = createWorldReader(chain as never, chain as never, hourglass);
  const read = async () => (await reader.readPlayer(guest.account))?.run;
  await expect.poll(read, { timeout: 30_000 }).toBeDefined();
  expect(await read(), userOpHash).toMatchObject({ number: 1, tile: CAMP - WIDTH, facing: "north", seed: 7, mode: 1 });

  // A step is charged little more than its transaction really takes: limits are tight, and there is no post-op.
  const step = [encodeAction(hourglass, { type: "move", path: ["south"] })];
  const base = {
    ...{ signed: guest, signer: guest.key, calls: step, voucher: omitVoucher(voucher), enables: false, nowSeconds: 0 },
    fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
    nonce: (guest.grant.nonceKey << 64n) + 1n,
  };
  const limitsOf = createGasLimits(gasTable, () => Promise.reject(new Error("A step has measured gas.")));
  const shape = { deploys: false, enables: false, calls: step };
  const gasLimits = await limitsOf(shape, (limits) => buildOperation({ ...base, gasLimits: limits }));
  const { operation: second, userOpHash: secondHash } = await prepareOperation({ ...base, chainId, gasLimits });
  await sendOperation(bundler as Parameters<typeof sendOperation>[0], second);
  const readUsed = async () => {
    const [event] = await chain.getContractEvents({
      ...{
        abi: entryPoint08Abi,
        address: entryPoint,
        eventName: "UserOperationEvent",
        args: { userOpHash: secondHash },
      },
      ...{ fromBlock: config.deployment.startBlock, strict: true },
    });
    if (!event) return undefined;
    const { gasUsed } = await chain.getTransactionReceipt({ hash: event.transactionHash });
    return Number(event.args.actualGasUsed) / Number(gasUsed);
  };
  await expect.poll(readUsed, { timeout: 30_000 }).toBeDefined();
  expect(await readUsed()).toBeLessThanOrEqual(1.05);
});
