import { sessionPaymasterAbi } from "@hourglass/session/abis";
import type { Owner } from "@hourglass/session/core";
import {
  createConfirmations,
  createMemoryKeyStore,
  createWalletOwner,
  OwnerDeclinedError,
  openDeviceOwner,
  prepareOperation,
  readOwnership,
  requestVoucher,
  sendOperation,
} from "@hourglass/session/core";
import { type Abi, type Address, type Client, createClient, encodeFunctionData, type Hex, numberToHex } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Config, config as configSchema } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";
import { serveSponsor } from "@/app/_server/sponsor/serve";
import { createGuest, startTestStack, toTransport } from "@/app/_server/testWorld";
import { callAs as callFrom, type Gift, giveTo, IDOL } from "@/e2e/fixtures/gifts";
import { decodeProfile } from "@/game/rules/words";
import { localKeys } from "@/scripts/stack/keys";
import type { Stack } from "@/scripts/stack/stack";
import { createPasskeyOwner } from "@/session/test/passkeyOwner";
import { type PlayerIdentity, readIdentity } from "../account";
import { encodeAction } from "../encodeAction";
import type { VaultDoor } from "../views";
import { createOwnerPorts } from "./createOwnerPorts";
import type { Offer, OwnerAction } from "./ports";

// What the page asks of an owner, on a real chain, through the real bundler and sponsor, by every kind of owner.

vi.setConfig({ testTimeout: 90_000 });

const DAY_SECONDS = 86_400;
const one = 10n ** 18n;
/** Of a practice. */
const plan = { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 7 } as const;
const stranger = numberToHex(0xbad, { size: 20 });

let stack: Stack;
let dispose: () => Promise<void>;
let chain: ReturnType<typeof createChainClient>;
let config: Config;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  chain = createChainClient(stack.env.RPC_URL, 31337);
  config = configSchema.parse(await (await serveConfig()).json());
}, 400_000);

afterAll(() => dispose(), 60_000);

/** Offset of the clock; a test may be ahead of the chain. */
let aheadSeconds = 0;

/** A player whose owner counts how often it is asked. */
async function createPlayer(owner: Owner, next?: Owner) {
  const asked: string[] = [];
  let isWilling = true;
  const counting: Owner = {
    ...owner,
    signTypedData: (typedData) => {
      asked.push(typedData.primaryType);
      if (!isWilling) throw new OwnerDeclinedError("No.");
      return owner.signTypedData(typedData);
    },
  };
  const identity = await readIdentity(chain, config.deployment, counting);
  const told: string[] = [];
  const takenOver: PlayerIdentity[] = [];
  const { owner: port, secure } = createOwnerPorts({
    ...{ config, rpc: chain, identity: () => identity },
    nowSeconds: () => Math.floor(Date.now() / 1000) + aheadSeconds,
    bundler: createClient({ transport: toTransport(serveBundler) }) as Client as never,
    sponsor: createClient({ transport: toTransport(serveSponsor) }) as Client as never,
    openConfirmations: ({ account }) => createConfirmations({ client: chain, account }),
    refresh: async () => undefined,
    tell: (_tone, text) => told.push(text),
    openOwner: async () => next ?? owner,
    takeOver: async (by) => void takenOver.push(by),
  });
  const work = () => port.getSnapshot().work;
  return {
    ...{ account: identity.account, factory: identity.factory, port, secure, work, asked, told, takenOver },
    refuse: (next: boolean) => {
      isWilling = !next;
    },
    /** Asks, reads the plan, agrees, and waits for the chain. */
    act: async (action: OwnerAction) => {
      await port.ask(action);
      const calls = work()?.plan?.calls.map(({ functionSignature }) => functionSignature);
      await port.sign();
      return { step: work()?.step, reason: work()?.reason, calls };
    },
  };
}

const owners = {
  device: () => openDeviceOwner(createMemoryKeyStore(), config.deployment.p256Verifier),
  passkey: () => createPasskeyOwner(config.deployment.webAuthnVerifier),
  wallet: async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    return createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
  },
};

const callAs = (from: Address, to: Address, data: Hex) => callFrom(stack.env.RPC_URL, from, to, data);
const give = (account: Address, gift: Gift) => giveTo(stack.env.RPC_URL, config.deployment, account, gift);
const encode = (abi: Abi, functionName: string, args: readonly unknown[]) =>
  encodeFunctionData({ abi, functionName, args });

const read = (account: Address) =>
  chain.readContract({
    ...{ abi: hourglassAbi, address: config.deployment.hourglass, functionName: "readPlayer", args: [account] },
  });
const idolsOf = async (account: Address) => (await read(account)).relics[0];
const vaultOf = async (account: Address) => decodeProfile((await read(account)).profile).vault;
const allowanceOf = (account: Address) =>
  chain.readContract({
    ...{ abi: sandAbi, address: config.deployment.sand, functionName: "allowance" },
    args: [account, config.deployment.bazaar],
  });

async function newestOffer(port: { readOffers: () => Promise<{ offers: readonly Offer[] }> }): Promise<Offer> {
  const [offer] = (await port.readOffers()).offers;
  if (!offer) throw new Error("The Bazaar is empty.");
  return offer;
}

test("a guest withdraws Sand: one operation that the sponsor pays", async () => {
  const guest = await createPlayer(await owners.device());
  const { playerAccountFactory } = config.deployment;
  await give(guest.account, { vault: 5n * one });
  // Created beforehand: an address that sent a transaction itself can no longer become an account.
  await callAs(stranger, playerAccountFactory, guest.factory.factoryData);
  expect(await guest.act({ type: "withdraw", amount: 2n * one })).toMatchObject({
    step: "confirmed",
    calls: ["withdraw(uint256)"],
  });
  expect(await read(guest.account)).toMatchObject({ sand: 2n * one });
  expect(await vaultOf(guest.account)).toBe(3n * one);
  expect(guest.asked).toEqual(["PackedUserOperation"]);
  const events = await chain.getContractEvents({
    ...{ abi: entryPoint08Abi, address: config.deployment.entryPoint, eventName: "UserOperationEvent" },
    ...{ args: { sender: guest.account }, fromBlock: 0n, strict: true },
  });
  expect(events.map(({ args }) => args)).toMatchObject([{ success: true }]);
  expect(events[0]?.args.paymaster.toLowerCase()).toBe(config.deployment.sessionPaymaster);
});

test("a guest opens a room before anything else was played, and the keeper draws its island when it starts", async () => {
  const guest = await createPlayer(await owners.device());
  expect(await guest.act({ type: "openRoom", length: 1, inSeconds: 20 })).toMatchObject({
    step: "confirmed",
    calls: ["openRoom(uint256,uint256)"],
  });
  const { room } = guest.port.getSnapshot();
  if (room === undefined) throw new Error("The room has no number.");
  expect(guest.work()).toMatchObject({
    room,
    words: { done: `Room ${room} is open. Send its link to who should join.` },
  });
  const game = { abi: hourglassAbi, address: config.deployment.hourglass } as const;
  const readRoom = () => chain.readContract({ ...game, functionName: "readRoom", args: [BigInt(room)] });
  expect(await readRoom()).toMatchObject({ length: 1n, drawn: false });
  await expect.poll(async () => (await readRoom()).drawn, { timeout: 60_000 }).toBe(true);
});

test.each([
  ["passkey", owners.passkey],
  ["wallet", owners.wallet],
])("a %s owner sells, buys, cancels and sends, each with one signature", async (_kind, create) => {
  const [seller, buyer] = [await createPlayer(await create()), await createPlayer(await create())];
  await give(seller.account, { idols: 9n });
  await give(buyer.account, { sand: 10n * one });

  expect(await seller.act({ type: "list", item: IDOL, amount: 3, price: 2n * one })).toMatchObject({
    step: "confirmed",
    calls: ["setApprovalForAll(address,bool)", "list(uint256,uint256,uint256)"],
  });
  const offer = await newestOffer(seller.port);
  expect(offer).toMatchObject({ seller: seller.account, item: IDOL, left: 3, price: 2n * one });
  expect(await seller.act({ type: "list", item: IDOL, amount: 1, price: one })).toMatchObject({
    step: "confirmed",
    calls: ["list(uint256,uint256,uint256)"],
  });

  expect(await buyer.act({ type: "buyOffer", offer, amount: 2 })).toMatchObject({
    step: "confirmed",
    calls: ["approve(address,uint256)", "buy(uint256,uint256,uint256)"],
  });
  expect(await idolsOf(buyer.account)).toBe(2n);
  expect((await read(seller.account)).sand).toBe(4n * one);
  expect(await allowanceOf(buyer.account), "nothing stays open").toBe(0n);

  expect(await seller.act({ type: "cancelOffer", offer })).toMatchObject({
    step: "confirmed",
    calls: ["cancel(uint256)"],
  });
  expect(await idolsOf(seller.account)).toBe(6n);
  expect(await seller.act({ type: "sendItem", to: buyer.account, item: IDOL, amount: 6 })).toMatchObject({
    step: "confirmed",
  });
  expect(await idolsOf(buyer.account)).toBe(8n);
  expect(await buyer.act({ type: "sendSand", to: seller.account, amount: one })).toMatchObject({ step: "confirmed" });
  expect((await read(seller.account)).sand).toBe(5n * one);
  expect(seller.asked).toEqual(Array(4).fill("PackedUserOperation"));
  expect(buyer.asked).toEqual(Array(2).fill("PackedUserOperation"));
});

test("an owner who refuses changes nothing, and may be asked again", async () => {
  const player = await createPlayer(await owners.wallet());
  await give(player.account, { idols: 1n });
  player.refuse(true);
  const action: OwnerAction = { type: "list", item: IDOL, amount: 1, price: one };
  expect(await player.act(action)).toMatchObject({ step: "declined", reason: expect.stringContaining("did not sign") });
  expect(await idolsOf(player.account)).toBe(1n);
  player.refuse(false);
  await player.port.sign();
  expect(player.work()?.step).toBe("confirmed");
});

test("what the chain would undo is refused before the owner is asked", async () => {
  const [seller, slow, fast] = [
    await createPlayer(await owners.wallet()),
    await createPlayer(await owners.wallet()),
    await createPlayer(await owners.wallet()),
  ];
  await give(seller.account, { idols: 1n });
  await give(slow.account, { sand: one });
  await give(fast.account, { sand: one });
  // Deployed beforehand: the sponsor simulates the calls of an existing account.
  await slow.act({ type: "sendSand", to: seller.account, amount: 1n });
  await give(slow.account, { sand: one });
  await seller.act({ type: "list", item: IDOL, amount: 1, price: one });
  const offer = await newestOffer(seller.port);

  await slow.port.ask({ type: "buyOffer", offer, amount: 1 });
  expect(slow.work()?.step).toBe("ready");
  expect(await fast.act({ type: "buyOffer", offer, amount: 1 })).toMatchObject({ step: "confirmed" });
  await slow.port.sign();
  expect(slow.work()).toMatchObject({ step: "refused", reason: expect.stringContaining("Somebody was faster") });
  expect(slow.asked, "the first one only").toHaveLength(1);

  expect(await slow.act({ type: "buyOffer", offer, amount: 1 })).toEqual({
    step: "refused",
    reason: "Somebody was faster: this offer is gone.",
    calls: undefined,
  });
  expect(await slow.act({ type: "withdraw", amount: one })).toMatchObject({
    reason: expect.stringContaining("vault holds 0 Sand"),
  });
  expect(slow.asked).toHaveLength(1);
});

test("nothing leaves a guest's account: each attempt explains how to secure it, and nobody signs", async () => {
  const [guest, seller] = [await createPlayer(await owners.device()), await createPlayer(await owners.wallet())];
  await give(guest.account, { idols: 9n, sand: 10n * one });
  await give(seller.account, { idols: 1n });
  await seller.act({ type: "list", item: IDOL, amount: 1, price: one });
  const offer = await newestOffer(seller.port);
  const actions: OwnerAction[] = [
    { type: "list", item: IDOL, amount: 3, price: one },
    { type: "buyOffer", offer, amount: 1 },
    { type: "sendItem", to: seller.account, item: IDOL, amount: 1 },
    { type: "sendSand", to: seller.account, amount: one },
  ];
  for (const isDeployed of [false, true]) {
    if (isDeployed) await callAs(stranger, config.deployment.playerAccountFactory, guest.factory.factoryData);
    for (const action of actions) {
      expect(await guest.act(action)).toMatchObject({ step: "refused", reason: expect.stringContaining("Secure") });
      expect(guest.work()?.remedy).toBe("secure");
    }
  }
  expect(guest.asked).toEqual([]);
  expect(await read(guest.account)).toMatchObject({ sand: 10n * one });
  expect(await idolsOf(guest.account)).toBe(9n);
});

test.each([
  ["passkey", owners.passkey],
  ["wallet", owners.wallet],
] as const)(
  "a guest's account is handed over to a %s in one operation that the sponsor pays, and keeps what it has",
  async (kind, create) => {
    const next = await create();
    const guest = await createPlayer(await owners.device(), next);
    await give(guest.account, { idols: 2n });
    guest.secure.ask();
    await guest.secure.choose({ kind } as VaultDoor);
    expect(guest.secure.getSnapshot()).toBeUndefined();
    expect(guest.takenOver).toMatchObject([{ account: guest.account, owner: { signer: next.signer } }]);
    expect(guest.asked, "the device key, once").toEqual(["PackedUserOperation"]);
    const now = Number((await chain.getBlock()).timestamp);
    const ownership = await readOwnership(chain, guest.account);
    expect(ownership).toMatchObject({ owner: next.signer.toLowerCase(), isConfined: true });
    expect(Math.abs(ownership.formerUntil - now - DAY_SECONDS)).toBeLessThan(60);

    // From another device, with the owner alone.
    const secured = await createPlayer(next);
    expect(secured.account.toLowerCase()).toBe(guest.account.toLowerCase());
    const sale: OwnerAction = { type: "list", item: IDOL, amount: 1, price: one };
    expect(await secured.act(sale)).toMatchObject({
      step: "refused",
      reason: expect.stringMatching(/secured your account less than a day ago\. For 24 more hours/),
    });
    aheadSeconds = DAY_SECONDS + 60;
    expect(await secured.act(sale)).toMatchObject({ step: "refused" });
    expect(secured.work()?.remedy).toBe("release");
    aheadSeconds = 0;
    expect(secured.asked).toEqual([]);
    expect(await idolsOf(guest.account)).toBe(2n);
  },
);

test("a sponsor's refusal is quoted, and nobody signs", async () => {
  const player = await createPlayer(await owners.wallet());
  await give(player.account, { idols: 1n });
  const watcher = privateKeyToAccount(localKeys.deployer).address;
  const deny = encode(sessionPaymasterAbi, "denyAccount", [player.account, []]);
  await callAs(watcher, config.deployment.sessionPaymaster, deny);
  expect(await player.act({ type: "list", item: IDOL, amount: 1, price: one })).toMatchObject({
    step: "refused",
    reason: expect.stringMatching(/^The sponsor does not pay for this\. .*denied.* Nothing was sent\.$/),
  });
  expect(player.asked).toEqual([]);
});

test("the owner acts while the session plays: neither waits for the other", async () => {
  const device = await owners.device();
  const player = await createPlayer(device);
  const { entryPoint, playerAccountFactory, hourglass } = config.deployment;
  await callAs(stranger, playerAccountFactory, player.factory.factoryData);
  await give(player.account, { vault: one });
  const guest = await createGuest(chain, config, {}, device);
  const sponsor = createClient({ transport: toTransport(serveSponsor) }) as Client as never;
  const voucher = await requestVoucher(sponsor, { ...guest, entryPoint, chainId: 31337, gasLimits: config.sponsor });
  const step = await prepareOperation({
    ...{ chainId: 31337, signed: guest, signer: guest.key, enables: true, voucher, nonce: guest.grant.nonceKey << 64n },
    nowSeconds: 0,
    calls: [encodeAction(hourglass, { type: "embark", plan })],
    fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
    gasLimits: { callGasLimit: 400_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 200_000n },
  });
  await player.port.ask({ type: "withdraw", amount: one });
  const bundler = createClient({ transport: toTransport(serveBundler) }) as Client as never;
  await Promise.all([player.port.sign(), sendOperation(bundler, step.operation)]);
  expect(player.work()?.step).toBe("confirmed");
  const numberOf = async () => decodeProfile((await read(player.account)).profile).number;
  await expect.poll(numberOf, { timeout: 20_000 }).toBe(1);
});

test("an action that was put aside continues, and its end is reported", async () => {
  const player = await createPlayer(await owners.wallet());
  await give(player.account, { sand: one, idols: 1n });
  await player.port.ask({ type: "list", item: IDOL, amount: 1, price: one });
  const signing = player.port.sign();
  player.port.close();
  expect(player.port.getSnapshot().isShown).toBe(false);
  await player.port.ask({ type: "sendSand", to: config.deployment.hourglass, amount: one });
  expect(player.work()?.action.type, "one thing at a time").toBe("list");
  player.port.close();
  await signing;
  expect(player.told).toEqual(["Sell 1 idol. 1 idol for sale in the Bazaar."]);
  expect(player.work()).toBeUndefined();
});

test("offers come newest first, without closed ones, and older ones on demand", async () => {
  const { bazaar, items } = config.deployment;
  const seller = privateKeyToAccount(generatePrivateKey()).address;
  await give(seller, { idols: 30n });
  await callAs(seller, items, encode(itemsAbi, "setApprovalForAll", [bazaar, true]));
  const first = await chain.readContract({ abi: bazaarAbi, address: bazaar, functionName: "listings" });
  for (let i = 0; i < 4; i++) await callAs(seller, bazaar, encode(bazaarAbi, "list", [BigInt(IDOL), 1n, one]));
  await callAs(seller, bazaar, encode(bazaarAbi, "cancel", [first + 3n]));
  const { port } = await createPlayer(await owners.device());
  const own = (offers: readonly Offer[]) => offers.filter((each) => each.seller === seller).map(({ number }) => number);
  expect(own((await port.readOffers()).offers)).toEqual([first + 4n, first + 2n, first + 1n]);
  expect(own((await port.readOffers(first + 2n)).offers)).toEqual([first + 2n, first + 1n]);
  expect((await port.readOffers(first + 2n)).older).toBeUndefined();
});
