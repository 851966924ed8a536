import { vi } from "vitest";

import { RefusedError } from "../src/errors/errors.ts";
import { createLane } from "../src/lane/lane.ts";
import type { LanePorts, LaneSnapshot } from "../src/lane/laneTypes.ts";
import { exampleTarget } from "./example.ts";
import { createFakeSession, createFakeWorld, type Fate } from "./fakeWorld.ts";
import { createSource } from "./source.ts";

export const toCall = () => ({ to: exampleTarget, data: "0x" }) as const;

/** A bundler's refusal, with the contract's own error if there is one. */
export const refusal = (code: string, name?: string, args: readonly unknown[] = []) =>
  new RefusedError("bundler", "No.", { entryPointCode: code, ...(name && { contractError: { name, args } }) });

/**
 * A lane over a fake world.
 * @param fates Fates of the operations, in the order of sending; later ones are included.
 * @param change Ports that replace those of the fake world.
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
  /** Plays them one after the other, each in its own operation. */
  const playEach = async (...values: number[]) => {
    for (const value of values) {
      const { length } = source.settled;
      play(value);
      await source.waitForSettled(length + 1);
    }
  };
  /** Waits until it has read the state of the chain, so that later changes are news to it. */
  const untilBegun = () => vi.waitUntil(() => hasBegun, { interval: 5 });
  return { session, world, source, lane, ports, seen, play, playEach, untilBegun };
}

type Started = Awaited<ReturnType<typeof startLane>>;

/** Never looks a confirmation up by itself. */
export const patient = () => ({ confirmTimeoutMs: 120_000 });

export const untilPending = (lane: Started["lane"]) =>
  vi.waitUntil(() => lane.getSnapshot().operations[0]?.status === "pending", { interval: 5 });

export const untilEnded = (lane: Started["lane"]) => vi.waitUntil(() => lane.getSnapshot().ended);
