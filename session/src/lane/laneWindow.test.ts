import { expect, test, vi } from "vitest";
import { startLane } from "../../test/startLane.ts";
import { createMemoryClock } from "../testing/memoryClock.ts";

const EACH_MS = 250;
const PLAYED = 40;

/**
 * Plays at an even pace, on a clock that waits for all work to be done, and a chain that takes as long as the test says.
 * @param latencyOf From sending to the confirmation, in ms, by how many operations were sent before.
 * @returns How many actions each operation joined, and how long the first of them waited for it.
 */
async function simulate(latencyOf: (sent: number) => number) {
  const clock = createMemoryClock(1_800_000_000_000);
  const fates = Array.from({ length: PLAYED }, () => "hold" as const);
  let included = 0;
  const { world, source, lane, play } = await startLane(fates, (given) => ({
    ...{ clock, chainNow: () => clock.nowMs() / 1000, confirmTimeoutMs: 30_000 },
    send: async (operation) => {
      await given.send(operation);
      clock.after(latencyOf(world.sent.length - 1), () => {
        included += 1;
        world.includeHeld();
      });
    },
  }));
  const playedAtMs: number[] = [];
  const playOn = () => {
    playedAtMs.push(clock.nowMs());
    play(playedAtMs.length - 1);
    if (playedAtMs.length < PLAYED) clock.after(EACH_MS, playOn);
  };
  clock.after(EACH_MS, playOn);
  const settled = () => source.settled.reduce((sum, { item }) => sum + item.length, 0);
  const isQuiet = () => {
    const status = lane.getSnapshot().operations[0]?.status ?? "confirmed";
    const isIdle = status === "confirmed" && source.queue().length === 0;
    return source.settled.length === included && (isIdle || status === "pending");
  };
  while (settled() < PLAYED) {
    clock.fireNext();
    await vi.waitUntil(isQuiet, { timeout: 10_000, interval: 1 });
  }
  await lane.stop();
  return source.settled.map(({ item, startedAtMs }) => ({
    joined: item.length,
    waitedMs: startedAtMs - (playedAtMs[item[0] ?? 0] ?? Number.NaN),
  }));
}

test("on a calm chain every action leaves at once, alone", async () => {
  const operations = await simulate(() => EACH_MS / 5);
  expect(operations).toEqual(Array.from({ length: PLAYED }, () => ({ joined: 1, waitedMs: 0 })));
});

test("on a slow chain the window is as long as an operation takes: no action waits for more than the one before it", async () => {
  const latencyMs = 8 * EACH_MS;
  const operations = await simulate(() => latencyMs);
  const inner = operations.slice(1, -1);
  expect(inner.length).toBeGreaterThan(2);
  for (const { joined, waitedMs } of inner) {
    expect(joined).toBeGreaterThanOrEqual(7);
    expect(joined).toBeLessThanOrEqual(9);
    expect(waitedMs).toBeLessThanOrEqual(latencyMs);
  }
});

test("when the chain calms down, the window is short again with the next operation", async () => {
  const operations = await simulate((sent) => (sent < 3 ? 8 * EACH_MS : EACH_MS / 5));
  const [first, second, third, ...calm] = operations.map(({ joined }) => joined);
  expect(first).toBe(1);
  expect([second, third].every((joined) => (joined ?? 0) > 6)).toBe(true);
  // What was played during the last slow one, then each alone.
  expect(calm[0]).toBeGreaterThan(6);
  expect(calm.slice(1).every((joined) => joined === 1)).toBe(true);
});
