import { describe, expect, test, vi } from "vitest";
import { patient, refusal, startLane, untilPending } from "../../test/startLane.ts";
import { UnavailableError } from "../errors/errors.ts";

describe("a reorganisation", () => {
  const playThree = async () => {
    const started = await startLane();
    await started.playEach(1, 2, 3);
    return started;
  };

  test.each([1, 2, 3])("that removes %i operations sends the same ones again, in order", async (count) => {
    const { world, source, lane } = await playThree();
    const before = world.onChain();
    world.reorganise(count);
    lane.recheck();
    await source.waitForSettled(3 + count);
    expect(world.onChain()).toEqual(before);
    expect(source.lost).toEqual([[1], [2], [3]].slice(3 - count));
    expect(lane.getSnapshot().operations.map(({ status }) => status)).toEqual(["confirmed", "confirmed", "confirmed"]);
  });

  test("of the first operation sends account, grant and step again, and the next one builds on it", async () => {
    const { world, source, lane, play } = await startLane();
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

  test("that removes nothing changes nothing", async () => {
    const { world, source, lane, play } = await playThree();
    lane.recheck();
    play(4);
    await source.waitForSettled(4);
    expect([source.lost, world.sequence()]).toEqual([[], [0, 1, 2, 3]]);
  });

  test("with an operation in flight sends the lost ones before it", async () => {
    const { world, source, lane, play } = await startLane(["include", "include", "lose"], patient);
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

  test("that nobody reported is noticed by the nonce, before anything new is sent in its place", async () => {
    const { world, source, play } = await playThree();
    world.reorganise(2);
    play(4);
    await source.waitForSettled(6);
    expect(source.settled.map(({ item }) => item)).toEqual([[1], [2], [3], [2], [3], [4]]);
    expect(world.onChain()).toHaveLength(4);
  });

  test("while the chain is down waits for it", async () => {
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

  test("with a lost operation that the rules now refuse undoes only that one", async () => {
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
