import { describe, expect, test, vi } from "vitest";
import { createSource } from "../../test/source.ts";
import { patient, refusal, startLane, toCall, untilEnded, untilPending } from "../../test/startLane.ts";
import { createLane } from "./lane.ts";

describe("the grant", () => {
  test("is sent with the first operation, and no longer once the session is seen enabled", async () => {
    const { world, playEach } = await startLane();
    await playEach(1, 2, 3);
    expect(world.kinds()).toEqual([1, 0, 0]);
    expect(world.sent.map(({ factory }) => factory !== undefined)).toEqual([true, false, false]);
  });

  test("is sent again if the first operation was never accepted, and not if its calls reverted", async () => {
    const { world, source, playEach } = await startLane([refusal("AA23", "CallNotPermitted"), "undo"]);
    await playEach(1, 2, 3);
    expect(world.kinds()).toEqual([1, 1, 0]);
    expect(source.settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "confirmed"]);
    expect(world.sequence()).toEqual([0, 0, 1]);
  });

  test("SessionUsedAlready of a session that was begun elsewhere: the chain is asked, and the grant is not sent again", async () => {
    const { world, source, playEach, untilBegun } = await startLane();
    await untilBegun();
    world.state.isEnabled = true;
    await playEach(1);
    expect(source.settled).toMatchObject([{ status: "confirmed", item: [1] }]);
    expect(world.kinds()).toEqual([1, 0]);
  });

  test("an account that was deployed meanwhile is not deployed again", async () => {
    const { world, playEach, untilBegun } = await startLane();
    await untilBegun();
    world.state.isDeployed = true;
    await playEach(1);
    expect(world.sent.map(({ factory }) => factory !== undefined)).toEqual([true, false]);
  });
});

describe("an enabling operation that a reorganisation removed unnoticed", () => {
  test("SessionNotLive: it is sent again unchanged, and then the refused one", async () => {
    const { world, source, playEach, play } = await startLane();
    await playEach(1);
    const [enabling] = world.onChain();
    world.reorganise(1);
    play(2);
    await source.waitForSettled(3);
    expect(source.settled.map(({ item, status }) => [item, status])).toEqual([
      [[1], "confirmed"],
      [[1], "confirmed"],
      [[2], "confirmed"],
    ]);
    expect(world.onChain()[0]).toBe(enabling);
    expect([world.kinds(), world.shown()]).toEqual([
      [1, 0, 1, 0],
      [true, false, true, false],
    ]);
  });

  test("SessionNotLive in a lane that never knew it: the refused operation enables the session again", async () => {
    const { world, lane, ports, session, playEach } = await startLane();
    await playEach(1);
    await lane.stop();
    const after = createSource(toCall);
    const next = createLane(session, after.source, ports);
    await vi.waitUntil(() => next.getSnapshot().isEnabled);
    world.reorganise(1);
    after.play(2);
    next.wake();
    expect(await after.waitForSettled(1)).toMatchObject([{ status: "confirmed", item: [2] }]);
    expect([world.kinds(), world.shown()]).toEqual([
      [1, 0, 1],
      [true, false, true],
    ]);
    expect(world.sent.at(-1)?.factory).toBeDefined();
  });
});

describe("the voucher", () => {
  test("is requested once per session", async () => {
    const requestVoucher = vi.fn();
    const { playEach } = await startLane([], (ports) => ({
      requestVoucher: requestVoucher.mockImplementation(ports.requestVoucher ?? vi.fn()),
    }));
    await playEach(1, 2, 3);
    expect(requestVoucher).toHaveBeenCalledOnce();
  });

  test("is shown once and left out from then on", async () => {
    const { world, playEach } = await startLane();
    await playEach(1, 2, 3);
    expect(world.shown()).toEqual([true, false, false]);
    expect(world.sent.map(({ paymaster }) => paymaster)).toEqual(Array(3).fill(world.sent[0]?.paymaster));
  });

  test("that was shown elsewhere is AA34: the chain is asked, and it is not shown twice", async () => {
    const readStart = vi.fn();
    const { world, playEach, untilBegun } = await startLane([], (ports) => {
      // Enabled by a transaction, so it has shown nothing to a paymaster.
      return { readStart: readStart.mockImplementation(ports.readStart) };
    });
    world.state.isEnabled = true;
    await untilBegun();
    world.state.isVoucherShown = true;
    await playEach(1, 2);
    expect(readStart).toHaveBeenCalledTimes(2);
    expect([world.kinds(), world.shown()]).toEqual([
      [0, 0, 0],
      [true, false, false],
    ]);
  });

  test("that the paymaster no longer knows is AA34 too: it is shown again", async () => {
    const { world, playEach } = await startLane();
    await playEach(1);
    world.state.isVoucherShown = false;
    await playEach(2, 3);
    expect(world.shown()).toEqual([true, false, true, false]);
  });

  test.each([1, 12])("AA34 %i times for another reason undoes nothing, and shows nothing twice", async (times) => {
    const { world, source, playEach, lane } = await startLane(["include", ...Array(times).fill(refusal("AA34"))]);
    await playEach(1, 2);
    expect(source.settled[1]).toMatchObject({ status: "confirmed", item: [2] });
    expect(world.shown()).toEqual([true, ...Array(times + 1).fill(false)]);
    expect(lane.getSnapshot()).toMatchObject({ ended: undefined, down: undefined });
  });
});

test("a session that its paymaster denies is AA34: the chain says why, the lane ends, and what was played is given back", async () => {
  const { world, lane, source, playEach, play } = await startLane();
  await playEach(1);
  world.state.isDenied = true;
  play(2);
  await untilEnded(lane);
  expect([lane.getSnapshot().ended, source.queue(), world.kinds().length]).toEqual(["denied", [2], 2]);
});

describe("a session that was ended elsewhere", () => {
  test.each([
    ["by itself", { isRevoked: true }],
    ["with all others", { isEpochPassed: true }],
  ])("%s: SessionNotLive ends the lane, and what was played is given back", async (_, change) => {
    const { world, lane, source, playEach, play } = await startLane();
    await playEach(1);
    Object.assign(world.state, change);
    play(2, 3);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "revoked", operations: [{ item: [1], status: "confirmed" }] });
    expect([source.queue(), source.settled.length, world.onChain().length]).toEqual([[2, 3], 1, 1]);
  });

  test("before it began: SessionUsedAlready ends the lane, and what was played is given back", async () => {
    const { world, lane, source, play, untilBegun } = await startLane();
    await untilBegun();
    world.state.isRevoked = true;
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "revoked", operations: [] });
    expect([source.queue(), world.kinds()]).toEqual([[1], [1]]);
  });

  test("with an operation that the bundler lost: that one is given back", async () => {
    const { world, lane, source, playEach, play } = await startLane(["include", "lose"], patient);
    await playEach(1);
    play(2);
    await untilPending(lane);
    world.state.isRevoked = true;
    world.jump();
    await untilEnded(lane);
    expect(lane.getSnapshot().ended).toBe("revoked");
    expect([source.queue(), world.onChain().length]).toEqual([[2], 1]);
  });

  test("with an operation that was included before: that one is settled, and nothing is given back", async () => {
    const { world, lane, source, playEach, play } = await startLane(["include", "hold"], patient);
    await playEach(1);
    play(2);
    await untilPending(lane);
    world.includeHeld();
    world.state.isRevoked = true;
    await source.waitForSettled(2);
    play(3);
    await untilEnded(lane);
    expect(source.settled.map(({ item, status }) => [item, status])).toEqual([
      [[1], "confirmed"],
      [[2], "confirmed"],
    ]);
    expect(source.queue()).toEqual([3]);
  });

  test("according to a node that is behind, but not to the chain: what was played is kept and sent", async () => {
    const { world, lane, source, playEach } = await startLane(["include", refusal("AA23", "SessionNotLive")]);
    await playEach(1, 2);
    expect(source.settled).toMatchObject([{ item: [1] }, { item: [2], status: "confirmed" }]);
    expect([world.kinds(), lane.getSnapshot().ended]).toEqual([[1, 0, 0], undefined]);
  });
});
