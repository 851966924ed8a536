import { sessionPaymasterAbi, sessionValidatorAbi } from "@hourglass/session/abis";
import type { Owner, OwnerTypedData } from "@hourglass/session/core";
import {
  buildOwnerOperation,
  type Call,
  createMemoryKeyStore,
  createWalletOwner,
  encodeCalls,
  estimateGasLimits,
  hashOperationVoucher,
  numberOfEpoch,
  type Operation,
  openDeviceOwner,
  prepareOperation,
  prepareOwnerOperation,
  readGrantEpoch,
  readNonce,
  requestVoucher,
  sendOperation,
  sendOwnerOperation,
  sponsorModuleOf,
} from "@hourglass/session/core";
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
import { createOperationWindow, signOperationVoucher, toOperation } from "@/session/src/sponsor/answer/vouchers";
import { operationPaymasterGas } from "@/session/src/sponsor/decide/gas";
import { readSponsorRequest } from "@/session/src/sponsor/parse/sponsorRequest";
import { createPasskeyOwner } from "@/session/test/passkeyOwner";
import { createChainClient } from "../chain";
import { serveConfig } from "../config";
import { createDatabase, type Database } from "../database";
import { serveBundler } from "../rpc/bundlerDoor";
import { createGuest, encodeEmbark, type Guest, leaveEndOfWindow, startTestStack, toTransport } from "../testWorld";
import { serveSponsor } from "./serve";

vi.setConfig({ testTimeout: 60_000 });

type KitClient = Parameters<typeof sendOperation>[0];

const fees = { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
const gasLimits = { callGasLimit: 150_000n, verificationGasLimit: 1_000_000n };
/** Enough for three operations of these tests, but not for four. */
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

/** Somebody whose account is not confined, as a guest's is. */
const createWalletGuest = async () => createGuest(chain, config, {}, await openWallet());

const owners: [string, () => Promise<Owner>][] = [
  ["a device key", () => openDeviceOwner(createMemoryKeyStore(), config.deployment.p256Verifier)],
  ["a passkey", () => createPasskeyOwner(config.deployment.webAuthnVerifier)],
  ["a wallet", openWallet],
];

const countOperations = (account: string) =>
  database.sponsorVoucher.count({ where: { account: account.toLowerCase(), kind: "operation" } });

const revokeAll = (): Call => ({
  to: config.deployment.sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
});
const setOut = (): Call => ({ to: config.deployment.hourglass, data: encodeEmbark() });
const transfer = (to: Address, amount: bigint): Call => ({
  to: config.deployment.sand,
  data: encodeFunctionData({ abi: sandAbi, functionName: "transfer", args: [to, amount] }),
});

/** Sends an operation of the owner and waits until it is on chain. */
async function send(guest: Guest, calls: readonly Call[]) {
  const sent = await sendOwnerOperation(
    { rpc: chain, bundler, sponsor },
    { ...guest, chainId: 31337, calls, gasLimits },
  );
  return { ...sent, isSuccess: await waitFor(sent.userOpHash) };
}

/** A sponsor with the same key and without any checks. */
function createLavishSponsor(): KitClient {
  const { deployment } = config;
  const request = async ({ params = [] }: { params?: unknown[] }) => {
    const [operation, window] = [readSponsorRequest(params).operation, createOperationWindow(Date.now() / 1000)];
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

/** An operation of the owner with its next nonce and the test's fees, sponsored and signed, not sent. */
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

/** Signs an operation as its owner, unchanged. */
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

/** Gives Sand that nobody earned: the test lets the game mint it. */
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

/** The EntryPoint's error for an operation that its sender bundles. */
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
  test.each(owners)("is paid for: %s creates its account, ends all sessions and acts", async (name, create) => {
    const guest = await createGuest(chain, config, {}, await create());
    const before = await depositOf();
    const first = await send(guest, [revokeAll()]);
    expect(first.isSuccess).toBe(true);
    expect(first.operation.factory).toBe(guest.factory.factory);
    // 0 at first.
    expect(numberOfEpoch(await epochOf(guest.account))).toBe(1);

    await giveSand(guest.account, 5n);
    const isConfined = name === "a device key";
    const second = await send(guest, [isConfined ? setOut() : transfer(stranger, 2n)]);
    expect(second.isSuccess).toBe(true);
    expect(second.operation.factory).toBeUndefined();
    expect(await sandOf(guest.account)).toBe(isConfined ? 5n : 3n);
    expect(await depositOf()).toBeLessThan(before);
    expect(await chain.getBalance({ address: guest.account })).toBe(0n);
    expect(await countOperations(guest.account)).toBe(2);
  });

  test("of a guest cannot take anything out of the account, and is not paid for", async () => {
    const guest = await createGuest(chain, config);
    await send(guest, [revokeAll()]);
    await giveSand(guest.account, 5n);
    const before = await depositOf();
    const { account } = guest;
    // Alone, among others, and in the other form of calls.
    for (const calls of [[transfer(stranger, 2n)], [setOut(), transfer(stranger, 2n)]]) {
      for (const isPlayerAccount of [true, false]) {
        const parameters = { chainId: 31337, account, owner: guest.owner, nonce: 1n, fees, gasLimits };
        const callData = encodeCalls(calls, isPlayerAccount);
        await expect(prepareOwnerOperation({ ...parameters, calls: { callData } }, sponsor)).rejects.toMatchObject({
          part: "sponsor",
          details: expect.stringContaining("a device key"),
        });
        // The chain decides in the end, even if a sponsor would pay for everything.
        const { operation } = await prepareOwnerOperation(
          { ...parameters, calls: { callData } },
          createLavishSponsor(),
        );
        await expect(sendOperation(bundler, operation)).rejects.toMatchObject({
          part: "bundler",
          entryPointCode: "AA23",
        });
        expect(await refusalOfEntryPoint(operation)).toContain("AA23");
      }
    }
    expect(await sandOf(account)).toBe(5n);
    expect(await depositOf()).toBe(before);
  });

  test("is estimated with a stub first, by clients that ask the bundler for gas", async () => {
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
      // A wrong signature of the right shape: bundlers estimate with it.
      signature: `0x${"11".repeat(64)}` as Hex,
    };
    const estimate = await estimateGasLimits(bundler, stubbed, config.deployment.entryPoint);
    expect(await countOperations(account)).toBe(0);
    const { operation, userOpHash } = await prepareOwnerOperation({ ...parameters, gasLimits: estimate }, sponsor);
    await sendOperation(bundler, operation);
    expect(await waitFor(userOpHash)).toBe(true);
  });

  test.each<[string, (guest: Guest) => Call[], string]>([
    ["a foreign call", () => [{ to: stranger, data: "0x12345678" }], "sand.transfer"],
    [
      "an approval for a stranger",
      () => [
        {
          to: config.deployment.sand,
          data: encodeFunctionData({ abi: sandAbi, functionName: "approve", args: [stranger, 1n] }),
        },
      ],
      "approval of the Bazaar",
    ],
    ["native value", () => [{ ...transfer(stranger, 0n), value: 1n }], "without native value"],
    [
      "a forbidden call after an allowed one",
      () => [revokeAll(), { to: stranger, data: "0x12345678" }],
      "sand.transfer",
    ],
  ])("is refused with its reason: %s", async (_name, callsOf, reason) => {
    const guest = await createGuest(chain, config);
    await expect(prepare(guest, callsOf(guest))).rejects.toMatchObject({
      part: "sponsor",
      details: expect.stringContaining(reason),
    });
    expect(await countOperations(guest.account)).toBe(0);
  });

  test("is refused before anybody signs, when it would revert", async () => {
    const guest = await createGuest(chain, config);
    await send(guest, [revokeAll()]);
    await expect(prepare(guest, [transfer(stranger, 1n)])).rejects.toMatchObject({
      details: expect.stringContaining("ERC20InsufficientBalance"),
    });
  });

  test("is refused for an account of another game, or with other factory arguments than its own", async () => {
    const [guest, other] = [await createGuest(chain, config), await createGuest(chain, config)];
    for (const wrong of [{ factory: undefined }, { factory: other.factory }]) {
      const parameters = { chainId: 31337, ...guest, ...wrong, calls: [revokeAll()], nonce: 0n, fees, gasLimits };
      await expect(prepareOwnerOperation(parameters, sponsor)).rejects.toMatchObject({
        details: expect.stringContaining("account"),
      });
    }
  });

  test("gets the same voucher when requested again, and counts once however often a stranger asks", async () => {
    const guest = await createWalletGuest();
    await leaveEndOfWindow(chain, stack.env.RPC_URL);
    const ask = async (amount: bigint) => (await prepare(guest, [transfer(stranger, amount)])).operation;
    const first = await ask(0n);
    expect((await ask(0n)).paymasterData).toBe(first.paymasterData);
    const others = new Set<string | undefined>();
    for (let amount = 1n; amount <= 8n; amount++) others.add((await ask(amount)).paymasterData);
    expect(others.size).toBe(8);
    const account = guest.account.toLowerCase();
    expect(await countOperations(account)).toBe(9);
    // Only one of them can be used, so the most expensive counts.
    const rows = await database.sponsorVoucher.findMany({ where: { account, kind: "operation" } });
    const dearest = rows.map(({ maxCost }) => BigInt(maxCost.toFixed(0))).reduce((a, b) => (a > b ? a : b));
    for (const scope of ["ownerCalls", "account"]) {
      const row = await database.sponsorBudget.findFirstOrThrow({ where: { scope, subject: account } });
      expect(BigInt(row.promised.toFixed(0)), scope).toBe(dearest);
    }
  });

  test("is refused when the account's share of the day is used up, but can still end a promised session", async () => {
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

  test("is not paid for with a voucher that was used, or is for another account or operation", async () => {
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
    // Each is signed by its own owner; only the voucher does not match.
    for (const theft of thefts) expect(await refusalOfEntryPoint(theft)).toContain("AA34");
    await sendOperation(bundler, operation);
    await vi.waitUntil(async () => (await readNonce(chain, guest.account, 0n)) === 1n, { timeout: 20_000 });
    expect(await refusalOfEntryPoint(operation)).toMatch(/AA10|AA25/);
    await expect(sendOperation(bundler, operation)).rejects.toMatchObject({ part: "bundler" });
    await expect(
      prepareOwnerOperation({ ...parametersOf(guest, [revokeAll()]), factory: undefined }, sponsor),
    ).rejects.toMatchObject({ details: expect.stringContaining("nonce: seen 0; allowed: 1, the next one") });
  });

  test("is not paid for while the watcher denies the account, and neither are its sessions", async () => {
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

  test("gets no voucher while the database is down, and the answer says so; a session with a voucher continues", async () => {
    const guest = await createGuest(chain, config);
    const player = await createGuest(chain, config);
    const { entryPoint, hourglass } = config.deployment;
    const voucher = await requestVoucher(sponsor, { ...player, entryPoint, chainId: 31337, gasLimits: config.sponsor });
    await stack.database?.stop();
    const { operation, userOpHash } = await prepareOperation({
      ...{ chainId: 31337, signed: player, signer: player.key, factory: player.factory, enables: true, voucher, fees },
      nowSeconds: 0,
      calls: [{ to: hourglass, data: encodeEmbark() }],
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
