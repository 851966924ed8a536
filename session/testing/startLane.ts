import { vi } from "vitest";

import { RefusedError } from "../errors";
import { createLane } from "../lane";
import type { LanePorts, LaneSnapshot } from "../laneTypes";
import { exampleTarget } from "./example";
import { createFakeSession, createFakeWorld, type Fate } from "./fakeWorld";
import { createSource } from "./source";

export const toCall = () => ({ to: exampleTarget, data: "0x" }) as const;

/** A bundler's no, with the contract's own error where it has one. */
export const refusal = (code: string, name?: string, args: readonly unknown[] = []) =>
  new RefusedError("bundler", "No.", { code, ...(name && { contractError: { name, args } }) });

/**
 * A lane over a fake world.
 * @param fates What becomes of the operations, in the order of sending; of the rest: they are included.
 * @param change Ports that are not the fake world's.
 */
export async function startLane(fates: Fate[] = [], change: (ports: LanePorts) => Partial<LanePorts> = () => ({})) {
  const session = await createFakeSession();
  const world = createFakeWorld(session);
  world.fates.push(...fates);
  const source = createSource(toCall);
  const given = { ...world.ports, ...change(world.ports) };
  let hasBegun = false;
  const readStart = () => given.readStart().finally(() => (hasBegun = true));
  const ports = { ...given, readStart };
  const lane = createLane(session, source.source, ports);
  const seen: LaneSnapshot<readonly number[]>[] = [];
  lane.subscribe(() => seen.push(lane.getSnapshot()));
  const play = (...values: number[]) => {
    source.play(...values);
    lane.wake();
  };
  /** Plays them one after the other, each in an operation of its own. */
  const playEach = async (...values: number[]) => {
    for (const value of values) {
      const { length } = source.settled;
      play(value);
      await source.waitForSettled(length + 1);
    }
  };
  /** Waits until it has read where the chain stands: what changes from then on is news to it. */
  const untilBegun = () => vi.waitUntil(() => hasBegun, { interval: 5 });
  return { session, world, source, lane, ports, seen, play, playEach, untilBegun };
}

type Started = Awaited<ReturnType<typeof startLane>>;

/** Never looks a confirmation up by itself. */
export const patient = () => ({ confirmTimeoutMs: 120_000 });

export const untilPending = (lane: Started["lane"]) =>
  vi.waitUntil(() => lane.getSnapshot().operations[0]?.status === "pending", { interval: 5 });

export const untilEnded = (lane: Started["lane"]) => vi.waitUntil(() => lane.getSnapshot().ended);
