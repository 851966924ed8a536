import { createWalletClient, custom, encodeFunctionData, http, parseAbi } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { getCallsStatus, sendCalls, waitForCallsStatus, writeContract } from "viem/actions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createConfig, createStorage } from "wagmi";
import {
  connect,
  disconnect,
  getConnection,
  reconnect,
  sendCalls as wagmiSendCalls,
  waitForCallsStatus as wagmiWait,
  writeContract as wagmiWrite,
} from "wagmi/actions";
import { sponsorTransport } from "../../test/player.ts";
import { startWorld, type World } from "../../test/world.ts";
import {
  accountKey,
  accountOwner,
  allow,
  createSessionProvider,
  createSessions,
  deviceOwner,
  type ExecutionPermissionResponse,
  memoryStore,
  parsePermissionContext,
  type SessionStore,
  toExecutionPermissionRequest,
  walletOwner,
} from "../index.ts";
import { sessionConnector } from "../wagmi/index.ts";

const abi = parseAbi([
  "function play(uint256 value) payable",
  "function fail(uint256 value)",
  "function played() view returns (uint256)",
  "error Refused(uint256 value)",
]);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.dispose());

const played = () => world.rpc.readContract({ abi, address: world.contracts.target, functionName: "played" });
const ask = () =>
  ({
    permissions: [allow({ address: world.contracts.target, abi, functions: { play: true, fail: true } })],
    limits: { calls: 20 },
  }) as const;
const parameters = (store: SessionStore = memoryStore()) => ({
  ...{ chain: world.chain, deployment: world.deployment, bundler: http(world.bundlerUrl), store },
  sponsor: sponsorTransport(world),
});
const start = (store?: SessionStore) => createSessions(parameters(store));

test("unmodified viem code plays through the provider, each sendCalls atomic by itself", async () => {
  const sessions = start();
  const provider = createSessionProvider(sessions, { open: { ...ask(), owner: deviceOwner() } });
  const wallet = createWalletClient({ chain: world.chain, transport: custom(provider) });
  const [account] = await wallet.requestAddresses();
  if (!account) throw new Error("no account");
  expect(account).toBe(sessions.current?.account);
  expect(await wallet.getChainId()).toBe(world.chain.id);
  const target = { address: world.contracts.target, abi, account } as const;
  const before = await played();
  const hash = await writeContract(wallet, { ...target, functionName: "play", args: [2n] });
  expect((await world.rpc.getTransactionReceipt({ hash })).status).toBe("success");
  expect(await played()).toBe(before + 2n);

  const call = (functionName: "play" | "fail", value: bigint) =>
    ({ to: world.contracts.target, abi, functionName, args: [value] }) as const;
  const sent = await Promise.all([
    sendCalls(wallet, { account, calls: [call("play", 1n), call("play", 2n)] }),
    sendCalls(wallet, { account, calls: [call("play", 50n), call("fail", 3n)] }),
    sendCalls(wallet, { account, calls: [call("play", 4n)] }),
  ]);
  const waited = await Promise.all(sent.map(({ id }) => waitForCallsStatus(wallet, { id, pollingInterval: 50 })));
  expect(waited.map(({ status }) => status)).toEqual(["success", "failure", "success"]);
  expect(waited[0]).toMatchObject({ atomic: true, chainId: world.chain.id });
  expect(await played()).toBe(before + 2n + 3n + 4n);
  // A session key never signs for the account.
  await expect(wallet.signMessage({ account, message: "log in" })).rejects.toMatchObject({
    cause: expect.objectContaining({ code: 4200 }),
  });
  await expect(getCallsStatus(wallet, { id: "unknown" })).rejects.toThrow("not known here");
  // Reads go to the chain.
  expect(await provider.request({ method: "eth_blockNumber" })).toMatch(/^0x/);
  await expect(
    provider.request({ method: "eth_sendTransaction", params: [{ from: world.contracts.target, to: account }] }),
  ).rejects.toMatchObject({ code: 4100 });
  await sessions.dispose();
});

test("unmodified wagmi code plays through the connector, and continues after a reload without a prompt", async () => {
  const store = memoryStore();
  let prompts = 0;
  const owner = {
    source: async (context: Parameters<ReturnType<typeof deviceOwner>>[0]) => {
      const device = await deviceOwner()(context);
      return {
        ...device,
        signTypedData: (data: Parameters<typeof device.signTypedData>[0]) => {
          prompts += 1;
          return device.signTypedData(data);
        },
      };
    },
  };
  const begin = () => {
    const sessions = start(store);
    const config = createConfig({
      ...{ chains: [world.chain], connectors: [sessionConnector({ ...ask(), sessions, owner })] },
      ...{ transports: { [world.chain.id]: http() }, storage: null, multiInjectedProviderDiscovery: false },
    });
    return { sessions, config };
  };
  const before = await played();
  const first = begin();
  const [connector] = first.config.connectors;
  if (!connector) throw new Error("no connector");
  await connect(first.config, { connector });
  expect(getConnection(first.config)).toMatchObject({ status: "connected", address: first.sessions.current?.account });
  const target = { address: world.contracts.target, abi } as const;
  await wagmiWrite(first.config, { ...target, functionName: "play", args: [1n] });
  const { id } = await wagmiSendCalls(first.config, {
    calls: [{ to: world.contracts.target, abi, functionName: "play", args: [2n] }],
  });
  expect((await wagmiWait(first.config, { id, pollingInterval: 50 })).status).toBe("success");
  expect(await played()).toBe(before + 3n);
  expect(prompts).toBe(1);
  await first.sessions.dispose();

  const second = begin();
  const reconnected = await reconnect(second.config, { connectors: second.config.connectors });
  expect(reconnected).toHaveLength(1);
  await wagmiWrite(second.config, { ...target, functionName: "play", args: [4n] });
  expect(await played()).toBe(before + 7n);
  expect(prompts).toBe(1);
  // An end disconnects.
  await second.sessions.current?.end();
  expect(getConnection(second.config).status).toBe("disconnected");
  await second.sessions.dispose();
});

test("after a manual disconnect a reload does not connect again, until the user does", async () => {
  const [store, kept] = [memoryStore(), new Map<string, string>()];
  const storage = createStorage({
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  });
  const begin = () => {
    const sessions = start(store);
    const connectors = [sessionConnector({ ...ask(), sessions, owner: { source: deviceOwner() } })];
    const transports = { [world.chain.id]: http() };
    const config = createConfig({
      chains: [world.chain],
      connectors,
      transports,
      storage,
      multiInjectedProviderDiscovery: false,
    });
    const [connector] = config.connectors;
    if (!connector) throw new Error("no connector");
    return { sessions, config, connector };
  };
  const first = begin();
  await connect(first.config, { connector: first.connector });
  await disconnect(first.config);
  const second = begin();
  expect(await reconnect(second.config, { connectors: second.config.connectors })).toEqual([]);
  await connect(second.config, { connector: second.connector });
  await second.sessions.dispose();
  const third = begin();
  expect(await reconnect(third.config, { connectors: third.config.connectors })).toHaveLength(1);
  await third.sessions.dispose();
});

test("the owner signs what the session may not do, if that was chosen, and the receipt is the chain's", async () => {
  const owner = accountOwner(privateKeyToAccount(generatePrivateKey()));
  const { sponsor: _, ...unpaid } = parameters();
  const sessions = createSessions(unpaid);
  const own = await sessions.accountOf(owner);
  const funded = await world.wallet.sendTransaction({ to: own, value: 10n ** 18n });
  await world.rpc.waitForTransactionReceipt({ hash: funded });
  await sessions.open({ ...ask(), owner, limits: { calls: 20, gas: 10n ** 17n } });
  const levelAbi = parseAbi(["function setLevel(int256 value)", "function level() view returns (int256)"]);
  const target = { address: world.contracts.target, abi: levelAbi } as const;
  const call = {
    from: own,
    to: target.address,
    data: encodeFunctionData({ abi: levelAbi, functionName: "setLevel", args: [-7n] }),
  };
  const send = (otherwise: "refuse" | "owner") =>
    createSessionProvider(sessions, { otherwise }).request({ method: "eth_sendTransaction", params: [call] });
  await expect(send("refuse")).rejects.toMatchObject({ name: "NotPermittedError" });
  const hash = await send("owner");
  const { blockNumber } = await world.rpc.getTransactionReceipt({ hash });
  expect(await world.rpc.readContract({ ...target, functionName: "level" })).toBe(-7n);
  const receipt = await sessions.sendAsOwner({ owner, calls: [{ to: target.address, data: call.data }] });
  expect(receipt.blockNumber).toBeGreaterThan(blockNumber);
  expect(receipt.gasUsed).toBeGreaterThan(0n);
  expect(receipt.costWei).toBeGreaterThan(0n);
  await sessions.dispose();
});

test("a wallet whose provider is a class is called with its own methods", async () => {
  class Wallet {
    readonly #account = privateKeyToAccount(generatePrivateKey());
    async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
      if (method === "eth_requestAccounts") return [this.#account.address];
      const [, json] = params as [string, string];
      return this.#account.signTypedData(JSON.parse(json));
    }
  }
  const sessions = start();
  const session = await sessions.open({ ...ask(), owner: walletOwner(new Wallet() as never) });
  const before = await played();
  await session.writeContract({ address: world.contracts.target, abi, functionName: "play", args: [1n] });
  expect(await played()).toBe(before + 1n);
  await sessions.dispose();
});

test("an agent asks with a request modelled on ERC-7715, and acts with the answer", async () => {
  const agent = privateKeyToAccount(generatePrivateKey());
  const sessions = start();
  const provider = createSessionProvider(sessions, { open: { ...ask(), owner: deviceOwner() } });
  const { timestamp } = await world.rpc.getBlock();
  const request = toExecutionPermissionRequest({
    ...{ ...ask(), chainId: world.chain.id, to: agent.address, expiry: Number(timestamp) + 1_000 },
  });
  const wallet = { request: provider.request as (args: { method: string; params?: unknown }) => Promise<unknown> };
  // As sent over the network.
  const params = [JSON.parse(JSON.stringify([request]))];
  const [answer] = (await wallet.request({
    method: "wallet_requestExecutionPermissions",
    params,
  })) as ExecutionPermissionResponse[];
  if (!answer) throw new Error("no answer");
  expect(answer).toMatchObject({ to: agent.address, delegationManager: world.contracts.validator });
  const session = await start().adopt(parsePermissionContext(answer.context), { key: accountKey(agent), abis: [abi] });
  const before = await played();
  await session.writeContract({ address: world.contracts.target, abi, functionName: "play", args: [8n] });
  expect(await played()).toBe(before + 8n);
  for (const [field, broken] of [
    ["permission.type", { ...request, permission: { ...request.permission, type: "native-token-stream" } }],
    ["rules", { ...request, rules: [...request.rules, { type: "redeemer", data: {} }] }],
    [
      "permissions.0.target",
      { ...request, permission: { ...request.permission, data: { ...request.permission.data, permissions: [{}] } } },
    ],
    ["to", { ...request, to: "me" }],
  ] as const) {
    await expect(
      wallet.request({ method: "wallet_requestExecutionPermissions", params: [[broken]] }),
      field,
    ).rejects.toMatchObject({
      name: "InvalidGrantError",
      field,
    });
  }
  await sessions.dispose();
  await session.close();
});
