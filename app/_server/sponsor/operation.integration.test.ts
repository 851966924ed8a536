import {
  type Address,
  type Client,
  createClient,
  createTestClient,
  custom,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseEther,
  publicActions,
  walletActions,
} from "viem";
import { entryPoint08Abi, getUserOperationTypedData, toPackedUserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type Config, config as configSchema } from "@/app/_api/config";
import { sandAbi } from "@/app/_chain/generated/abis";
import { stubTestEnv } from "@/app/_env/testEnv";
import { localKeys } from "@/scripts/stack/keys";
import type { Stack } from "@/scripts/stack/stack";
import { type Call, encodeCalls } from "@/session/calls";
import { openDeviceOwner } from "@/session/deviceOwner";
import { estimateGasLimits } from "@/session/gas";
import { sessionPaymasterAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { createMemoryKeyStore } from "@/session/keyStore";
import { type Operation, prepareOperation, sendOperation } from "@/session/operation";
import { hashOperationVoucher } from "@/session/operationVoucher";
import type { Owner, OwnerTypedData } from "@/session/owner";
import { buildOwnerOperation, prepareOwnerOperation, sendOwnerOperation } from "@/session/ownerOperation";
import { numberOfEpoch, readGrantEpoch, readNonce } from "@/session/readChain";
import { createPasskeyOwner } from "@/session/testing/passkeyOwner";
import { requestVoucher, sponsorModuleOf } from "@/session/voucher";
import { createWalletOwner } from "@/session/walletOwner";
import { createChainClient } from "../chain";
import { serveConfig } from "../config";
import { createDatabase, type Database } from "../database";
import { serveBundler } from "../rpc/bundlerDoor";
import { createGuest, encodeMove, type Guest, leaveEndOfWindow, startTestStack, toTransport } from "../testWorld";
import { operationPaymasterGas } from "./gas";
import { parseSponsorRequest } from "./request";
import { serveSponsor } from "./serve";
import { createOperationWindow, signOperationVoucher, toOperation } from "./voucher";

vi.setConfig({ testTimeout: 60_000 });

type KitClient = Parameters<typeof sendOperation>[0];

const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
const gasLimits = { callGasLimit: 150_000n, verificationGasLimit: 1_000_000n };
/** Three operations of these tests, and not four. */
const OPERATIONS_DAY_WEI = 3n * 1_400_000n * fees.maxFeePerGas;
const stranger = numberToHex(0xbad, { size: 20 });

let stack: Stack;
let dispose: () => Promise<void>;
let chain: ReturnType<typeof createChainClient>;
let database: Database;
let config: Config;
let sponsor: KitClient;
let bundler: KitClient;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv({ ...stack.env, SPONSOR_OPERATIONS_DAY_WEI: String(OPERATIONS_DAY_WEI) });
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
  sponsor = createClient({ transport: toTransport(serveSponsor) }) as Client as KitClient;
  bundler = createClient({ transport: toTransport(serveBundler) }) as Client as KitClient;
  config = configSchema.parse(await (await serveConfig()).json());
}, 400_000);

afterAll(async () => {
  await database.$disconnect();
  await dispose();
});

async function openWallet(): Promise<Owner> {
  const wallet = privateKeyToAccount(generatePrivateKey());
  return createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
}

/** Somebody from whose account things may leave: a guest's is confined. */
const createWalletGuest = async () => createGuest(chain, config, {}, await openWallet());

const owners: [string, () => Promise<Owner>][] = [
  ["a device key", () => openDeviceOwner(createMemoryKeyStore(), config.deployment.p256Verifier)],
  ["a passkey", () => createPasskeyOwner(config.deployment.webAuthnVerifier)],
  ["a wallet", openWallet],
];

const revokeAll = (): Call => ({
  to: config.deployment.sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
});
const walk = (): Call => ({ to: config.deployment.hourglass, data: encodeMove("0x00") });
const transfer = (to: Address, amount: bigint): Call => ({
  to: config.deployment.sand,
  data: encodeFunctionData({ abi: sandAbi, functionName: "transfer", args: [to, amount] }),
});

/** Sends an operation of the owner and waits for the chain. */
async function send(guest: Guest, calls: readonly Call[]) {
  const sent = await sendOwnerOperation(
    { rpc: chain, bundler, sponsor },
    { ...guest, chainId: 31337, calls, gasLimits },
  );
  return { ...sent, isSuccess: await waitFor(sent.userOpHash) };
}

/** A sponsor with this one's key that asks nothing. */
function createLavishSponsor(): KitClient {
  const { deployment } = config;
  const request = async ({ params }: { params?: unknown }) => {
    const [operation, window] = [parseSponsorRequest(params).operation, createOperationWindow(Date.now() / 1000)];
    const address = deployment.sessionPaymaster;
    const generation = await chain.readContract({ address, abi: sessionPaymasterAbi, functionName: "generation" });
    const module = { ...sponsorModuleOf(deployment), generation };
    const signer = privateKeyToAccount(localKeys.sponsorSigner);
    const paymasterData = await signOperationVoucher(signer, module, toOperation(operation), window);
    const { paymasterVerificationGasLimit } = operationPaymasterGas;
    const limits = { paymasterVerificationGasLimit: numberToHex(paymasterVerificationGasLimit) };
    return { paymaster: address, paymasterData, ...limits, paymasterPostOpGasLimit: "0x0" };
  };
  return createClient({ transport: custom({ request }) }) as Client as KitClient;
}

async function waitFor(userOpHash: Hex): Promise<boolean> {
  const found = await vi.waitUntil(
    async () => {
      const logs = await chain.getContractEvents({
        address: config.deployment.entryPoint,
        abi: entryPoint08Abi,
        eventName: "UserOperationEvent",
        args: { userOpHash },
        fromBlock: 0n,
        strict: true,
      });
      return logs[0];
    },
    { timeout: 20_000, interval: 50 },
  );
  return found.args.success;
}

/** An operation of the owner at its next nonce, with fees of the test, sponsored and signed, not sent. */
async function prepare(guest: Guest, calls: readonly Call[]) {
  const { account, owner } = guest;
  const nonce = await readNonce(chain, account, 0n);
  const factory = nonce === 0n ? guest.factory : undefined;
  return prepareOwnerOperation({ chainId: 31337, account, owner, calls, nonce, fees, gasLimits, factory }, sponsor);
}

/** A first operation of the owner. */
const parametersOf = ({ account, owner, factory }: Guest, calls: readonly Call[]) => ({
  ...{ chainId: 31337, account, owner, factory, calls, nonce: 0n, fees, gasLimits },
});

/** Signs an operation as its owner does, as it is. */
async function resign({ owner }: Guest, operation: Operation): Promise<Operation> {
  const full = { ...operation, paymasterVerificationGasLimit: 60_000n, paymasterPostOpGasLimit: 0n };
  const domain = { chainId: 31337, entryPointAddress: config.deployment.entryPoint };
  const typedData = getUserOperationTypedData({ ...domain, userOperation: full });
  return { ...full, signature: await owner.signTypedData(typedData as unknown as OwnerTypedData) };
}

const anvil = () =>
  createTestClient({ mode: "anvil", transport: http(stack.env.RPC_URL) })
    .extend(publicActions)
    .extend(walletActions);

/** Sand that nobody earned: the game itself mints it, by the test's hand. */
async function giveSand(account: Address, amount: bigint) {
  const client = anvil();
  const { hourglass, sand } = config.deployment;
  await client.impersonateAccount({ address: hourglass });
  await client.setBalance({ address: hourglass, value: parseEther("1") });
  const data = encodeFunctionData({ abi: sandAbi, functionName: "mint", args: [account, amount] });
  const hash = await client.sendTransaction({ chain: null, account: hourglass, to: sand, data });
  await chain.waitForTransactionReceipt({ hash });
}

const epochOf = (account: Address) => readGrantEpoch(chain, config.deployment.sessionValidator, account);
const sandOf = (account: Address) =>
  chain.readContract({ address: config.deployment.sand, abi: sandAbi, functionName: "balanceOf", args: [account] });
const depositOf = () =>
  chain.readContract({
    address: config.deployment.entryPoint,
    abi: entryPoint08Abi,
    functionName: "balanceOf",
    args: [config.deployment.sessionPaymaster],
  });

/** What the EntryPoint says of an operation that somebody bundles for himself. */
async function refusalOfEntryPoint(operation: Operation): Promise<string> {
  const relayer = privateKeyToAccount(localKeys.relayer).address;
  const call = {
    address: config.deployment.entryPoint,
    abi: entryPoint08Abi,
    functionName: "handleOps",
    args: [[toPackedUserOperation(operation)], relayer],
    account: relayer,
  } as const;
  return chain.simulateContract(call).then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("an operation that the owner signs", () => {
  test.each(owners)("is paid for: %s makes its account, ends all sessions and acts", async (name, create) => {
    const guest = await createGuest(chain, config, {}, await create());
    const before = await depositOf();
    const first = await send(guest, [revokeAll()]);
    expect(first.isSuccess).toBe(true);
    expect(first.operation.factory).toBe(guest.factory.factory);
    // 0 at birth.
    expect(numberOfEpoch(await epochOf(guest.account))).toBe(1);

    await giveSand(guest.account, 5n);
    const isConfined = name === "a device key";
    const second = await send(guest, [isConfined ? walk() : transfer(stranger, 2n)]);
    expect(second.isSuccess).toBe(true);
    expect(second.operation.factory).toBeUndefined();
    expect(await sandOf(guest.account)).toBe(isConfined ? 5n : 3n);
    expect(await depositOf()).toBeLessThan(before);
    expect(await chain.getBalance({ address: guest.account })).toBe(0n);
    expect(await database.operationVoucher.count({ where: { account: guest.account.toLowerCase() } })).toBe(2);
  });

  test("of a guest takes nothing out of its account, and is not paid for", async () => {
    const guest = await createGuest(chain, config);
    await send(guest, [revokeAll()]);
    await giveSand(guest.account, 5n);
    const before = await depositOf();
    const { account } = guest;
    // Alone, among others, and in the other form of calls.
    for (const calls of [[transfer(stranger, 2n)], [walk(), transfer(stranger, 2n)]]) {
      for (const isPlayerAccount of [true, false]) {
        const parameters = { chainId: 31337, account, owner: guest.owner, nonce: 1n, fees, gasLimits };
        const callData = encodeCalls(calls, isPlayerAccount);
        await expect(prepareOwnerOperation({ ...parameters, calls: { callData } }, sponsor)).rejects.toMatchObject({
          part: "sponsor",
          details: expect.stringContaining("a device key"),
        });
        // The chain has the last word, also where a sponsor would pay for everything.
        const { operation } = await prepareOwnerOperation(
          { ...parameters, calls: { callData } },
          createLavishSponsor(),
        );
        await expect(sendOperation(bundler, operation)).rejects.toMatchObject({ part: "bundler", code: "AA23" });
        expect(await refusalOfEntryPoint(operation)).toContain("AA23");
      }
    }
    expect(await sandOf(account)).toBe(5n);
    expect(await depositOf()).toBe(before);
  });

  test("is priced with a stub first, by clients that ask the bundler for gas", async () => {
    const guest = await createGuest(chain, config);
    const { account, owner, factory } = guest;
    const parameters = { chainId: 31337, account, owner, calls: [revokeAll()], nonce: 0n, fees, factory };
    const draft = buildOwnerOperation({ ...parameters, gasLimits }, true);
    const { signature: _none, ...asked } = draft;
    const fields = Object.entries(asked).map(([key, value]) => [
      key,
      typeof value === "bigint" ? numberToHex(value) : value,
    ]);
    const stub = (await sponsor.request({
      method: "pm_getPaymasterStubData",
      params: [Object.fromEntries(fields), config.deployment.entryPoint, "0x7a69", { kind: "operation" }],
    })) as { paymaster: Address; paymasterData: Hex; paymasterVerificationGasLimit: Hex };
    const stubbed = {
      ...draft,
      paymaster: stub.paymaster,
      paymasterData: stub.paymasterData,
      ...{ paymasterVerificationGasLimit: BigInt(stub.paymasterVerificationGasLimit), paymasterPostOpGasLimit: 0n },
      // A signature of the right shape that is wrong: bundlers estimate with it.
      signature: `0x${"11".repeat(64)}` as Hex,
    };
    const estimate = await estimateGasLimits(bundler, stubbed, config.deployment.entryPoint);
    expect(await database.operationVoucher.count({ where: { account: account.toLowerCase() } })).toBe(0);
    const { operation, userOpHash } = await prepareOwnerOperation({ ...parameters, gasLimits: estimate }, sponsor);
    await sendOperation(bundler, operation);
    expect(await waitFor(userOpHash)).toBe(true);
  });

  test.each<[string, (guest: Guest) => Call[], string]>([
    ["a foreign call", () => [{ to: stranger, data: "0x12345678" }], "sand.transfer"],
    [
      "an approval of a stranger",
      () => [
        {
          to: config.deployment.sand,
          data: encodeFunctionData({ abi: sandAbi, functionName: "approve", args: [stranger, 1n] }),
        },
      ],
      "approval of the Bazaar",
    ],
    ["native value", () => [{ ...transfer(stranger, 0n), value: 1n }], "without native value"],
    ["a foreign call behind a good one", () => [revokeAll(), { to: stranger, data: "0x12345678" }], "sand.transfer"],
  ])("is refused with its reason: %s", async (_name, callsOf, reason) => {
    const guest = await createGuest(chain, config);
    await expect(prepare(guest, callsOf(guest))).rejects.toMatchObject({
      part: "sponsor",
      details: expect.stringContaining(reason),
    });
    expect(await database.operationVoucher.count({ where: { account: guest.account.toLowerCase() } })).toBe(0);
  });

  test("is refused when it would revert, before anybody signs", async () => {
    const guest = await createGuest(chain, config);
    await send(guest, [revokeAll()]);
    await expect(prepare(guest, [transfer(stranger, 1n)])).rejects.toMatchObject({
      details: expect.stringContaining("ERC20InsufficientBalance"),
    });
  });

  test("is refused for an account that is not of this game, or not the factory's for these arguments", async () => {
    const [guest, other] = [await createGuest(chain, config), await createGuest(chain, config)];
    for (const wrong of [{ factory: undefined }, { factory: other.factory }]) {
      const parameters = { chainId: 31337, ...guest, ...wrong, calls: [revokeAll()], nonce: 0n, fees, gasLimits };
      await expect(prepareOwnerOperation(parameters, sponsor)).rejects.toMatchObject({
        details: expect.stringContaining("account"),
      });
    }
  });

  test("gets the same voucher when it is asked for again, and counts once however often a stranger asks", async () => {
    const guest = await createWalletGuest();
    await leaveEndOfWindow(chain, stack.env.RPC_URL);
    const ask = async (amount: bigint) => (await prepare(guest, [transfer(stranger, amount)])).operation;
    const first = await ask(0n);
    expect((await ask(0n)).paymasterData).toBe(first.paymasterData);
    const others = new Set<string | undefined>();
    for (let amount = 1n; amount <= 8n; amount++) others.add((await ask(amount)).paymasterData);
    expect(others.size).toBe(8);
    const account = guest.account.toLowerCase();
    expect(await database.operationVoucher.count({ where: { account } })).toBe(9);
    // Only one of them can be used, so the dearest counts.
    const rows = await database.operationVoucher.findMany({ where: { account }, select: { maxWei: true } });
    const dearest = rows.map(({ maxWei }) => BigInt(maxWei.toFixed(0))).reduce((a, b) => (a > b ? a : b));
    for (const scope of ["operations", "account"] as const) {
      const row = await database.budget.findFirstOrThrow({ where: { scope, subject: account } });
      expect(BigInt(row.promisedWei.toFixed(0)), scope).toBe(dearest);
    }
  });

  test("is refused when the account's share of the day is used, and ends a promised session all the same", async () => {
    const guest = await createWalletGuest();
    const { entryPoint, chainId } = config.deployment;
    await requestVoucher(sponsor, { ...guest, entryPoint, chainId, gasLimits: config.sponsor });
    for (let nonce = 1n; nonce <= 3n; nonce++) {
      const { operation } = await prepare(guest, [transfer(stranger, 0n)]);
      await sendOperation(bundler, operation);
      await vi.waitUntil(async () => (await readNonce(chain, guest.account, 0n)) === nonce, { timeout: 20_000 });
    }
    await expect(prepare(guest, [transfer(stranger, 0n)])).rejects.toMatchObject({
      part: "sponsor",
      details: expect.stringMatching(
        /own operations for today: seen "\d+ wei more"; allowed: \d+ wei a day; try again/,
      ),
    });
    const ends = { ...parametersOf(guest, [revokeAll()]), nonce: 3n, factory: undefined };
    const few = { callGasLimit: 150_000n, verificationGasLimit: 600_000n };
    const { operation, userOpHash } = await prepareOwnerOperation({ ...ends, gasLimits: few }, sponsor);
    await sendOperation(bundler, operation);
    expect(await waitFor(userOpHash)).toBe(true);
  });

  test("is not paid for by a voucher that was used, or is somebody else's, or another operation's", async () => {
    const [guest, other] = [await createWalletGuest(), await createWalletGuest()];
    const { operation } = await prepare(guest, [revokeAll()]);
    expect(await refusalOfEntryPoint(operation)).toBe("accepted");
    const { paymaster, paymasterData } = operation;
    const thefts = [
      await resign(other, {
        ...buildOwnerOperation(parametersOf(other, [revokeAll()]), true),
        paymaster,
        paymasterData,
      }),
      await resign(guest, { ...operation, callData: encodeCalls([transfer(stranger, 0n)]) }),
      await resign(guest, { ...operation, callGasLimit: 5_000_000n }),
      await resign(guest, { ...operation, maxFeePerGas: operation.maxFeePerGas * 2n }),
    ];
    // Each is signed by its own owner: it is the voucher that does not fit.
    for (const theft of thefts) expect(await refusalOfEntryPoint(theft)).toContain("AA34");
    await sendOperation(bundler, operation);
    await vi.waitUntil(async () => (await readNonce(chain, guest.account, 0n)) === 1n, { timeout: 20_000 });
    expect(await refusalOfEntryPoint(operation)).toMatch(/AA10|AA25/);
    await expect(sendOperation(bundler, operation)).rejects.toMatchObject({ part: "bundler" });
    await expect(
      prepareOwnerOperation({ ...parametersOf(guest, [revokeAll()]), factory: undefined }, sponsor),
    ).rejects.toMatchObject({ details: expect.stringContaining("nonce: seen 0; allowed: 1, the next one") });
  });

  test("is not paid for while the watcher denies the account, nor is a session of it", async () => {
    const guest = await createGuest(chain, config);
    const deny = async (isDenied: boolean) => {
      const watcher = privateKeyToAccount(localKeys.deployer);
      const paymaster = { address: config.deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
      const from = { ...paymaster, chain: null, account: watcher };
      const hash = isDenied
        ? await anvil().writeContract({ ...from, functionName: "denyAccount", args: [guest.account, []] })
        : await anvil().writeContract({ ...from, functionName: "allowAccount", args: [guest.account] });
      await chain.waitForTransactionReceipt({ hash });
    };
    const askForSession = () =>
      requestVoucher(sponsor, {
        ...guest,
        entryPoint: config.deployment.entryPoint,
        chainId: 31337,
        gasLimits: config.sponsor,
      });
    await deny(true);
    await expect(askForSession()).rejects.toMatchObject({ details: expect.stringContaining("denied") });
    await expect(prepare(guest, [revokeAll()])).rejects.toMatchObject({ details: expect.stringContaining("denied") });
    await deny(false);
    await askForSession();
    await prepare(guest, [revokeAll()]);
  });

  test("gets no voucher while the database is gone, and the answer says so; a session that has one plays on", async () => {
    const guest = await createGuest(chain, config);
    const player = await createGuest(chain, config);
    const { entryPoint, hourglass } = config.deployment;
    const voucher = await requestVoucher(sponsor, { ...player, entryPoint, chainId: 31337, gasLimits: config.sponsor });
    await stack.database?.stop();
    const { operation, userOpHash } = await prepareOperation({
      ...{ chainId: 31337, signed: player, signer: player.key, factory: player.factory, enables: true, voucher, fees },
      nowSeconds: 0,
      calls: [{ to: hourglass, data: encodeMove("0x00") }],
      nonce: player.grant.nonceKey << 64n,
      gasLimits: { callGasLimit: 400_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 200_000n },
    });
    await sendOperation(bundler, operation);
    expect(await waitFor(userOpHash)).toBe(true);
    await expect(prepare(guest, [revokeAll()])).rejects.toThrow("does not answer");
    await stack.database?.start();
    await prepare(guest, [revokeAll()]);
  });
});

test("hashOperationVoucher is the contract's hashOperation", async () => {
  const { sessionPaymaster: paymaster } = config.deployment;
  const at = { address: paymaster, abi: sessionPaymasterAbi } as const;
  const generation = await chain.readContract({ ...at, functionName: "generation" });
  const module = { ...sponsorModuleOf(config.deployment), generation };
  for (let round = 1n; round < 6n; round += 1n) {
    const operation: Operation = {
      sender: stranger,
      nonce: round,
      callData: numberToHex(round * 7919n),
      ...{ callGasLimit: round, verificationGasLimit: round * 2n, preVerificationGas: round * 3n },
      ...{ maxFeePerGas: round * 4n, maxPriorityFeePerGas: round * 5n },
      ...{ paymasterVerificationGasLimit: round * 6n, paymasterPostOpGasLimit: round * 7n },
      ...(round % 2n ? { factory: paymaster, factoryData: numberToHex(round) } : {}),
      signature: "0x",
    };
    const window = { validAfter: Number(round), validUntil: Number(round) + 300 };
    const packed = toPackedUserOperation({ ...operation, paymaster, paymasterData: "0x" });
    const onChain = await chain.readContract({
      ...at,
      functionName: "hashOperation",
      args: [packed, window.validAfter, window.validUntil],
    });
    expect(hashOperationVoucher(module, operation, window)).toBe(onChain);
  }
});
