import { vi } from "vitest";
import type { Batch, LaneOperation, LaneSource } from "../src/lane/laneTypes.ts";
import type { Call } from "../src/operation/calls.ts";

/** The product's side of a lane, as small as possible: each play is one call, and its number is remembered. */
export function createSource(toCall: (value: number) => Call) {
  let queue: number[] = [];
  const settled: LaneOperation<readonly number[]>[] = [];
  const lost: (readonly number[])[] = [];
  const source: LaneSource<readonly number[]> = {
    take: (): Batch<readonly number[]> | undefined => {
      if (queue.length === 0) return undefined;
      const item = queue;
      queue = [];
      return { calls: item.map(toCall), item };
    },
    giveBack: ({ item }) => {
      queue = [...item, ...queue];
    },
    settled: (operation) => void settled.push(operation),
    lost: (batches) => void lost.push(...batches.map(({ item }) => item)),
  };
  return {
    source,
    settled,
    lost,
    queue: () => queue,
    play: (...values: number[]) => void queue.push(...values),
    /** Waits until this many operations were confirmed or rejected. */
    waitForSettled: (count: number, timeout = 20_000) =>
      vi.waitUntil(() => settled.length >= count && settled, { timeout, interval: 10 }),
  };
}
