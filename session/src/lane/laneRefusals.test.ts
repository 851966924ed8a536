import { numberToHex, zeroHash } from "viem";
import { describe, expect, test, vi } from "vitest";
import { refusal, startLane, untilEnded } from "../../test/startLane.ts";
import { RefusedError } from "../errors/errors.ts";
import type { LaneEnd, LanePorts } from "./laneTypes.ts";

describe("refusals", () => {
  test("an operation that one bundler accepted and another refuses is found on chain, and not played again", async () => {
    const { world, source, play } = await startLane(["includeAndRefuse"]);
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
    const { world, source, play, ports } = await startLane();
    play(1);
    await source.waitForSettled(1);
    const readNonce = vi.spyOn(ports, "readNonce");
    world.state.nonce += 4n;
    play(2);
    expect((await source.waitForSettled(2))[1]?.status).toBe("confirmed");
    expect(world.sequence()).toEqual([0, 1, 5]);
    expect(readNonce).toHaveBeenCalledOnce();
  });

  test("if fees are too low, new ones are read", async () => {
    const low = new RefusedError("bundler", "No.", { details: "maxFeePerGas must be at least 3" });
    const readFees = vi.fn<LanePorts["readFees"]>();
    const { source, play } = await startLane([low], (ports) => ({
      readFees: readFees.mockImplementation(ports.readFees),
    }));
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(readFees.mock.calls).toEqual([[false], [true]]);
  });

  test("what the rules refuse is rejected with its reason, and the next one uses the same nonce", async () => {
    const { world, source, play } = await startLane([refusal("AA23", "SpendExceeded")]);
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
  ])(
    "%s, refused %i times, undoes nothing: it waits, says so, and is sent once it is accepted",
    async (code, times) => {
      const { source, seen, lane, play } = await startLane(Array.from({ length: times }, () => refusal(code)));
      play(1);
      expect(await source.waitForSettled(1)).toMatchObject([{ status: "confirmed", item: [1] }]);
      if (times > 5 || code === "AA23") expect(seen.some(({ down }) => down?.reason === "No.")).toBe(true);
      expect(lane.getSnapshot().down).toBeUndefined();
    },
  );

  test.each([
    [-32504, "throttled"],
    [-32505, "stake too low"],
    [-32500, "replacement transaction underpriced"],
    [-32602, "preVerificationGas is not enough"],
    [-32503, "AA22 expired or not due: not valid yet"],
  ])("a bundler that answers %i, %s, is asked again", async (rpcCode, details) => {
    const passing = new RefusedError("bundler", "No.", { rpcCode, details });
    const { source, play } = await startLane([passing, passing]);
    play(1);
    expect(await source.waitForSettled(1)).toMatchObject([{ status: "confirmed" }]);
  });

  test("if limits were too low, the bundler's estimate is used", async () => {
    const gasLimits = vi.fn<LanePorts["gasLimits"]>();
    const { source, play } = await startLane([refusal("AA26")], (ports) => ({
      gasLimits: gasLimits.mockImplementation(ports.gasLimits),
    }));
    play(1);
    await source.waitForSettled(1);
    expect(gasLimits.mock.calls.map(([, , areLow]) => areLow)).toEqual([false, true]);
  });

  test.each<[string, LaneEnd, (readonly unknown[])?]>([
    ["GrantWrongEpoch", "revoked", [zeroHash, numberToHex(1n << 224n, { size: 32 })]],
    ["ActionsExceeded", "exhausted"],
    ["GasBudgetExceeded", "exhausted"],
    ["AccountIsDenied", "denied"],
    ["ModuleNotInstalled", "refused"],
    ["GrantOwnerSignatureInvalid", "refused"],
  ])("%s ends the lane, and the batch is given back", async (name, ended, args = []) => {
    const { lane, source, play } = await startLane([refusal("AA23", name, args)]);
    play(1, 2);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended, operations: [] });
    expect(source.queue()).toEqual([1, 2]);
    expect(source.settled).toEqual([]);
  });

  test("a grant whose signature the chain does not accept ends the lane, and the batch is given back", async () => {
    const { lane, source, play } = await startLane([refusal("AA24")]);
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "refused", operations: [] });
    expect(source.queue()).toEqual([1]);
  });

  test("a sponsor that refuses ends the lane before anything is signed", async () => {
    const { lane, world, source, play } = await startLane([], () => ({
      requestVoucher: () => Promise.reject(new RefusedError("sponsor", "Too many sessions today.")),
    }));
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({
      ...{ ended: "unsponsored", error: { shortMessage: "Too many sessions today." } },
    });
    expect([world.sent, source.queue()]).toEqual([[], [1]]);
  });

  test("a defect shows as failed, with its cause", async () => {
    const { lane, play } = await startLane([], () => ({
      gasLimits: () => Promise.reject(new TypeError("no such thing")),
    }));
    play(1);
    await untilEnded(lane);
    expect(lane.getSnapshot()).toMatchObject({ ended: "failed", error: { cause: new TypeError("no such thing") } });
  });
});
