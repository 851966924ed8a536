import { createSmartAccountClient } from "permissionless";
import { createClient, createWalletClient, decodeFunctionData, http, parseAbi, parseGwei } from "viem";
import { createBundlerClient, entryPoint08Abi } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sponsorTransport } from "../../test/player.ts";
import { startWorld, type World } from "../../test/world.ts";
import {
  accountKey,
  accountOwner,
  allow,
  type CreateSessionsParameters,
  createSessions,
  deviceOwner,
  isSessionError,
  memoryStore,
  parseGrant,
  type Session,
  type Sessions,
  serializeGrant,
} from "../index.ts";
import { OP_FEE_ORACLE } from "../operation/dataGas.ts";
import { readBundlerFees } from "../operation/fees.ts";
import { createLocalLock } from "../store/locks.ts";

const abi = parseAbi([
  "function play(uint256 value) payable",
  "function spend(uint256, uint256 amount)",
  "function fail(uint256 value)",
  "function played() view returns (uint256)",
  "error Refused(uint256 value)",
]);

let world: World;
const opened: Sessions[] = [];
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await Promise.all(opened.map((sessions) => sessions.dispose()));
  await world.dispose();
});

function start(overrides: Partial<CreateSessionsParameters> = {}) {
  const sessions = createSessions({
    ...{ chain: world.chain, deployment: world.deployment, bundler: http(world.bundlerUrl) },
    ...{ sponsor: sponsorTransport(world), store: memoryStore() },
    ...overrides,
  });
  opened.push(sessions);
  return sessions;
}
const permissions = () =>
  [
    allow({ address: world.contracts.target, abi, functions: { play: true, fail: true, spend: { spend: "amount" } } }),
  ] as const;
const limits = { calls: 20, spend: 10n };
const played = () => world.rpc.readContract({ abi, address: world.contracts.target, functionName: "played" });
const play = (session: Session, value: bigint) =>
  session.writeContract({ address: world.contracts.target, abi, functionName: "play", args: [value] });

test("ten lines: open, call, see, end", async () => {
  const sessions = start();
  const session = await sessions.open({ owner: deviceOwner(), permissions: permissions(), limits });
  expect(session.snapshot.status).toBe("granted");
  expect(sessions.current).toBe(session);
  const enabled = vi.fn();
  session.on("enabled", enabled);
  const before = await played();
  const hash = await play(session, 5n);
  expect(await played()).toBe(before + 5n);
  expect(session.snapshot).toMatchObject({ status: "active", left: { calls: 19, spend: 10n } });
  expect(enabled).toHaveBeenCalledOnce();
  expect((await world.rpc.getTransactionReceipt({ hash })).status).toBe("success");

  const ended = vi.fn();
  session.on("ended", ended);
  const { hash: endHash } = await session.end();
  expect(endHash).toBeDefined();
  expect(ended).toHaveBeenCalledWith({ reason: "revoked", error: undefined, unsent: [] });
  expect(sessions.current).toBeUndefined();
  const late = await play(session, 1n).catch((error: unknown) => error);
  expect(isSessionError(late, "SessionEndedError") && late.reason).toBe("revoked");
});

test("calls that were not granted are refused before they are sent, with the reason", async () => {
  const session = await start().open({ owner: deviceOwner(), permissions: permissions(), limits });
  const target = { address: world.contracts.target, abi } as const;
  const refusal = session.permits({ ...target, functionName: "play", args: [1n], value: 1n });
  expect(!refusal.ok && refusal.error).toMatchObject({ because: "value", seen: 1n, allowed: 0n });
  const spend = (amount: bigint) => session.permits({ ...target, functionName: "spend", args: [0n, amount] });
  expect(spend(10n).ok).toBe(true);
  const tooMuch = spend(11n);
  expect(!tooMuch.ok && tooMuch.error).toMatchObject({ because: "spend", seen: 11n, allowed: 10n });
  await expect(session.sendCalls({ calls: [] })).rejects.toThrow("nothing to send");
  // Together they need room for both.
  const two = [6n, 6n].map((amount) => ({ ...target, functionName: "spend", args: [0n, amount] }) as const);
  await expect(session.sendCalls({ calls: two })).rejects.toMatchObject({
    name: "NotPermittedError",
    because: "spend",
  });
});

test("if calls go out together and one reverts, the others still happen", async () => {
  const session = await start().open({ owner: deviceOwner(), permissions: permissions(), limits });
  const before = await played();
  await play(session, 1n);
  const target = { address: world.contracts.target, abi } as const;
  const sent = await Promise.all(
    [
      { ...target, functionName: "play", args: [2n] } as const,
      { ...target, functionName: "fail", args: [7n] } as const,
      { ...target, functionName: "play", args: [3n] } as const,
    ].map((call) => session.sendCalls({ calls: [call] })),
  );
  const results = await Promise.allSettled(sent.map(({ id }) => session.waitForCalls({ id })));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const [, failed] = results;
  const error = failed?.status === "rejected" ? failed.reason : undefined;
  expect(isSessionError(error, "RefusedError") || isSessionError(error, "CallsRevertedError")).toBe(true);
  expect(error.contractError).toEqual({ name: "Refused", args: [7n] });
  expect(await played()).toBe(before + 6n);
});

test("a reload resumes without a prompt; permissions that are not covered need a new grant", async () => {
  const store = memoryStore();
  const owner = accountOwner(privateKeyToAccount(generatePrivateKey()));
  const asked = vi.fn(async () => undefined);
  const first = start({ store });
  const session = await first.open({ owner, permissions: permissions(), limits, confirm: asked });
  await play(session, 1n);
  await first.dispose();

  const second = start({ store });
  const request = await second.prepare({ owner, permissions: permissions(), limits });
  expect(request).toMatchObject({ resumes: true, account: session.account });
  const resumed = await second.open({ owner, permissions: permissions(), limits, confirm: asked });
  expect(resumed.id).toBe(session.id);
  expect(asked).toHaveBeenCalledTimes(1);
  await play(resumed, 1n);
  await vi.waitFor(() => expect(resumed.snapshot).toMatchObject({ status: "active", left: { calls: 18 } }));

  const more = [allow({ address: world.contracts.target, abi, functions: { play: { calls: 3 } } })] as const;
  const other = await second.open({ owner, permissions: more, limits: { calls: 3 }, confirm: asked });
  expect(other.id).not.toBe(session.id);
  expect(asked).toHaveBeenCalledTimes(2);
  // One lane has one session: this one plays, in place of the previous one.
  await play(other, 1n);
  await expect(start().open({ owner, permissions: permissions(), limits, resume: "only" })).rejects.toThrow(
    "No session",
  );
});

test("a renewal is a new key for the same object, and no waiting call is lost", async () => {
  const session = await start().open({
    owner: deviceOwner(),
    permissions: permissions(),
    limits: { calls: 2, spend: 1n },
  });
  await play(session, 1n);
  await play(session, 1n);
  const full = session.permits({ address: world.contracts.target, abi, functionName: "play", args: [1n] });
  expect(!full.ok && full.error.because).toBe("calls");
  const before = session.id;
  await session.renew({ limits: { calls: 5 } });
  expect(session.id).not.toBe(before);
  expect(session.snapshot).toMatchObject({ status: "granted", left: { calls: 5 } });
  await play(session, 1n);
  expect(session.snapshot.left.calls).toBe(4);
});

test("an outage loses nothing", async () => {
  const session = await start().open({ owner: deviceOwner(), permissions: permissions(), limits });
  await play(session, 1n);
  const before = await played();
  await world.stopBundler();
  const { id } = await session.sendCalls({
    calls: [{ address: world.contracts.target, abi, functionName: "play", args: [4n] }],
  });
  await vi.waitFor(() => expect(session.snapshot.down?.part).toBe("bundler"), { timeout: 20_000 });
  await world.startBundler();
  session.retry();
  await session.waitForCalls({ id });
  expect(await played()).toBe(before + 4n);
});

test("an agent adopts a grant for its own key, received as text", async () => {
  const agent = privateKeyToAccount(generatePrivateKey());
  const sessions = start();
  const grant = await sessions.grant({ owner: deviceOwner(), permissions: permissions(), limits, to: agent.address });
  const text = serializeGrant(grant);
  expect(parseGrant(text)).toEqual(grant);
  const session = await start().adopt(parseGrant(text), { key: accountKey(agent), abis: [abi] });
  const before = await played();
  await play(session, 2n);
  expect(await played()).toBe(before + 2n);
  // Beside the page that granted, each on its own lane, also in one process.
  const page = await sessions.open({ owner: deviceOwner(), permissions: permissions(), limits });
  const guest = await sessions.adopt(
    await sessions.grant({ owner: deviceOwner(), permissions: permissions(), limits, to: agent.address }),
    {
      ...{ key: accountKey(agent), abis: [abi] },
    },
  );
  expect(guest.account).toBe(page.account);
  await Promise.all([play(page, 1n), play(guest, 1n), play(page, 1n), play(guest, 1n)]);
  expect([page.snapshot.role, guest.snapshot.role]).toEqual(["sender", "sender"]);
  const stranger = accountKey(privateKeyToAccount(generatePrivateKey()));
  await expect(start().adopt(grant, { key: stranger })).rejects.toThrow("another key");
  for (const field of ["grant", "ownerSignature", "factory", "validator", "chainId"]) {
    const { [field]: _, ...broken } = JSON.parse(text);
    expect(() => parseGrant(JSON.stringify(broken)), field).toThrow(
      expect.objectContaining({ name: "InvalidGrantError", field }),
    );
  }
});

test("standard clients estimate and send with the session as a smart account", async () => {
  const session = await start().open({ owner: deviceOwner(), permissions: permissions(), limits });
  await play(session, 1n);
  const account = await session.toSmartAccount();
  const paymaster = session.toPaymaster();
  if (!paymaster) throw new Error("the sponsor of the tests pays");
  const fees = await readBundlerFees(
    createClient({ chain: world.chain, transport: http(world.bundlerUrl) }),
    world.rpc,
  );
  const calls = [{ to: world.contracts.target, abi, functionName: "play", args: [3n] }] as const;
  const before = await played();

  const viem = createBundlerClient({
    account,
    paymaster,
    chain: world.chain,
    client: world.rpc,
    transport: http(world.bundlerUrl),
    pollingInterval: 100,
  });
  const hash = await viem.sendUserOperation({ calls, ...fees });
  expect((await viem.waitForUserOperationReceipt({ hash })).success).toBe(true);

  const permissionless = createSmartAccountClient({
    ...{
      account,
      chain: world.chain,
      client: world.rpc,
      bundlerTransport: http(world.bundlerUrl),
      pollingInterval: 100,
    },
    ...{ paymaster, userOperation: { estimateFeesPerGas: async () => fees } },
  });
  const sent = await permissionless.sendTransaction({ calls });
  expect((await world.rpc.getTransactionReceipt({ hash: sent })).status).toBe("success");
  expect(await played()).toBe(before + 6n);
});

test("two tabs: one sends, the other passes its calls to it and gets the results", async () => {
  const shared = { store: memoryStore(), lock: createLocalLock() };
  const first = start(shared);
  const session = await first.open({ owner: deviceOwner(), permissions: permissions(), limits });
  await play(session, 1n);
  const other = await start(shared).open({ owner: deviceOwner(), permissions: permissions(), limits });
  expect(other.id).toBe(session.id);
  expect(other.snapshot.role).toBe("follower");
  const before = await played();
  const receipt = await play(other, 6n);
  expect((await world.rpc.getTransactionReceipt({ hash: receipt })).status).toBe("success");
  const target = { address: world.contracts.target, abi } as const;
  await expect(other.writeContract({ ...target, functionName: "fail", args: [3n] })).rejects.toMatchObject({
    contractError: { name: "Refused" },
  });
  expect(session.snapshot.operations.flatMap(({ calls }) => calls)).toHaveLength(3);
  // The sender's tab closes: the other one takes over, and sends nothing twice.
  await first.dispose();
  await vi.waitFor(() => expect(other.snapshot.role).toBe("sender"));
  await play(other, 2n);
  expect(await played()).toBe(before + 8n);
});

test("the owner ends everything, and does what a session may not", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const owner = accountOwner(account);
  // Without a sponsor the account pays for itself.
  const sessions = start({
    sponsor: undefined as never,
    fees: async () => ({ maxFeePerGas: parseGwei("3"), maxPriorityFeePerGas: parseGwei("1") }),
  });
  const own = await sessions.accountOf(owner);
  await createWalletClient({ chain: world.chain, account: world.wallet.account, transport: http() }).sendTransaction({
    to: own,
    value: 10n ** 18n,
  });
  const session = await sessions.open({ owner, permissions: permissions(), limits: { ...limits, gas: 10n ** 17n } });
  await play(session, 1n);
  expect(session.snapshot.operations[0]?.paidBy).toBe("account");
  const { transactionHash } = await sessions.endAll({ owner });
  expect((await world.rpc.getTransactionReceipt({ hash: transactionHash })).status).toBe("success");
  const after = await play(session, 1n).catch((error: unknown) => error);
  expect(isSessionError(after, "SessionEndedError") && after.reason).toBe("revoked");
});

test("on a rollup the fee for data is part of the gas, according to its oracle", async () => {
  const wei = 10n ** 14n;
  const gas = ({ deploys, enables }: { deploys: boolean; enables: boolean }) => ({
    callGasLimit: 120_000n,
    verificationGasLimit: 150_000n + (enables ? 500_000n : 0n) + (deploys ? 400_000n : 0n),
  });
  const open = async () => {
    const session = await start({ gas }).open({ owner: deviceOwner(), permissions: permissions(), limits });
    await play(session, 1n);
    return preVerificationGasOf(session);
  };
  const before = await open();
  // Answers every question with one number, at the address of the OP stack's oracle.
  const code = `0x7f${wei.toString(16).padStart(64, "0")}5f5260205ff3` as const;
  const setCode = (bytes: `0x${string}`) =>
    world.rpc.request({ method: "anvil_setCode", params: [OP_FEE_ORACLE, bytes] } as never);
  await setCode(code);
  try {
    const after = await open();
    const { baseFeePerGas = 0n } = await world.rpc.getBlock();
    // The fee, at the highest current price of gas, with a margin for changes of the underlying price.
    expect(after - before).toBeGreaterThan(wei / ((baseFeePerGas ?? 0n) * 2n + 10n ** 10n));
  } finally {
    await setCode("0x");
  }
});

/** The last operation of an account on chain. */
async function preVerificationGasOf(session: Session): Promise<bigint> {
  const { transactionHash } = session.snapshot.operations[0] ?? {};
  if (!transactionHash) throw new Error("nothing is on chain");
  const { input } = await world.rpc.getTransaction({ hash: transactionHash });
  const { args } = decodeFunctionData({ abi: entryPoint08Abi, data: input });
  const [operations] = args as unknown as [{ preVerificationGas: bigint }[]];
  return operations[0]?.preVerificationGas ?? 0n;
}
