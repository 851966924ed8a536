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
import { hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";
import { serveSponsor } from "@/app/_server/sponsor/serve";
import { createGuest, type Guest, startTestStack, toTransport } from "@/app/_server/testWorld";
import { type Action, actionNames } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { supplies } from "@/game/rules/numbers";
import { emptyWorld, withPlayer } from "@/game/rules/player";
import { dayOf } from "@/game/rules/seeds";
import type { Player } from "@/game/rules/types";
import { predictedScene } from "@/game/sync/fold";
import type { Stack } from "@/scripts/stack/stack";
import { chooseAction } from "@/scripts/vectors/chooseAction";
import { createRandom } from "@/scripts/vectors/random";
import { encodeAction } from "./encodeAction";
import { createGamePermissions, describeMade, holdingsOf } from "./gamePermissions";
import { createWorldReader } from "./worldReader";

// Thieves with the live key of a player who has Sand and relics: what each takes is held against what the card says.

const SAND = 10n ** 18n;
const CAP = 100n * SAND;
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
  // An island of the day costs real Sand; practice would not.
  await vi.waitUntil(
    async () => {
      const day = BigInt(dayOf(Number((await chain.getBlock()).timestamp)));
      const read = { abi: hourglassAbi, address: deployment.hourglass, functionName: "readDay", args: [day] } as const;
      return (await chain.readContract(read)).drawn;
    },
    { timeout: 60_000, interval: 200 },
  );
  const plan = { mode: 0, length: 3, calling: 2, tool: 0, purse: 2, start: 0, of: 0 } as const;
  const calls = [encodeAction(deployment.hourglass, { type: "embark", plan })];
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
  for (let item = 26n; item <= 31n; item++) await mintItem(item);
  const changeSand = (functionName: "mint" | "burn", amount: bigint) =>
    asGame(deployment.sand, encodeFunctionData({ abi: sandAbi, functionName, args: [guest.account, amount] }));
  return { chain, deployment, guest, voucher, anvil, changeSand };
}

const THIEF: Address = "0x7431ef0000000000000000000000000000000bad";

/** Calls that the rules allow, one after the other: what a patient thief sends. */
function plot(seed: number, player: Player, account: string, nowSeconds: number): Action[] {
  const random = createRandom(seed);
  const chosen: Action[] = [];
  let world = withPlayer(emptyWorld, account, player);
  for (let attempt = 0; attempt < 400 && chosen.length < CALLS; attempt++) {
    const scene = predictedScene(world, { self: account, nowSeconds, block: 1 });
    const action = thrifty(chooseAction(scene, [7], random));
    // Once home, nobody buys any more.
    if (!isAction(action) || action.type === "finish") continue;
    const outcome = applyAction(scene, action);
    if (!outcome.ok) continue;
    world = outcome.world;
    chosen.push(action);
  }
  return chosen;
}

/** Names no more Sand than the price: the session counts what is named. */
function thrifty(action: ReturnType<typeof chooseAction>): ReturnType<typeof chooseAction> {
  return action.type === "buy" ? { ...action, maxSand: BigInt(supplies[action.item] ?? 0) * SAND } : action;
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
  ["less Sand than the session may spend", 70n * SAND],
])(
  `${THIEVES} thieves of a player with %s take no more than the card says`,
  async (_, held) => {
    const { chain, deployment, guest, anvil, changeSand } = victim;
    const reader = createWorldReader(chain as never, chain as never, deployment.hourglass);
    const read = async () => {
      const player = await reader.readPlayer(guest.account);
      if (!player) throw new Error("The player is not on chain.");
      return player;
    };
    const { sand } = (await read()).profile;
    if (sand > 0n) await changeSand("burn", sand);
    await changeSand("mint", held);

    const before = await read();
    const { actionsLeft, spendLeft, gasLeftWei } = await readSession(chain, sessionModuleOf(deployment), guest.grant);
    const { worstCase } = describeMade(deployment, guest.grant, {
      holdings: { ...holdingsOf(before.profile), value: await chain.getBalance({ address: guest.account }) },
      left: { calls: actionsLeft, spend: spendLeft, gas: gasLeftWei },
    });
    expect(worstCase.spend).toBe(held < CAP ? held : CAP);
    const nonce = await chain.readContract({
      ...{ address: deployment.entryPoint, abi: entryPoint08Abi, functionName: "getNonce" },
      args: [guest.account, guest.grant.nonceKey],
    });
    const now = Number((await chain.getBlock()).timestamp);

    const taken = { sand: 0n, thieves: 0, refused: 0 };
    for (let thief = 0; thief < THIEVES; thief++) {
      const actions = plot(thief, before, guest.account.toLowerCase(), now);
      const snapshot = await anvil.snapshot();
      const { status } = await steal(guest, actions, nonce);
      const after = await read();
      const sandLost = before.profile.sand + before.profile.vault - after.profile.sand - after.profile.vault;
      const seed = `thief ${thief}: ${actions.map(({ type }) => type).join(", ")}`;
      expect(sandLost, seed).toBeLessThanOrEqual(worstCase.spend);
      expect(after.profile.relics, seed).toEqual(before.profile.relics);
      if (sandLost > 0n) taken.thieves++;
      if (status === "reverted") taken.refused++;
      if (sandLost > taken.sand) taken.sand = sandLost;
      await anvil.revert({ id: snapshot });
    }
    // They are no bunglers: the bound is tried.
    expect(taken.thieves).toBeGreaterThan(THIEVES / 4);
    expect(taken.sand).toBeGreaterThan(worstCase.spend / 4n);
  },
  400_000,
);
