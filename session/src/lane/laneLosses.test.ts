import { createClient, custom, numberToHex, zeroAddress, zeroHash } from "viem";
import { describe, expect, test, vi } from "vitest";
import { createFakeSession, type Fate } from "../../test/fakeWorld.ts";
import { createSource } from "../../test/source.ts";
import { patient, startLane, toCall, untilPending } from "../../test/startLane.ts";
import { RefusedError } from "../errors/errors.ts";
import type { Confirmation } from "./confirmations.ts";
import { createConfirmations } from "./confirmations.ts";
import { createLane } from "./lane.ts";
import { laneTransition } from "./laneMachine.ts";
import { initialLane, type LaneState } from "./laneState.ts";
import type { LaneOperation, LanePorts } from "./laneTypes.ts";

/** 100 s before the window's end: near enough that "expires too soon" is believed. */
const NEAR_END = 1_800_000_000 - 30 + 3600 - 100;
describe("a lane that ends while what it sent may still be included", () => {
  test("does not let the renewed session play it once more", async () => {
    // The bundler accepts it; sent again after a silence it is refused, because the window closes within half a minute.
    const { lane, world, source, ports, play } = await startLane(
      ["hold", new RefusedError("bundler", "No.", { details: "User operation expires too soon" })],
      () => ({ chainNow: () => NEAR_END }),
    );
    play(1);
    await vi.waitUntil(() => lane.getSnapshot().ended);
    await lane.stop();
    // What the bundler had is on chain now.
    world.includeHeld();
    const renewed = await createFakeSession();
    const next = createLane(renewed, source.source, { ...ports, chainNow: world.ports.chainNow });
    next.wake();
    // The next lane picks up what was left, and sees that it was included.
    await source.waitForSettled(1);
    await next.stop();
    expect(source.settled).toMatchObject([{ item: [1], status: "confirmed" }]);
    expect([world.onChain().length, source.queue()]).toEqual([1, []]);
  });
});

describe("an operation that is included while it is rebuilt", () => {
  test("is settled, not dropped", () => {
    const batch = { calls: [toCall()], item: [1] };
    const row: LaneOperation<number[]> = { id: "row", item: [1], status: "queued", startedAtMs: 0 };
    const delivery = {
      ...{ batch, row, flight: undefined, hashes: [zeroHash], rebuilds: 1, silences: 0, holds: 0 },
      ...{ isTaken: false, isRestored: false },
    };
    const state: LaneState<number[]> = {
      ...initialLane<number[]>(),
      phase: "checking",
      delivery,
      rows: [row],
      refusal: { error: new RefusedError("bundler", "No.", { entryPointCode: "AA25" }), reaction: { type: "wait" } },
    };
    const confirmation: Confirmation = {
      ...{ userOpHash: zeroHash, isSuccess: true, transactionHash: zeroHash, blockNumber: 1n },
      ...{ gasUsed: 1n, costWei: 1n, paymaster: zeroAddress },
    };
    const failure = new RefusedError("rpc", "No.");
    const { news } = laneTransition(state, { type: "included", confirmation, atMs: 1, failure }, zeroHash);
    expect(news).toMatchObject([{ type: "settled" }]);
  });
});

describe("a node that refuses a look-up", () => {
  test("is asked at intervals and not in a hot loop", async () => {
    let asked = 0;
    const { lane, play, ports } = await startLane(
      [new RefusedError("bundler", "No.", { entryPointCode: "AA25" })],
      () => ({
        confirmations: {
          watch: () => () => undefined,
          lookUp: async () => {
            asked += 1;
            if (asked > 2_000) await new Promise(() => undefined);
            // geth: -32000 "block range extends beyond current head block", from a node that is one block behind.
            throw new RefusedError("rpc", "The rpc refused.", { rpcCode: -32000 });
          },
        },
      }),
    );
    const beganMs = ports.clock.nowMs();
    play(1);
    await vi.waitUntil(() => asked > 50, { timeout: 5_000 });
    const passedMs = ports.clock.nowMs() - beganMs;
    void lane.stop();
    // Fifty look-ups within no time.
    expect(passedMs).toBeGreaterThan(10_000);
  });
});

describe("an operation that was included longer ago than one range of logs", () => {
  test("is found, so that a reload does not play it twice", async () => {
    const landedAt = 10n;
    const head = 10_000n;
    const log = {
      address: "0x4337084d9e255ff0702461cf8895ce9e3b5ff108",
      topics: [
        "0x49628fd1471006c1482da88028e9ce4dbb080b815c9b0344d39e5a8e6ec1419f",
        zeroHash,
        `0x${"00".repeat(32)}`,
        `0x${"00".repeat(32)}`,
      ],
      data: `0x${"00".repeat(31)}01${"00".repeat(31)}01${"00".repeat(31)}01${"00".repeat(31)}01`,
      blockNumber: numberToHex(landedAt),
      blockHash: zeroHash,
      transactionHash: zeroHash,
      ...{ transactionIndex: "0x0", logIndex: "0x0", removed: false },
    };
    const client = createClient({
      transport: custom({
        request: async ({ method, params }) => {
          if (method === "eth_blockNumber") return numberToHex(head);
          const [{ fromBlock, toBlock }] = params as [{ fromBlock: `0x${string}`; toBlock: `0x${string}` }];
          if (BigInt(toBlock) - BigInt(fromBlock) > 5_000n) throw new Error("range");
          return BigInt(fromBlock) <= landedAt && landedAt <= BigInt(toBlock) ? [log] : [];
        },
      }),
    });
    const { lookUp } = createConfirmations({ client, account: "0x00000000000000000000000000000000000000aa" });
    expect(await lookUp(zeroHash), "a live lane asks for one range").toBeUndefined();
    expect(await lookUp(zeroHash, true)).toMatchObject({ isSuccess: true });
  });

  test.each([
    ["AA10, of one that deployed its account", 0, {}, {}],
    ["SessionUsedAlready, of one that enabled its session", 0, { isDeployed: true }, {}],
    ["AA25, of a later one", 1, {}, {}],
    ["SessionNotLive, of one of a session that was ended since", 1, {}, { isRevoked: true }],
  ])(
    "is not played a second time by the lane that finds its flight in the store: %s",
    async (_, count, then, since) => {
      const first = await startLane([...Array<Fate>(count).fill("include"), "hold"], patient);
      Object.assign(first.world.state, then);
      if (count > 0) await first.playEach(0);
      first.play(1);
      await untilPending(first.lane);
      await first.lane.stop();
      first.world.includeHeld();
      Object.assign(first.world.state, since);
      // 4,900 blocks later (20 minutes at 250 ms) its log is outside the range of a look-up.
      const old = first.world.onChain();
      const { confirmations } = first.world.ports;
      const lookUp: typeof confirmations.lookUp = async (hash) =>
        old.includes(hash) ? undefined : confirmations.lookUp(hash);
      const ports = { ...first.world.ports, confirmations: { ...confirmations, lookUp } };
      const after = createSource(toCall);
      const lane = createLane(first.session, after.source, ports);
      const [settled] = await after.waitForSettled(1);
      await lane.stop();
      expect(settled).toMatchObject({ item: [1], status: "lost" });
      expect([first.world.onChain().length, after.queue()]).toEqual([count + 1, []]);
    },
  );
});

describe("a reorganisation that removes an operation whose calls reverted", () => {
  test("does not play what the player was told is not done", async () => {
    const { lane, world, source, play } = await startLane(["undo"]);
    play(1);
    await source.waitForSettled(1);
    // The product queued the good rest of [1] again, like `Prediction.drop`.
    play(10);
    await source.waitForSettled(2);
    world.reorganise(2);
    lane.recheck();
    await source.waitForSettled(3);
    expect(world.onChain()).toHaveLength(1);
    const outcome = source.settled.slice(2).map(({ item, status }) => [item, status]);
    expect(outcome).not.toContainEqual([[1], "confirmed"]);
  });
});

describe("operations of the previous lane that a reorganisation removed", () => {
  const renew = async () => {
    const { lane, world, source, play, session } = await startLane();
    play(1);
    await source.waitForSettled(1);
    await lane.stop();
    const after = createSource(toCall);
    // Like Alto: an operation up to ten nonces ahead is queued, and its hash returned as if it were accepted.
    const send: LanePorts["send"] = async (operation) => {
      if (operation.nonce > world.state.nonce) return void world.sent.push(operation);
      return world.ports.send(operation);
    };
    return { world, session, after, ports: { ...world.ports, send }, landed: lane.landed() };
  };

  test("are sent again by the next lane", async () => {
    const { world, session, after, ports, landed } = await renew();
    const next = createLane(session, after.source, ports, landed);
    after.play(2);
    next.wake();
    await after.waitForSettled(1);
    world.reorganise(2);
    next.recheck();
    await after.waitForSettled(3);
    await next.stop();
    expect(world.onChain()).toHaveLength(2);
  });

  test("are reported as a reason to wait if nobody has them any more", async () => {
    const { world, session, after, ports } = await renew();
    const next = createLane(session, after.source, ports);
    after.play(2);
    next.wake();
    await after.waitForSettled(1);
    world.reorganise(2);
    next.recheck();
    await vi.waitUntil(() => next.getSnapshot().down?.reason?.includes("took back an earlier action"), {
      timeout: 10_000,
    });
    void next.stop();
  });
});
