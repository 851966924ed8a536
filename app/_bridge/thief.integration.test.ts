import {
  createConfirmations,
  omitVoucher,
  prepareOperation,
  readSession,
  requestVoucher,
  sendOperation,
  sessionModuleOf,
} from "@hourglass/session/core";
import {
  type Address,
  type Client,
  createClient,
  createTestClient,
  encodeFunctionData,
  http,
  parseEther,
  publicActions,
  walletActions,
} from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { config as configSchema } from "@/app/_api/config";
import { itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";
import { serveSponsor } from "@/app/_server/sponsor/serve";
import { createGuest, type Guest, startTestStack, toTransport } from "@/app/_server/testWorld";
import { type Action, actionNames } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { readIsland } from "@/game/rules/island";
import type { Player, World } from "@/game/rules/types";
import type { Stack } from "@/scripts/stack/stack";
import { chooseAction } from "@/scripts/vectors/chooseAction";
import { createRandom } from "@/scripts/vectors/random";
import { encodeAction } from "./encodeAction";
import { createGamePermissions, describeMade, holdingsOf } from "./gamePermissions";
import { createWorldReader } from "./worldReader";

// Thieves with the live key of a player who has Sand and items: what each takes is held against what the card says.

const SAND = 10n ** 18n;
const CAP = 40n * SAND;
const THIEVES = 250;
const CALLS = 12;
const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
const gasLimits = { verificationGasLimit: 1_500_000n, callGasLimit: 6_000_000n, preVerificationGas: 250_000n };

let stack: Stack;
let dispose: () => Promise<void>;
let victim: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  victim = await setUp();
}, 400_000);

afterAll(() => dispose(), 60_000);

/** A player with the page's whole grant, whose first operation is on chain. */
async function setUp() {
  const chain = createChainClient(stack.env.RPC_URL, 31337);
  const config = configSchema.parse(await (await serveConfig()).json());
  const { deployment } = config;
  const guest = await createGuest(chain, config, {
    ...{ permissions: createGamePermissions(deployment.hourglass).permissions, maxActions: 5_000, maxSpend: CAP },
  });
  const sponsor: Client = createClient({ transport: toTransport(serveSponsor) });
  const bundler: Client = createClient({ transport: toTransport(serveBundler) });
  const { entryPoint, chainId } = deployment;
  const asked = { ...guest, entryPoint, chainId, gasLimits: config.sponsor };
  const voucher = await requestVoucher(sponsor as Parameters<typeof requestVoucher>[0], asked);
  const calls = [encodeAction(deployment.hourglass, { type: "embark" })];
  const prepared = await prepareOperation({
    ...{ chainId, signed: guest, signer: guest.key, calls, nonce: guest.grant.nonceKey << 64n, fees, voucher },
    ...{ gasLimits: { ...gasLimits, callGasLimit: 1_000_000n }, factory: guest.factory, enables: true, nowSeconds: 0 },
  });
  await sendOperation(bundler as Parameters<typeof sendOperation>[0], prepared.operation);
  const confirmations = createConfirmations({ client: chain, account: guest.account, entryPoint });
  await vi.waitUntil(() => confirmations.lookUp(prepared.userOpHash), { timeout: 30_000, interval: 50 });

  const anvil = createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) })
    .extend(publicActions)
    .extend(walletActions);
  /** As the game itself: nobody earned this. */
  const asGame = async (to: `0x${string}`, data: `0x${string}`) => {
    await anvil.sendTransaction({ chain: null, account: deployment.hourglass, to, data });
    await anvil.mine({ blocks: 1 });
  };
  for (const address of [deployment.hourglass as Address, THIEF] as const) {
    await anvil.impersonateAccount({ address });
    await anvil.setBalance({ address, value: parseEther("10") });
  }
  const mintItem = (item: bigint) =>
    asGame(
      deployment.items,
      encodeFunctionData({ abi: itemsAbi, functionName: "mint", args: [guest.account, item, 6n] }),
    );
  for (let item = 1n; item <= 7n; item++) await mintItem(item);
  const changeSand = (functionName: "mint" | "burn", amount: bigint) =>
    asGame(deployment.sand, encodeFunctionData({ abi: sandAbi, functionName, args: [guest.account, amount] }));
  return { chain, deployment, guest, voucher, anvil, changeSand };
}

const THIEF: Address = "0x7431ef0000000000000000000000000000000bad";

/** Calls that the rules allow, one after the other: what a patient thief sends. */
function plot(seed: number, player: Player, account: string, nowSeconds: number): Action[] {
  const random = createRandom(seed);
  const island = readIsland(victim.deployment.seed);
  const chosen: Action[] = [];
  let world: World = { players: { [account]: player }, nodes: {} };
  for (let attempt = 0; attempt < 400 && chosen.length < CALLS; attempt++) {
    const action = chooseAction(island, world, account, [account], random);
    if (!isAction(action)) continue;
    const outcome = applyAction(island, world, account, action, nowSeconds);
    if (!outcome.ok) continue;
    world = outcome.world;
    chosen.push(action);
  }
  return chosen;
}

const isAction = (action: { type: string }): action is Action =>
  (actionNames as readonly string[]).includes(action.type);

async function steal(guest: Guest, actions: Action[], nonce: bigint) {
  const { chain, deployment, anvil, voucher } = victim;
  const { operation } = await prepareOperation({
    ...{ chainId: deployment.chainId, signed: guest, signer: guest.key, nonce, fees, gasLimits, enables: false },
    ...{ calls: actions.map((action) => encodeAction(deployment.hourglass, action)), nowSeconds: 0 },
    voucher: omitVoucher(voucher),
  });
  const hash = await anvil.writeContract({
    ...{ chain: null, account: THIEF, address: deployment.entryPoint, abi: entryPoint08Abi, gas: 12_000_000n },
    ...{ functionName: "handleOps", args: [[toPackedUserOperation(operation)], THIEF] },
  });
  await anvil.mine({ blocks: 1 });
  return chain.getTransactionReceipt({ hash });
}

test.each([
  ["more Sand than the session may spend", 312n * SAND],
  ["less Sand than the session may spend", 12n * SAND],
])(
  `${THIEVES} thieves of a player with %s take no more than the card says`,
  async (_, held) => {
    const { chain, deployment, guest, anvil, changeSand } = victim;
    const reader = createWorldReader(chain as never, deployment.hourglass, readIsland(deployment.seed));
    const read = async () => {
      const player = await reader.readPlayer(guest.account);
      if (!player) throw new Error("The player is not on chain.");
      return player;
    };
    const { sand } = await read();
    if (sand > 0n) await changeSand("burn", sand);
    await changeSand("mint", held);

    const before = await read();
    const { actionsLeft, spendLeft, gasLeftWei } = await readSession(chain, sessionModuleOf(deployment), guest.grant);
    const { worstCase } = describeMade(deployment, guest.grant, {
      holdings: { ...holdingsOf(before), value: await chain.getBalance({ address: guest.account }) },
      left: { calls: actionsLeft, spend: spendLeft, gas: gasLeftWei },
    });
    expect(worstCase.spend).toBe(held < CAP ? held : CAP);
    const nonce = await chain.readContract({
      ...{ address: deployment.entryPoint, abi: entryPoint08Abi, functionName: "getNonce" },
      args: [guest.account, guest.grant.nonceKey],
    });
    const now = Number((await chain.getBlock()).timestamp);

    const taken = { sand: 0n, items: 0n, thieves: 0, refused: 0 };
    for (let thief = 0; thief < THIEVES; thief++) {
      const actions = plot(thief, before, guest.account.toLowerCase(), now);
      const snapshot = await anvil.snapshot();
      const { status } = await steal(guest, actions, nonce);
      const after = await read();
      const sandLost = before.sand + before.vault - after.sand - after.vault;
      const itemsLost = Object.entries(before.items).reduce((sum, [id, count]) => {
        const kept = after.items[Number(id)] ?? 0;
        return sum + BigInt(Math.max(0, count - kept));
      }, 0n);
      const seed = `thief ${thief}: ${actions.map(({ type }) => type).join(", ")}`;
      expect(sandLost, seed).toBeLessThanOrEqual(worstCase.spend);
      expect(itemsLost, seed).toBeLessThanOrEqual(worstCase.uses[0]?.max ?? 0n);
      if (sandLost > 0n || itemsLost > 0n) taken.thieves++;
      if (status === "reverted") taken.refused++;
      if (sandLost > taken.sand) taken.sand = sandLost;
      if (itemsLost > taken.items) taken.items = itemsLost;
      await anvil.revert({ id: snapshot });
    }
    // They are no bunglers: the bound is tried.
    expect(taken.thieves).toBeGreaterThan(THIEVES / 4);
    expect(taken.sand).toBeGreaterThan(worstCase.spend / 4n);
  },
  400_000,
);
