import { size } from "viem";
import { describe, expect, test, vi } from "vitest";

import { RefusedError, UnavailableError } from "./errors";
import { createLane } from "./lane";
import { createFlightStore } from "./laneFlight";
import type { LanePorts, LaneSnapshot } from "./laneTypes";
import { createFakeSession, createFakeWorld, type Fate } from "./testing/fakeWorld";
import { createSource } from "./testing/source";

/** 30 s of back-dating, then an hour. */
const WINDOW_END = 1_800_000_000 - 30 + 3600;
const toCall = () => ({ to: "0x00000000000000000000000000000000000000ee", data: "0x" }) as const;
const refusal = (code: string, name?: string) =>
  new RefusedError("bundler", "No.", { code, ...(name && { contractError: { name, args: [] } }) });

/** A lane over a fake world; `fates` say what becomes of the operations in the order of sending. */
async function start(fates: Fate[] = [], change: (ports: LanePorts) => Partial<LanePorts> = () => ({})) {
  const session = await createFakeSession();
  const world = createFakeWorld(session);
  world.fates.push(...fates);
  const source = createSource(toCall);
  const ports = { ...world.ports, ...change(world.ports) };
  const lane = createLane(session, source.source, ports);
  const seen: LaneSnapshot<readonly number[]>[] = [];
  lane.subscribe(() => seen.push(lane.getSnapshot()));
  const play = (...values: number[]) => {
    source.play(...values);
    lane.wake();
  };
  return { session, world, source, lane, ports, seen, play };
}

/** Never looks a confirmation up by itself. */
const patient = () => ({ confirmTimeoutMs: 120_000 });

const untilPending = (lane: Awaited<ReturnType<typeof start>>["lane"]) =>
  vi.waitUntil(() => lane.getSnapshot().operations[0]?.status === "pending", { interval: 5 });

const untilEnded = (lane: Awaited<ReturnType<typeof start>>["lane"]) => vi.waitUntil(() => lane.getSnapshot().ended);

describe("order", () => {
  test("takes nothing while an operation is in flight, then everything at once", async () => {
    const { lane, world, source, play } = await start(["hold"], patient);
    play(1);
    await untilPending(lane);
    play(2);
    play(3);
    expect(source.queue()).toEqual([2, 3]);
    world.includeHeld();
    const settled = await source.waitForSettled(2);
    expect(settled.map(({ item }) => item)).toEqual([[1], [2, 3]]);
    expect(world.sequence()).toEqual([0, 1]);
  });

  test("an operation goes through queued, sending and pending to confirmed", async () => {
    const { source, seen, play } = await start();
    play(1);
    await source.waitForSettled(1);
    const statuses = seen.map(({ operations }) => operations[0]?.status).filter((status) => status !== undefined);
    expect([...new Set(statuses)]).toEqual(["queued", "sending", "pending", "confirmed"]);
  });

  test("a stopped lane takes nothing more, and unsubscribing is final", async () => {
    const { lane, source, seen, play } = await start();
    const listener = vi.fn();
    lane.subscribe(listener)();
    await lane.stop();
    const count = seen.length;
    play(1);
    expect(source.queue()).toEqual([1]);
    expect(seen.length).toBe(count);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("the grant", () => {
  test("rides on the first operation, and no more once it is seen enabled", async () => {
    const { world, source, play } = await start();
    for (const value of [1, 2, 3]) {
      play(value);
      await source.waitForSettled(value);
    }
    expect(world.kinds()).toEqual([1, 0, 0]);
    expect(world.sent.map(({ factory }) => factory !== undefined)).toEqual([true, false, false]);
  });

  test("rides again when the first operation was never accepted, and not when its calls were undone", async () => {
    const { world, source, play } = await start([refusal("AA23", "CallNotPermitted"), "undo"]);
    for (const value of [1, 2, 3]) {
      play(value);
      await source.waitForSettled(value);
    }
    expect(world.kinds()).toEqual([1, 1, 0]);
    expect(source.settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "confirmed"]);
    expect(world.sequence()).toEqual([0, 0, 1]);
  });

  test.each([
    ["SessionAlreadyEnabled", [1, 0]],
    ["SessionUnknown", [1, 1]],
  ])("%s from the chain corrects what the lane believes", async (name, kinds) => {
    const { world, source, play } = await start([refusal("AA23", name)]);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(world.kinds()).toEqual(kinds);
  });

  test("an account that was deployed meanwhile is not deployed again", async () => {
    const { world, source, play } = await start([refusal("AA10")]);
    play(1);
    await source.waitForSettled(1);
    expect(world.sent.map(({ factory }) => factory !== undefined)).toEqual([true, false]);
  });
});

describe("outages", () => {
  const once = (part: "rpc" | "bundler" | "sponsor") => {
    let times = 2;
    return <T>(answer: () => Promise<T>) =>
      async () => {
        if (times-- > 0) throw new UnavailableError(part);
        return answer();
      };
  };

  test.each([
    ["rpc", (ports: LanePorts) => ({ readStart: once("rpc")(ports.readStart) })],
    ["bundler", (ports: LanePorts) => ({ readFees: once("bundler")(() => ports.readFees(false)) })],
    ["sponsor", (ports: LanePorts) => ({ requestVoucher: once("sponsor")(ports.requestVoucher ?? vi.fn()) })],
  ] as const)("a %s that is down is named, asked again and forgotten", async (part, change) => {
    const { lane, source, seen, play } = await start([], change);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(seen.map(({ down }) => down?.part)).toContain(part);
    expect(lane.getSnapshot().down).toBeUndefined();
  });

  test("a service that holds us back is not called down: it says why, and is asked again", async () => {
    let times = 1;
    const { source, seen, play } = await start([], (ports) => ({
      send: async (operation) => {
        if (times-- > 0) throw new UnavailableError("bundler", { reason: "Too many requests at this moment." });
        return ports.send(operation);
      },
    }));
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(seen.map(({ down }) => down?.reason)).toContain("Too many requests at this moment.");
  });

  test("the sponsor is asked once per session", async () => {
    const requestVoucher = vi.fn();
    const { source, play } = await start([], (ports) => ({
      requestVoucher: requestVoucher.mockImplementation(ports.requestVoucher ?? vi.fn()),
    }));
    for (const value of [1, 2, 3]) {
      play(value);
      await source.waitForSettled(value);
    }
    expect(requestVoucher).toHaveBeenCalledOnce();
  });

  test("the voucher is shown once and named from then on", async () => {
    const { world, source, play } = await start([]);
    for (const value of [1, 2, 3]) {
      play(value);
      await source.waitForSettled(value);
    }
    expect(world.sent.map(({ paymasterData }) => size(paymasterData ?? "0x"))).toEqual([146, 33, 33]);
  });

  test("a voucher that the paymaster does not know is shown again", async () => {
    const { world, source, play } = await start(["include", refusal("AA33", "VoucherNotRegistered")]);
    play(1);
    await source.waitForSettled(1);
    play(2);
    expect((await source.waitForSettled(2))[1]?.status).toBe("confirmed");
    expect(world.sent.map(({ paymasterData }) => size(paymasterData ?? "0x"))).toEqual([146, 33, 146]);
  });

  test("an operation that the bundler lost is sent again, the very same", async () => {
    const { world, source, play } = await start(["lose", "lose", "include"]);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(new Set(world.sent.map(world.hashOf)).size).toBe(1);
    expect(world.sent.length).toBe(3);
  });

  test("a bundler that knows the operation already is waited for", async () => {
    const known = new RefusedError("bundler", "No.", { details: "Already known" });
    const { world, source, play } = await start(["includeSilently", known]);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(world.sent.length).toBe(1);
  });

  test("an operation that arrived without an answer is found on chain and not sent as another one", async () => {
    const { world, source, play } = await start([], (ports) => {
      let isFirst = true;
      const send: LanePorts["send"] = async (operation) => {
        await ports.send(operation);
        if (isFirst) {
          isFirst = false;
          throw new UnavailableError("bundler");
        }
      };
      return { send };
    });
    world.fates.push("includeSilently");
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(new Set(world.sent.map(world.hashOf)).size).toBe(1);
    expect(world.state.nonce & 0xffn).toBe(1n);
  });
});

describe("refusals", () => {
  test("what one bundler took and another refuses is found on chain, and not played again", async () => {
    const { world, source, play } = await start(["includeAndRefuse"]);
    play(1);
    play(2);
    const settled = await source.waitForSettled(1);
    play(3);
    await source.waitForSettled(2);
    expect(settled.map(({ item, status }) => [item, status])).toEqual([
      [[1, 2], "confirmed"],
      [[3], "confirmed"],
    ]);
    expect(world.sequence()).toEqual([0, 1]);
  });

  test("a nonce that somebody else used is looked up once", async () => {
    const { world, source, play, ports } = await start();
    play(1);
    await source.waitForSettled(1);
    const readNonce = vi.spyOn(ports, "readNonce");
    world.state.nonce += 4n;
    play(2);
    expect((await source.waitForSettled(2))[1]?.status).toBe("confirmed");
    expect(world.sequence()).toEqual([0, 1, 5]);
    expect(readNonce).toHaveBeenCalledOnce();
  });

  test("fees that are too low are asked for anew", async () => {
    const low = new RefusedError("bundler", "No.", { details: "maxFeePerGas must be at least 3" });
    const readFees = vi.fn<LanePorts["readFees"]>();
    const { source, play } = await start([low], (ports) => ({ readFees: readFees.mockImplementation(ports.readFees) }));
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(readFees.mock.calls).toEqual([[false], [true]]);
  });

  test("what the rules refuse is rejected with its reason, and the next one goes on with the same nonce", async () => {
    const { world, source, play } = await start([refusal("AA23", "SpendExceeded")]);
    play(1);
    const [rejected] = await source.waitForSettled(1);
    expect(rejected).toMatchObject({ status: "rejected", error: { contractError: { name: "SpendExceeded" } } });
    play(2);
    await source.waitForSettled(2);
    expect(world.sequence()).toEqual([0, 0]);
  });

  test.each([
    ["AA20", 20],
    ["AA23", 3],
    ["AA26", 1],
    ["AA33", 3],
    ["AA40", 1],
    ["AA51", 1],
    ["AA95", 1],
    ["AA31", 12],
  ])("%s, refused %i times, undoes nothing: it waits, says so, and goes out when it is taken", async (code, times) => {
    const { source, seen, lane, play } = await start(Array.from({ length: times }, () => refusal(code)));
    play(1);
    expect(await source.waitForSettled(1)).toMatchObject([{ status: "confirmed", item: [1] }]);
    if (times > 5 || code === "AA23") expect(seen.some(({ down }) => down?.reason === "No.")).toBe(true);
    expect(lane.getSnapshot().down).toBeUndefined();
  });

  test.each([
    [-32504, "throttled"],
    [-32505, "stake too low"],
    [-32500, "replacement transaction underpriced"],
    [-32602, "preVerificationGas is not enough"],
    [-32503, "AA22 expired or not due: not valid yet"],
  ])("a bundler that answers %i, %s, is asked again", async (rpcCode, details) => {
    const passing = new RefusedError("bundler", "No.", { rpcCode, details });
    const { source, play } = await start([passing, passing]);
    play(1);
    expect(await source.waitForSettled(1)).toMatchObject([{ status: "confirmed" }]);
  });

  test("limits that were too low are asked for anew, and the bundler's are taken", async () => {
    const gasLimits = vi.fn<LanePorts["gasLimits"]>();
    const { source, play } = await start([refusal("AA26")], (ports) => ({
      gasLimits: gasLimits.mockImplementation(ports.gasLimits),
    }));
    play(1);
    await source.waitForSettled(1);
    expect(gasLimits.mock.calls.map(([, , areLow]) => areLow)).toEqual([false, true]);
  });

  test.each([
    ["SessionRevoked", "revoked"],
    ["SessionEpochPassed", "revoked"],
    ["ActionsExceeded", "exhausted"],
    ["GasBudgetExceeded", "exhausted"],
    ["VoucherSpent", "unsponsored"],
    ["AccountIsDenied", "denied"],
    ["VoucherIsDenied", "denied"],
    ["GrantOwnerSignatureInvalid", "refused"],
  ])("%s ends the lane, and the batch is given back", async (name, ended) => {
    const { lane, source, play } = await start([refusal("AA23", name)]);
    play(1, 2);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended, operations: [] });
    expect(source.queue()).toEqual([1, 2]);
    expect(source.settled).toEqual([]);
  });

  test("a grant whose signature the chain does not take ends the lane, and the batch is given back", async () => {
    const { lane, source, play } = await start([refusal("AA24")]);
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "refused", operations: [] });
    expect(source.queue()).toEqual([1]);
  });

  test("a sponsor that refuses ends the lane before anything is signed", async () => {
    const { lane, world, source, play } = await start([], () => ({
      requestVoucher: () => Promise.reject(new RefusedError("sponsor", "Too many sessions today.")),
    }));
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot().error?.shortMessage).toBe("Too many sessions today.");
    expect([world.sent, source.queue()]).toEqual([[], [1]]);
  });

  test("a defect shows as failed, with its cause", async () => {
    const { lane, play } = await start([], () => ({ gasLimits: () => Promise.reject(new TypeError("no such thing")) }));
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "failed", error: { cause: new TypeError("no such thing") } });
  });
});

describe("time", () => {
  test("nothing is taken after the last second that a bundler accepts", async () => {
    const { lane, source, play, session } = await start([], () => ({
      chainNow: () => WINDOW_END - 30,
    }));
    expect(session.signed.grant.validUntil).toBe(WINDOW_END);
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot().ended).toBe("expired");
    expect(source.queue()).toEqual([1]);
  });

  test("an idle lane ends by itself when its time is over", async () => {
    const { lane, world, source, play } = await start();
    play(1);
    await source.waitForSettled(1);
    world.jump();
    await untilEnded(lane);
    expect(lane.getSnapshot().ended).toBe("expired");
  });
});

describe("reloads", () => {
  test("an operation in flight is kept until it is settled", async () => {
    const { lane, world, play, session } = await start(["hold"], patient);
    const flights = createFlightStore(world.ports.store, session.signed.grant.account);
    play(1);
    await untilPending(lane);
    expect((await flights.read())?.batch.item).toEqual([1]);
    await lane.stop();
    expect((await flights.read())?.batch.item).toEqual([1]);

    const after = createSource(toCall);
    createLane(session, after.source, world.ports);
    world.includeHeld();
    expect((await after.waitForSettled(1))[0]).toMatchObject({ status: "confirmed", item: [1] });
    await vi.waitUntil(async () => (await flights.read()) === undefined);
  });

  test("a renewed session plays on what the one before left unsent", async () => {
    const { lane, world, play } = await start(["lose"], patient);
    play(1);
    await untilPending(lane);
    await lane.stop();

    world.fates.push(refusal("AA23", "SessionRevoked"));
    const renewed = await createFakeSession();
    const after = createSource(toCall);
    const next = createLane(renewed, after.source, world.ports);
    expect((await after.waitForSettled(1))[0]).toMatchObject({ status: "confirmed", item: [1] });
    expect(next.getSnapshot()).toMatchObject({ ended: undefined, isEnabled: true });
    expect(world.sent.at(-1)?.signature).toContain(renewed.signer.signer.slice(2));
  });

  test("a second tab follows until the first stops", async () => {
    const { lane, world, session, source, play } = await start();
    const other = createSource(toCall);
    const follower = createLane(session, other.source, world.ports);
    play(1);
    await source.waitForSettled(1);
    other.play(2);
    follower.wake();
    expect(follower.getSnapshot().role).toBe("follower");
    expect(other.queue()).toEqual([2]);
    await lane.stop();
    await other.waitForSettled(1);
    expect(follower.getSnapshot().role).toBe("sender");
  });
});

describe("a reorganisation", () => {
  const playThree = async (fates: Fate[] = []) => {
    const started = await start(fates);
    for (const value of [1, 2, 3]) {
      started.play(value);
      await started.source.waitForSettled(value);
    }
    return started;
  };

  test.each([1, 2, 3])("that takes back %i operations sends the very same ones again, in order", async (count) => {
    const { world, source, lane } = await playThree();
    const before = world.onChain();
    world.reorganise(count);
    lane.recheck();
    await source.waitForSettled(3 + count);
    expect(world.onChain()).toEqual(before);
    expect(source.lost).toEqual([[1], [2], [3]].slice(3 - count));
    expect(lane.getSnapshot().operations.map(({ status }) => status)).toEqual(["confirmed", "confirmed", "confirmed"]);
  });

  test("of the first operation brings account, grant and step again, and the next one builds on it", async () => {
    const { world, source, lane, play } = await start();
    play(1);
    await source.waitForSettled(1);
    world.reorganise(1);
    lane.recheck();
    expect(lane.getSnapshot().operations[0]?.status).toBe("confirmed");
    await source.waitForSettled(2);
    play(2);
    await source.waitForSettled(3);
    expect(world.kinds()).toEqual([1, 1, 0]);
    expect(world.state).toMatchObject({ isDeployed: true, isEnabled: true });
  });

  test("that takes nothing back changes nothing", async () => {
    const { world, source, lane, play } = await playThree();
    lane.recheck();
    play(4);
    await source.waitForSettled(4);
    expect([source.lost, world.sequence()]).toEqual([[], [0, 1, 2, 3]]);
  });

  test("under an operation in flight puts what was lost before it", async () => {
    const { world, source, lane, play } = await start(["include", "include", "lose"], patient);
    play(1);
    await source.waitForSettled(1);
    play(2);
    await source.waitForSettled(2);
    play(3);
    await untilPending(lane);
    world.reorganise(1);
    lane.recheck();
    await source.waitForSettled(4);
    expect(source.settled.map(({ item }) => item)).toEqual([[1], [2], [2], [3]]);
    expect(world.onChain()).toHaveLength(3);
  });

  test("that nobody told of is noticed by the nonce, before anything new is sent in its place", async () => {
    const { world, source, play } = await playThree();
    world.reorganise(2);
    play(4);
    await source.waitForSettled(6);
    expect(source.settled.map(({ item }) => item)).toEqual([[1], [2], [3], [2], [3], [4]]);
    expect(world.onChain()).toHaveLength(4);
  });

  test("while the chain is away waits for it", async () => {
    const { world, source, lane, ports } = await playThree();
    const readStart = vi.spyOn(ports, "readStart");
    readStart.mockRejectedValueOnce(new UnavailableError("rpc"));
    world.reorganise(2);
    lane.recheck();
    await source.waitForSettled(5);
    expect(world.onChain()).toHaveLength(3);
  });

  test("that comes twice loses nothing and plays nothing twice", async () => {
    const { world, source, lane } = await playThree();
    world.reorganise(2);
    lane.recheck();
    lane.recheck();
    await source.waitForSettled(5);
    world.reorganise(3);
    lane.recheck();
    await source.waitForSettled(8);
    expect(world.onChain()).toHaveLength(3);
    expect(world.sequence()).toEqual([0, 1, 2, 1, 2, 0, 1, 2]);
  });

  test("with a lost operation that the rules refuse now undoes that one alone", async () => {
    const { world, source, lane } = await playThree();
    world.reorganise(2);
    world.fates.push(refusal("AA23", "CallNotPermitted"));
    lane.recheck();
    const settled = await source.waitForSettled(5);
    expect(settled.slice(3).map(({ item, status }) => [item, status])).toEqual([
      [[2], "rejected"],
      [[3], "confirmed"],
    ]);
  });
});
