import { createClient, createTestClient, custom, http, parseEther, zeroAddress } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  callTarget,
  createPlayer,
  createPlayerPorts,
  prepareByHand,
  readTarget,
  refusalOfBundler,
} from "../../test/player.ts";
import { createSource } from "../../test/source.ts";
import { startWorld, type World } from "../../test/world.ts";
import { sessionPaymasterAbi } from "../abis/abis.ts";
import { revokeBySessionKey } from "../grant/revoke.ts";
import { toSessionProof } from "../grant/sessionId.ts";
import { createWalletOwner } from "../owners/walletOwner.ts";
import { createLane } from "./lane.ts";
import { createFlightStore } from "./laneFlight.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.dispose();
});

const playCall = (value: number) => callTarget(world, "play", [BigInt(value)]);

async function startLane(overrides?: Parameters<typeof createPlayer>[1]) {
  const player = await createPlayer(world, overrides);
  const ports = await createPlayerPorts(world, player);
  const source = createSource(playCall);
  return { player, ports, source, lane: createLane(player.session, source.source, ports) };
}

test("what is played while an operation is in flight goes out as one batch, in order, without a look-up", async () => {
  const { lane, source, player } = await startLane();
  const before = await readTarget(world, "played");
  source.play(1);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().operations[0]?.status === "pending", { interval: 5 });
  source.play(10, 100);
  lane.wake();
  const [first, second] = await source.waitForSettled(2);
  expect(first).toMatchObject({ status: "confirmed", item: [1] });
  expect(second).toMatchObject({ status: "confirmed", item: [10, 100] });
  expect(second?.paymaster?.toLowerCase()).toBe(world.contracts.paymaster.toLowerCase());
  expect(await readTarget(world, "played")).toBe(before + 111n);
  expect(lane.getSnapshot()).toMatchObject({ role: "sender", isEnabled: true, down: undefined, ended: undefined });
  await lane.stop();
  expect(await createFlightStore(player.store, player.account, player.grant.nonceKey).read()).toBeUndefined();
});

test("the bundler goes away and comes back: the lane says so, keeps what was played, and goes on", async () => {
  const { lane, source } = await startLane();
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  await world.stopBundler();
  source.play(2);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().down?.part === "bundler", { timeout: 10_000 });
  source.play(3);
  lane.wake();
  await world.startBundler();
  lane.retry();
  const settled = await source.waitForSettled(3);
  expect(settled.map(({ status, item }) => [status, item])).toEqual([
    ["confirmed", [1]],
    ["confirmed", [2]],
    ["confirmed", [3]],
  ]);
  expect(lane.getSnapshot().down).toBeUndefined();
  await lane.stop();
});

test("the chain goes away and comes back: nothing that was played is lost, or done twice", async () => {
  const { lane, source } = await startLane();
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  const before = await readTarget(world, "played");
  await world.stopChain();
  source.play(2);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().down, { timeout: 10_000 });
  await world.startChain();
  lane.retry();
  const settled = await source.waitForSettled(2, 40_000);
  expect(settled[1]).toMatchObject({ status: "confirmed", item: [2] });
  expect(await readTarget(world, "played")).toBe(before + 2n);
  await lane.stop();
});

test("a reload picks up the operation in flight, also one that the bundler never got", async () => {
  const { lane, ports, source, player } = await startLane();
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  await world.stopBundler();
  source.play(5);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().down?.part === "bundler", { timeout: 10_000 });
  await lane.stop();

  const after = createSource(playCall);
  const reloaded = createLane(player.session, after.source, ports);
  await world.startBundler();
  reloaded.retry();
  const [settled] = await after.waitForSettled(1);
  expect(settled).toMatchObject({ status: "confirmed", item: [5] });
  await reloaded.stop();
});

test("a reload finds that the operation in flight was confirmed meanwhile, and does not send it again", async () => {
  const { lane, ports, source, player } = await startLane();
  const before = await readTarget(world, "played");
  source.play(7);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().operations[0]?.status === "pending", { interval: 5 });
  await lane.stop();
  await vi.waitUntil(async () => (await readTarget(world, "played")) === before + 7n, { timeout: 10_000 });

  const after = createSource(playCall);
  const reloaded = createLane(player.session, after.source, { ...ports, confirmTimeoutMs: 200 });
  const [settled] = await after.waitForSettled(1);
  expect(settled).toMatchObject({ status: "confirmed", item: [7] });
  after.play(8);
  reloaded.wake();
  await after.waitForSettled(2);
  expect(await readTarget(world, "played")).toBe(before + 15n);
  await reloaded.stop();
});

test("after somebody else used the nonce, one look-up sets it right", async () => {
  const { lane, source, player } = await startLane();
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  const other = await prepareByHand(world, player, [playCall(2)]);
  expect(await refusalOfBundler(world, other)).toBeUndefined();
  await vi.waitUntil(async () => (await readTarget(world, "played")) > 0n);
  source.play(3);
  lane.wake();
  const settled = await source.waitForSettled(2);
  expect(settled[1]).toMatchObject({ status: "confirmed", item: [3] });
  await lane.stop();
});

test("if the target reverts the first operation, the session is enabled, and the reason is known", async () => {
  const player = await createPlayer(world);
  const source = createSource((value) => callTarget(world, value < 0 ? "fail" : "play", [BigInt(Math.abs(value))]));
  const lane = createLane(player.session, source.source, await createPlayerPorts(world, player));
  source.play(-4);
  lane.wake();
  const [failed] = await source.waitForSettled(1);
  expect(failed).toMatchObject({ status: "rejected", error: { contractError: { name: "Refused", args: [4n] } } });
  expect(lane.getSnapshot().isEnabled).toBe(true);
  source.play(4);
  lane.wake();
  expect((await source.waitForSettled(2))[1]).toMatchObject({ status: "confirmed" });
  await lane.stop();
});

test("a session that was ended elsewhere ends the lane and gives the batch back", async () => {
  const { lane, source, player } = await startLane();
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  const { calls } = await revokeBySessionKey(player.module, player.grant, player.signer);
  const hash = await world.wallet.sendTransaction({ to: world.contracts.validator, data: calls[0]?.data ?? "0x" });
  await world.rpc.waitForTransactionReceipt({ hash });
  source.play(2);
  lane.wake();
  await vi.waitUntil(() => lane.getSnapshot().ended, { timeout: 10_000 });
  expect(lane.getSnapshot().ended).toBe("revoked");
  expect([source.queue(), source.settled.length]).toEqual([[2], 1]);
  await lane.stop();
});

test("of two tabs one sends; the other takes over when the first stops", async () => {
  const { lane, ports, source, player } = await startLane();
  const other = createSource(playCall);
  const follower = createLane(player.session, other.source, ports);
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  expect(follower.getSnapshot().role).toBe("follower");
  await lane.stop();
  other.play(2);
  follower.wake();
  expect((await other.waitForSettled(1))[0]).toMatchObject({ status: "confirmed", item: [2] });
  expect(follower.getSnapshot().role).toBe("sender");
  await follower.stop();
});

test("a session that pays for itself works without a sponsor, and an unmeasured shape is estimated once", async () => {
  // Nothing may leave an account of a device key, including gas: it would need a sponsor.
  const wallet = privateKeyToAccount(generatePrivateKey());
  const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
  const player = await createPlayer(world, { owner, paymaster: zeroAddress });
  const hash = await world.wallet.sendTransaction({ to: player.account, value: parseEther("1") });
  await world.rpc.waitForTransactionReceipt({ hash });
  const { requestVoucher: _unused, ...ports } = await createPlayerPorts(world, player, { gasTable: () => undefined });
  const source = createSource(playCall);
  const lane = createLane(player.session, source.source, ports);
  for (const value of [1, 2, 3]) {
    source.play(value);
    lane.wake();
    expect((await source.waitForSettled(value))[value - 1]).toMatchObject({
      status: "confirmed",
      paymaster: zeroAddress,
    });
  }
  await lane.stop();
});

test("if everything is known, a move costs one request", async () => {
  const player = await createPlayer(world);
  const methods: string[] = [];
  // The strict endpoint of the bundler: it checks fees and the preVerificationGas that the kit computes.
  const bundler = createClient({ transport: http(`${world.bundlerUrl}/v2/rpc`, { retryCount: 0 }) });
  const request = (call: { method: string }) => {
    methods.push(call.method);
    return bundler.request(call as never);
  };
  const ports = await createPlayerPorts(world, player, { bundler: createClient({ transport: custom({ request }) }) });
  const lookUps = vi.spyOn(ports.confirmations, "lookUp");
  const nonces = vi.spyOn(ports, "readNonce");
  const source = createSource(playCall);
  const lane = createLane(player.session, source.source, ports);
  source.play(1);
  lane.wake();
  await source.waitForSettled(1);
  expect(methods).toEqual(["pimlico_getUserOperationGasPrice", "eth_sendUserOperation"]);
  source.play(2);
  lane.wake();
  await source.waitForSettled(2);
  expect(methods.slice(2)).toEqual(["eth_sendUserOperation"]);
  expect([lookUps.mock.calls.length, nonces.mock.calls.length]).toEqual([0, 0]);
  await lane.stop();
});

describe("temporary refusals are waited out, and nothing that was played is undone", () => {
  const paymaster = () => ({ abi: sessionPaymasterAbi, address: world.contracts.paymaster }) as const;
  const settleTransaction = async (hash: `0x${string}`) => {
    expect((await world.rpc.waitForTransactionReceipt({ hash })).status).toBe("success");
  };

  test("an empty deposit has its own message, and after a refill the same session plays on", async () => {
    const { lane, source } = await startLane();
    source.play(1);
    lane.wake();
    await source.waitForSettled(1);
    const depositWei = await world.rpc.readContract({
      abi: entryPoint08Abi,
      address: world.entryPoint,
      functionName: "balanceOf",
      args: [world.contracts.paymaster],
    });
    const to = world.operator.account.address;
    await settleTransaction(
      await world.operator.writeContract({ ...paymaster(), functionName: "withdraw", args: [to, depositWei] }),
    );
    source.play(2);
    lane.wake();
    await vi.waitUntil(() => lane.getSnapshot().down?.reason, { timeout: 10_000 });
    expect(lane.getSnapshot()).toMatchObject({
      ended: undefined,
      down: { reason: "The sponsor has run out of money." },
    });
    await settleTransaction(
      await world.operator.writeContract({ ...paymaster(), functionName: "deposit", value: depositWei }),
    );
    const settled = await source.waitForSettled(2, 40_000);
    expect(settled[1]).toMatchObject({ status: "confirmed", item: [2] });
    expect(lane.getSnapshot()).toMatchObject({ ended: undefined, down: undefined });
    await lane.stop();
  });

  test("a denied account ends the session with its own message, and gives back what was played", async () => {
    const { lane, source, player } = await startLane();
    source.play(1);
    lane.wake();
    await source.waitForSettled(1);
    await settleTransaction(
      await world.operator.writeContract({
        ...paymaster(),
        functionName: "denyAccount",
        args: [player.account, [toSessionProof(player.grant, player.module.p256Verifier)]],
      }),
    );
    source.play(2);
    lane.wake();
    await vi.waitUntil(() => lane.getSnapshot().ended, { timeout: 20_000 });
    expect(lane.getSnapshot().ended).toBe("denied");
    expect(source.queue()).toEqual([2]);
    await lane.stop();
  });

  test("operations that a reorganisation removed are on chain again, in order and once", async () => {
    const { lane, source } = await startLane();
    const before = await readTarget(world, "played");
    const from = await world.rpc.getBlockNumber();
    for (const value of [1, 10, 100]) {
      source.play(value);
      lane.wake();
      await source.waitForSettled(String(value).length);
    }
    const tester = createTestClient({ mode: "anvil", chain: world.chain, transport: http() });
    const depth = Number((await world.rpc.getBlockNumber({ cacheTime: 0 })) - from);
    await tester.request({ method: "anvil_rollback" as never, params: [depth] as never });
    expect(await readTarget(world, "played")).toBe(before);
    lane.recheck();
    await source.waitForSettled(6, 60_000);
    expect(source.lost).toEqual([[1], [10], [100]]);
    expect(await readTarget(world, "played")).toBe(before + 111n);
    await lane.stop();
  }, 90_000);
});
