import { encodeErrorResult, encodeFunctionResult, parseAbi, parseEther, size } from "viem";
import { createBundlerClient } from "viem/account-abstraction";
import { describe, expect, test, vi } from "vitest";
import {
  allow,
  createSessions,
  deviceOwner,
  isSessionError,
  memoryStore,
  type OpenParameters,
  type Session,
} from "../index.ts";
import { createLocalLock } from "../store/locks.ts";
import { createMemoryStack, type MemoryStack, type MemoryStackOptions, testOwner } from "./index.ts";

const abi = parseAbi([
  "function sign(string text)",
  "function give(uint256 amount)",
  "function count() view returns (uint256)",
  "error Refused(uint256 value)",
]);
const address = "0x1111111111111111111111111111111111111111";
const permissions = [allow({ address, abi, functions: { sign: true, give: { spend: "amount" } } })] as const;
const ask = (more: Partial<OpenParameters> = {}): OpenParameters => ({
  owner: testOwner(),
  permissions,
  limits: { calls: 20, spend: 10n },
  ...more,
});
const sign = (text: string) => ({ address, abi, functionName: "sign", args: [text] }) as const;
const caught = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error);

async function start(options: MemoryStackOptions = {}, more: Partial<OpenParameters> = {}) {
  const stack = createMemoryStack(options);
  const session = await stack.sessions().open(ask(more));
  return { stack, session };
}
const statusOf = (session: Session) => session.snapshot.operations[0]?.status;

describe("the next operations can be told", () => {
  test("to get lost, and are sent again in time", async () => {
    const { stack, session } = await start();
    stack.next("lose");
    const { id } = await session.sendCalls({ calls: [sign("a")] });
    expect([statusOf(session), stack.executed.length]).toEqual(["pending", 0]);
    await stack.advance(5);
    expect(await session.waitForCalls({ id })).toMatchObject({ id });
    expect(stack.executed).toHaveLength(1);
  });

  test("to be held until they are released", async () => {
    const { stack, session } = await start();
    stack.next("hold");
    const { id } = await session.sendCalls({ calls: [sign("a")] });
    await stack.advance(20);
    expect([statusOf(session), stack.executed.length]).toEqual(["pending", 0]);
    await stack.release();
    await session.waitForCalls({ id });
    expect(stack.executed).toHaveLength(1);
  });

  test("to be included without a notification: the chain is asked", async () => {
    const { stack, session } = await start();
    stack.next("includeSilently");
    const { id } = await session.sendCalls({ calls: [sign("a")] });
    expect([statusOf(session), stack.executed.length]).toEqual(["pending", 1]);
    await stack.advance(5);
    await session.waitForCalls({ id });
    expect(stack.executed).toHaveLength(1);
  });

  test("to revert: they are counted, and not executed", async () => {
    const { stack, session } = await start();
    stack.next("undo", "include");
    const error = await caught(session.writeContract(sign("a")));
    expect(isSessionError(error, "CallsRevertedError")).toBe(true);
    expect([stack.executed.length, session.snapshot.left.calls]).toEqual([0, 19]);
    await session.writeContract(sign("b"));
    expect(stack.executed).toHaveLength(1);
  });

  test("to be refused: what the chain refuses is rejected, what is busy waits", async () => {
    const { stack, session } = await start();
    const data = encodeErrorResult({
      abi: parseAbi(["error CallPolicyRefused(uint256 index, address policy)"]),
      args: [0n, address],
    });
    stack.next({ refuse: "UserOperation reverted with reason: AA23 reverted", data });
    const error = await caught(session.writeContract(sign("a")));
    expect(isSessionError(error, "RefusedError") && error.contractError?.name).toBe("CallPolicyRefused");
    stack.next({ refuse: "throttled", code: -32504 });
    const { id } = await session.sendCalls({ calls: [sign("b")] });
    expect(session.snapshot.down?.part).toBe("bundler");
    await stack.advance(2);
    await session.waitForCalls({ id });
  });

  test("the test decides what calls do, with bytes or words", async () => {
    const { stack, session } = await start({
      execute: ({ data }) => {
        if (size(data) === 36) return { revert: encodeErrorResult({ abi, errorName: "Refused", args: [7n] }) };
        if (data.includes("626164")) throw new Error("no bad words");
      },
    });
    const refused = await caught(session.writeContract({ address, abi, functionName: "give", args: [7n] }));
    expect(isSessionError(refused, "CallsRevertedError") && refused.contractError).toEqual({
      name: "Refused",
      args: [7n],
    });
    const worded = await caught(session.writeContract(sign("bad")));
    expect(isSessionError(worded, "CallsRevertedError") && worded.contractError?.args).toEqual(["no bad words"]);
    const both = await session.sendCalls({ calls: [sign("good"), sign("bad")] });
    expect(isSessionError(await caught(session.waitForCalls(both)), "CallsRevertedError")).toBe(true);
    expect(stack.executed).toEqual([]);
    await session.writeContract(sign("good"));
    expect(stack.executed.map(({ to, value }) => [to, value])).toEqual([[address, 0n]]);
  });
});

describe("outages", () => {
  test.each(["rpc", "bundler"] as const)("of the %s lose nothing, and end when it is back", async (part) => {
    const { stack, session } = await start();
    await session.writeContract(sign("first"));
    const up = stack.down(part);
    const { id } = await session.sendCalls({ calls: [sign("late")] });
    if (part === "rpc") await stack.advance(5);
    expect(session.snapshot.down?.part).toBe(part);
    up();
    await session.waitForCalls({ id });
    expect(session.snapshot.down).toBeUndefined();
    expect(stack.executed).toHaveLength(2);
  });

  test("of the sponsor: nothing is granted, and sessions with a voucher go on", async () => {
    const { stack, session } = await start();
    const up = stack.down("sponsor");
    await session.writeContract(sign("a"));
    expect(isSessionError(await caught(stack.sessions().open(ask())), "UnavailableError")).toBe(true);
    expect(isSessionError(await caught(session.end()), "UnavailableError")).toBe(true);
    up();
    await session.end();
    expect(session.snapshot.ended?.reason).toBe("revoked");
  });

  test("of the same part twice end with the second", async () => {
    const { stack, session } = await start();
    const [first, second] = [stack.down("bundler"), stack.down("bundler")];
    await session.sendCalls({ calls: [sign("a")] });
    first();
    await stack.settle();
    expect(session.snapshot.down?.part).toBe("bundler");
    second();
    await stack.settle();
    expect(session.snapshot.down).toBeUndefined();
  });
});

describe("time", () => {
  test("stands still, and can go to the minute before the end and past it", async () => {
    const now = new Date("2026-05-04T10:00:00Z");
    const { stack, session } = await start({ now });
    const heard: string[] = [];
    session.on("expiring", () => heard.push("expiring"));
    session.on("ended", ({ reason }) => heard.push(reason));
    expect(session.snapshot.expiresAtMs).toBe(now.getTime() + 3_540_000);
    await stack.advance(3_470);
    expect(heard).toEqual([]);
    await stack.advance(20);
    expect(heard).toEqual(["expiring"]);
    await stack.advance(60);
    expect(heard).toEqual(["expiring", "expired"]);
    expect(isSessionError(await caught(session.sendCalls({ calls: [sign("a")] })), "SessionEndedError")).toBe(true);
  });

  test("for rules that count in hours begins with the hour's first second", async () => {
    const hourly = [allow({ address, abi, functions: { sign: { calls: 1, per: "hour" } } })] as const;
    const { session, stack } = await start(
      { now: new Date("2026-05-04T10:00:00Z") },
      { permissions: hourly, limits: { calls: 9 } },
    );
    await session.writeContract(sign("a"));
    expect(isSessionError(await caught(session.writeContract(sign("b"))), "RefusedError")).toBe(true);
    await stack.advance(1_800);
    expect(isSessionError(await caught(session.writeContract(sign("c"))), "RefusedError")).toBe(true);
    expect(stack.executed).toHaveLength(1);
  });

  test("during an outage ends the session: unsent calls are told so, also later, and are sent when it is renewed", async () => {
    const { stack, session } = await start();
    const up = stack.down("bundler");
    const { id } = await session.sendCalls({ calls: [sign("a")] });
    const told = caught(session.waitForCalls({ id }));
    await stack.advance(3_600);
    // The bundler may have accepted it, so nothing is reported before it answers.
    expect(session.snapshot).toMatchObject({ status: "expiring", down: { part: "bundler" } });
    up();
    for (const error of [await told, await caught(session.waitForCalls({ id }))]) {
      expect(isSessionError(error, "SessionEndedError") && error.reason).toBe("expired");
    }
    await session.renew();
    await session.waitForCalls({ id });
    expect(stack.executed).toHaveLength(1);
    expect(stack.prompts).toHaveLength(2);
  });

  test("is independent: fake timers of the test do not stop it", async () => {
    vi.useFakeTimers();
    try {
      const { stack, session } = await start();
      await session.writeContract(sign("a"));
      await stack.advance(3_600);
      expect(session.snapshot.status).toBe("ended");
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("owners", () => {
  test("of every kind grant; owners who are asked leave prompts", async () => {
    for (const kind of ["wallet", "passkey", "device"] as const) {
      const owner = testOwner({ kind });
      const { stack, session } = await start({ playTargets: [address] }, { owner });
      await session.writeContract(sign("a"));
      const expected = kind === "device" ? [] : [{ kind, primaryType: "Grant" }];
      expect(stack.prompts).toMatchObject(expected);
      expect(owner.prompts).toMatchObject(expected);
    }
  });

  test("may refuse: nothing is stored, and the prompt is recorded", async () => {
    const stack = createMemoryStack();
    const error = await caught(stack.sessions().open(ask({ owner: testOwner({ decline: true }) })));
    expect(isSessionError(error, "OwnerDeclinedError")).toBe(true);
    expect(stack.prompts).toHaveLength(1);
    expect(stack.sessions().current).toBeUndefined();
  });

  test("that are device keys reach play targets only, as with a deployed factory", async () => {
    const { session } = await start({}, { owner: deviceOwner() });
    const error = await caught(session.writeContract(sign("a")));
    // Who waited for the call learns what ended the session, and what to do.
    expect(error).toMatchObject({
      name: "SessionEndedError",
      details: expect.stringContaining("PermissionTargetForbidden"),
      advice: expect.stringContaining("--play-target"),
      cause: { contractError: { name: "PermissionTargetForbidden" } },
    });
    expect(session.snapshot.ended).toMatchObject({
      reason: "refused",
      error: { contractError: { name: "PermissionTargetForbidden" } },
    });
  });

  test("act by themselves, and end every session at once", async () => {
    const stack = createMemoryStack();
    const owner = testOwner();
    const sessions = stack.sessions();
    const session = await sessions.open(ask({ owner }));
    await session.writeContract(sign("a"));
    await sessions.sendAsOwner({ owner, calls: [{ to: address, data: "0x12345678" }] });
    expect(stack.executed.at(-1)).toMatchObject({ from: session.account, to: address, data: "0x12345678" });
    await sessions.endAll({ owner });
    expect(stack.prompts.map(({ primaryType }) => primaryType)).toEqual([
      ...["Grant", "PackedUserOperation", "PackedUserOperation"],
    ]);
    await session.sendCalls({ calls: [sign("b")] });
    expect(session.snapshot.ended?.reason).toBe("revoked");
  });
});

describe("who pays", () => {
  test("is the sponsor until it denies the account", async () => {
    const { stack, session } = await start();
    await session.writeContract(sign("a"));
    expect(session.snapshot.operations[0]?.paidBy).toBe("sponsor");
    stack.deny(session.account);
    await session.sendCalls({ calls: [sign("b")] });
    expect(session.snapshot.ended?.reason).toBe("denied");
  });

  test("is the account if there is no sponsor, as long as it has money", async () => {
    const stack = createMemoryStack();
    const { sponsor: _, ...unsponsored } = stack.parameters;
    const sessions = createSessions(unsponsored);
    const session = await sessions.open(ask({ limits: { calls: 3, gas: 10n ** 15n } }));
    const sent = session.writeContract(sign("a"));
    await stack.settle();
    expect(session.snapshot.down).toMatchObject({ part: "bundler", reason: "The account cannot pay for this." });
    stack.deal(session.account, parseEther("1"));
    await stack.advance(2);
    await sent;
    expect(session.snapshot.operations[0]?.paidBy).toBe("account");
  });
});

describe("a page", () => {
  test("finds its session again after a reload, with what is left", async () => {
    const stack = createMemoryStack();
    const owner = testOwner();
    const first = stack.sessions();
    const session = await first.open(ask({ owner }));
    await session.writeContract(sign("a"));
    await first.dispose();
    const again = await stack.sessions().open(ask({ owner, resume: "only" }));
    await stack.settle();
    expect([again.id, again.snapshot.left.calls, again.snapshot.status]).toEqual([session.id, 19, "active"]);
    expect(stack.prompts).toHaveLength(1);
  });

  test("sends calls made at the same time together, as one operation", async () => {
    const { stack, session } = await start();
    stack.next("hold");
    await session.sendCalls({ calls: [sign("a")] });
    const ids = await Promise.all([sign("b"), sign("c")].map((call) => session.sendCalls({ calls: [call] })));
    await stack.release();
    const [b, c] = await Promise.all(ids.map(session.waitForCalls));
    expect(b?.userOpHash).toBe(c?.userOpHash);
  });

  test("reads the product's own contracts as the test defines them", async () => {
    const read = vi.fn(() => encodeFunctionResult({ abi, functionName: "count", result: 5n }));
    const stack = createMemoryStack({ read });
    const { createPublicClient } = await import("viem");
    const client = createPublicClient({ chain: stack.parameters.chain, transport: stack.parameters.transport });
    expect(await client.readContract({ address, abi, functionName: "count" })).toBe(5n);
    expect(read).toHaveBeenCalledWith({ from: expect.any(String), to: address, data: "0x06661abd" });
  });

  test("may send with a standard client", async () => {
    const { stack, session } = await start();
    const { bundler, fees } = stack.parameters;
    const paymaster = session.toPaymaster();
    const client = createBundlerClient({
      ...{ account: await session.toSmartAccount(), transport: bundler, chain: stack.parameters.chain },
      ...(paymaster && { paymaster }),
      userOperation: { estimateFeesPerGas: fees },
    });
    const hash = await client.sendUserOperation({ calls: [{ to: address, abi, functionName: "sign", args: ["a"] }] });
    expect(await client.waitForUserOperationReceipt({ hash })).toMatchObject({ success: true, userOpHash: hash });
    expect(stack.executed).toHaveLength(1);
  });
});

test("sessions of several accounts play at once, and none reverts another's block", async () => {
  const stack = createMemoryStack();
  const sessions = await Promise.all([0, 1, 2, 3].map(() => createMemoryPage(stack).open(ask())));
  const texts = ["a", "b", "c"];
  await Promise.all(sessions.flatMap((session) => texts.map((text) => session.writeContract(sign(text)))));
  expect(stack.executed).toHaveLength(12);
  expect(new Set(stack.executed.map(({ from }) => from)).size).toBe(4);
});

/** A separate browser. */
const createMemoryPage = (stack: MemoryStack) => stack.sessions({ store: memoryStore(), lock: createLocalLock() });

test("parallel worlds know nothing of each other", async () => {
  const owner = testOwner();
  const [one, other] = [createMemoryStack(), createMemoryStack()];
  const session = await one.sessions().open(ask({ owner }));
  await session.writeContract(sign("a"));
  expect([one.executed.length, other.executed.length]).toEqual([1, 0]);
  expect([one.prompts.length, other.prompts.length, owner.prompts.length]).toEqual([1, 0, 1]);
  expect(await other.sessions().accountOf(owner)).toBe(session.account);
});
