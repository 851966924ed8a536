import { describe, expect, test, vi } from "vitest";
import { startLane } from "../../test/startLane.ts";
import { RefusedError, UnavailableError } from "../errors/errors.ts";
import type { LanePorts } from "./laneTypes.ts";

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
  ] as const)("a %s that is down is named, asked again, and no longer named once it answers", async (part, change) => {
    const { lane, source, seen, play } = await startLane([], change);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(seen.map(({ down }) => down?.part)).toContain(part);
    expect(lane.getSnapshot().down).toBeUndefined();
  });

  test("a service that limits our rate is not called down: the reason is shown, and it is asked again", async () => {
    let times = 1;
    const { source, seen, play } = await startLane([], (ports) => ({
      send: async (operation) => {
        if (times-- > 0) throw new UnavailableError("bundler", { reason: "Too many requests right now." });
        return ports.send(operation);
      },
    }));
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(seen.map(({ down }) => down?.reason)).toContain("Too many requests right now.");
  });

  test("an operation that the bundler lost is sent again unchanged", async () => {
    const { world, source, play } = await startLane(["lose", "lose", "include"]);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(new Set(world.sent.map(world.hashOf)).size).toBe(1);
    expect(world.sent.length).toBe(3);
  });

  test("if the bundler already knows the operation, the lane waits for it", async () => {
    const known = new RefusedError("bundler", "No.", { details: "Already known" });
    const { world, source, play } = await startLane(["includeSilently", known]);
    play(1);
    expect((await source.waitForSettled(1))[0]?.status).toBe("confirmed");
    expect(world.sent.length).toBe(1);
  });

  test("an operation that arrived without an answer is found on chain and not sent as another one", async () => {
    const { world, source, play } = await startLane([], (ports) => {
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
