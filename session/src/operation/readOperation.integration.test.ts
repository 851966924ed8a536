import { createClient, custom, encodeFunctionData, type Hex, zeroHash } from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOperation, makeOwnerOperation } from "../../test/handmade.ts";
import { callTarget, createPlayer, type Player } from "../../test/player.ts";
import { startWorld, targetAbi, type World } from "../../test/world.ts";
import { toPermission } from "../grant/grantTypes.ts";
import type { PreparedOperation } from "./operation.ts";
import { readOperation } from "./readOperation.ts";

let world: World;
let player: Player;
let first: PreparedOperation;

/** Includes operations in one transaction, as a bundler does. */
async function include(...made: readonly PreparedOperation[]): Promise<void> {
  const { wallet, rpc, entryPoint: to } = world;
  const operations = made.map(({ operation }) => toPackedUserOperation(operation));
  const args = [operations, wallet.account.address] as const;
  const data = encodeFunctionData({ abi: entryPoint08Abi, functionName: "handleOps", args });
  const hash = await wallet.sendTransaction({ to, data, gas: 9_000_000n });
  expect((await rpc.waitForTransactionReceipt({ hash })).status).toBe("success");
}

const read = ({ userOpHash: hash }: PreparedOperation) =>
  readOperation({ client: world.rpc, deployment: world.deployment, hash, abi: targetAbi });

beforeAll(async () => {
  world = await startWorld();
  player = await createPlayer(world);
  first = await makeOperation(world, player, [callTarget(world, "play", [1n])], { first: true });
  await include(first);
}, 180_000);

afterAll(() => world.dispose());

test("the first operation: account created, session enabled, voucher shown, and the first action counted", async () => {
  const report = await read(first);
  expect(report).toMatchObject({ isSuccess: true, isHashOfFields: true, sender: player.account, revert: undefined });
  expect(report?.paymaster.toLowerCase()).toBe(world.contracts.paymaster);
  expect(report?.decoded?.operation.factory?.toLowerCase()).toBe(world.contracts.factory.toLowerCase());
  expect(report?.decoded?.voucher).toMatchObject({ kind: "session", maxWei: player.grant.maxGasWei });
  const { maxActions, maxGasWei, maxSpend } = player.grant;
  expect(report?.session).toMatchObject({ id: player.id, hints: [0], terms: { maxActions } });
  expect(report?.session?.before).toEqual({ actionsLeft: maxActions, spendLeft: maxSpend, gasLeftWei: maxGasWei });
  const { maxCostWei = 0n } = report?.decoded ?? {};
  expect(report?.session?.after).toMatchObject({ actionsLeft: maxActions - 1, gasLeftWei: maxGasWei - maxCostWei });
  expect(report?.costWei).toBeLessThan(maxCostWei);
  expect(report?.logs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["AccountDeployed", "SessionEnabled", "VoucherShown", "UserOperationEvent"]),
  );
});

test("several calls: each with its rule, and the numbers before and after; the grant comes from the event", async () => {
  const calls = [
    callTarget(world, "play", [1n]),
    callTarget(world, "spend", [1n, 4n]),
    callTarget(world, "play", [2n]),
  ];
  const made = await makeOperation(world, player, calls);
  await include(made);
  const report = await read(made);
  expect(report?.decoded?.calls?.map(({ data }) => data)).toEqual(calls.map(({ data }) => data));
  expect(report?.session).toMatchObject({ id: player.id, hints: [0, 2, 0], signature: { enables: false } });
  expect(report?.session?.terms?.permissions.map(({ functionSignature }) => functionSignature)).toEqual([
    ...["play(uint256)", "fail(uint256)", "spend(uint256,uint256)"],
  ]);
  const { before, after } = report?.session ?? {};
  expect(Number(before?.actionsLeft) - Number(after?.actionsLeft)).toBe(3);
  expect((before?.spendLeft ?? 0n) - (after?.spendLeft ?? 0n)).toBe(4n);
});

test("a rule with limits of its own: what it has counted after the block", async () => {
  const limits = [
    { counted: "calls", max: 5n },
    { counted: "1", max: 100n },
  ];
  const limited = toPermission(world.contracts.target, "play(uint256)", { period: "session", limits });
  const other = await createPlayer(world, { permissions: [limited], maxSpend: 0n });
  const [one, two] = [callTarget(world, "play", [7n]), callTarget(world, "play", [30n])];
  await include(await makeOperation(world, other, [one], { first: true }));
  const made = await makeOperation(world, other, [one, two]);
  await include(made);
  expect((await read(made))?.session?.counts).toEqual([{ index: 0, calls: 3n, amount: 44n, value: 0n }]);
});

test("a reverted one: paid and counted, with the target's own error, its arguments named", async () => {
  const made = await makeOperation(world, player, [callTarget(world, "fail", [7n])]);
  await include(made);
  const report = await read(made);
  expect(report).toMatchObject({ isSuccess: false, isHashOfFields: true });
  expect(report?.costWei).toBeGreaterThan(0n);
  const item = targetAbi.find((each) => each.type === "error" && each.name === report?.revert?.error?.name);
  const inputs = item?.type === "error" ? item.inputs.map(({ name }) => name) : ["no error of the target"];
  expect(report?.revert?.error?.named.map(({ name }) => name)).toEqual(inputs);
  expect(Number(report?.session?.before?.actionsLeft) - Number(report?.session?.after?.actionsLeft)).toBe(1);
});

test("two in one transaction: each has its own events only", async () => {
  const other = await createPlayer(world);
  const made = [
    await makeOperation(world, player, [callTarget(world, "play", [1n])]),
    await makeOperation(world, other, [callTarget(world, "play", [1n])], { first: true }),
  ] as const;
  await include(...made);
  const [own, its] = [await read(made[0]), await read(made[1])];
  expect(own?.transactionHash).toBe(its?.transactionHash);
  expect(own?.logs.map(({ name }) => name)).not.toContain("SessionEnabled");
  expect(its?.logs.map(({ name }) => name)).toContain("SessionEnabled");
  for (const report of [own, its]) {
    const ends = report?.logs.filter(({ name }) => name === "UserOperationEvent");
    expect(ends?.map(({ args }) => args.find(({ name }) => name === "sender")?.value)).toEqual([report?.sender]);
  }
});

/** Of a report: parts that were not asked for are zero. */
function splitOf(report: Awaited<ReturnType<typeof read>>) {
  if (!report?.gasSplit) throw new Error("anvil traces every transaction");
  return { ...report.gasSplit, sum: Object.values(report.gasSplit).reduce((sum, gas) => sum + gas, 0n) };
}

test("the gas of each part adds up to what EntryPoint charged for, also for two in one transaction", async () => {
  const other = await createPlayer(world);
  const call = callTarget(world, "play", [1n]);
  const made = [
    await makeOperation(world, player, [call, call, call]),
    await makeOperation(world, other, [call], { first: true }),
  ] as const;
  await include(...made);
  const [own, its] = [await read(made[0]), await read(made[1])];
  const [three, first] = [splitOf(own), splitOf(its)];
  expect(three.sum).toBe(own?.gasUsed);
  expect(first.sum).toBe(its?.gasUsed);
  expect(three.preVerification).toBe(own?.decoded?.operation.preVerificationGas);
  expect([three.creation > 0n, first.creation > 0n], "only one account is created").toEqual([false, true]);
  expect(three.calls, "three calls").toBeGreaterThan(first.calls);
  expect(first.validation, "with the grant").toBeGreaterThan(three.validation);
  for (const { validation, sponsor, calls, entryPoint } of [three, first]) {
    for (const gas of [validation, sponsor, calls, entryPoint]) expect(gas).toBeGreaterThan(0n);
    // EntryPoint's charge for unused gas is a tenth of the limit at most.
    expect(entryPoint).toBeLessThan(60_000n + (own?.decoded?.operation.callGasLimit ?? 0n) / 10n);
  }
  const fails = await makeOperation(world, player, [callTarget(world, "fail", [7n])]);
  await include(fails);
  const reverted = await read(fails);
  expect(splitOf(reverted).sum, "one whose calls reverted").toBe(reverted?.gasUsed);
  expect(splitOf(reverted).calls).toBeGreaterThan(0n);
});

test("a node that traces nothing, or traces another transaction, does not tell the split, and tells the rest", async () => {
  const made = await makeOperation(world, player, [callTarget(world, "play", [1n])]);
  await include(made);
  const { transactionHash: another } = (await read(first)) ?? {};
  const answers = [undefined, [], {}, null, await world.rpc.request(traceOf(another) as never)];
  for (const answer of answers) {
    const request = async (call: { method: string; params?: unknown[] }) => {
      if (call.method !== "trace_transaction") return world.rpc.request(call as never);
      if (answer === undefined) throw new Error("the method trace_transaction does not exist");
      return answer;
    };
    const client = createClient({ transport: custom({ request }, { retryCount: 0 }) });
    const report = await readOperation({ client, deployment: world.deployment, hash: made.userOpHash });
    expect(report).toMatchObject({ isSuccess: true, gasSplit: undefined });
    expect(report?.gasUsed).toBeGreaterThan(0n);
  }
});

const traceOf = (hash: Hex | undefined) => ({ method: "trace_transaction", params: [hash] });

test("one that the owner signed has no session", async () => {
  const made = await makeOwnerOperation(world, player, [callTarget(world, "play", [1n])]);
  await include(made);
  const report = await read(made);
  expect(report).toMatchObject({ isHashOfFields: true, session: undefined });
  expect(report?.decoded?.voucher?.kind).toBe("operation");
});

test("without history, the numbers are missing and the rest is there; small ranges find the same", async () => {
  const played = await makeOperation(world, player, [callTarget(world, "play", [1n])]);
  await include(played);
  const request = async (call: { method: string; params?: unknown[] }) => {
    if (call.method === "eth_call" && call.params?.[1] !== "latest") throw new Error("missing trie node");
    return world.rpc.request(call as Parameters<typeof world.rpc.request>[0]);
  };
  const client = createClient({ transport: custom({ request }, { retryCount: 0 }) });
  const parameters = { client, deployment: world.deployment, hash: played.userOpHash, rangeBlocks: 2n };
  const report = await readOperation(parameters);
  expect(report).toMatchObject({ isSuccess: true, session: { before: undefined, after: undefined } });
  expect(report?.session?.terms?.maxActions).toBe(player.grant.maxActions);
});

test("a hash that no block includes is nothing", async () => {
  expect(await readOperation({ client: world.rpc, deployment: world.deployment, hash: zeroHash })).toBeUndefined();
});
