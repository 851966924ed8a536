import { describe, expect, test, vi } from "vitest";
import { createFakeSession } from "../../test/fakeWorld.ts";
import { createSource } from "../../test/source.ts";
import { patient, refusal, startLane, toCall, untilEnded, untilPending } from "../../test/startLane.ts";
import { createLane } from "./lane.ts";
import { createFlightStore } from "./laneFlight.ts";

/** 30 s of back-dating, then an hour. */
const WINDOW_END = 1_800_000_000 - 30 + 3600;

describe("order", () => {
  test("takes nothing while an operation is in flight, then everything at once", async () => {
    const { lane, world, source, play } = await startLane(["hold"], patient);
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
    const { source, seen, play } = await startLane();
    play(1);
    await source.waitForSettled(1);
    const statuses = seen.map(({ operations }) => operations[0]?.status).filter((status) => status !== undefined);
    expect([...new Set(statuses)]).toEqual(["queued", "sending", "pending", "confirmed"]);
  });

  test("a row has the time of each of its steps, and what it does first", async () => {
    const { source, playEach } = await startLane(["lose", "include", refusal("AA25"), refusal("AA25"), "include"]);
    await playEach(1, 2);
    const [first, second] = source.settled;
    expect(first).toMatchObject({ deploys: true, enables: true, signedAtMs: first?.startedAtMs });
    expect(first?.acceptedAtMs, "when it was sent first, not when it was sent again").toBe(first?.startedAtMs);
    expect(first?.latencyMs).toBeGreaterThan(0);
    expect(second).toMatchObject({ deploys: false, enables: false });
    expect(second?.signedAtMs, "the signature that counts").toBeGreaterThan(second?.startedAtMs ?? 0);
    expect(second?.acceptedAtMs).toBe(second?.signedAtMs);
  });

  test("a stopped lane takes nothing more, and unsubscribing is final", async () => {
    const { lane, source, seen, play } = await startLane();
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

describe("time", () => {
  test("nothing is taken after the last second that a bundler accepts", async () => {
    const { lane, source, play, session } = await startLane([], () => ({
      chainNow: () => WINDOW_END - 30,
    }));
    expect(session.signed.grant.validUntil).toBe(WINDOW_END);
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot().ended).toBe("expired");
    expect(source.queue()).toEqual([1]);
  });

  test("an idle lane ends by itself when its time is over", async () => {
    const { lane, world, source, play } = await startLane();
    play(1);
    await source.waitForSettled(1);
    world.jump();
    await untilEnded(lane);
    expect(lane.getSnapshot().ended).toBe("expired");
  });
});

describe("reloads", () => {
  test("an operation in flight is kept until it is settled", async () => {
    const { lane, world, play, session } = await startLane(["hold"], patient);
    const flights = createFlightStore(world.ports.store, session.signed.grant.account, session.signed.grant.nonceKey);
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

  test("a renewed session sends what the previous one left unsent", async () => {
    const { lane, world, play } = await startLane(["lose"], patient);
    play(1);
    await untilPending(lane);
    await lane.stop();

    world.fates.push(refusal("AA23", "SessionNotLive"));
    const renewed = await createFakeSession();
    const after = createSource(toCall);
    const next = createLane(renewed, after.source, world.ports);
    expect((await after.waitForSettled(1))[0]).toMatchObject({ status: "confirmed", item: [1] });
    expect(next.getSnapshot()).toMatchObject({ ended: undefined, isEnabled: true });
    expect(world.sent.at(-1)?.signature).toContain(renewed.signer.key.slice(2));
  });

  test("a second tab follows until the first stops", async () => {
    const { lane, world, session, source, play } = await startLane();
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
