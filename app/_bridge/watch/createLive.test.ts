import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dayOf } from "@/game/rules/seeds";
import type { ChainListener } from "../chainEvents";
import { createLive } from "./createLive";
import type { RunnerReader } from "./runnerReader";
import { ANA, BEA, GAME, testBlock, testDrawing, testLog, testWords } from "./testing";

const { run } = testWords();
const now = run.endsAt - 100;
const moved = testLog("Moved", [1n, 5n, 900n]);

beforeEach(() => {
  vi.useFakeTimers({ now: now * 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(reader: Partial<RunnerReader> = {}) {
  let listener: ChainListener | undefined;
  const stop = vi.fn();
  const onOtherWorld = vi.fn();
  const readWords = vi.fn(async () => testWords({ tile: 900, points: 12 }));
  const readOut = vi.fn(async () => ({ block: 10n, runners: { [ANA]: { ...testWords({ tile: 899 }), block: 10n } } }));
  const live = createLive({
    ...{ hourglass: GAME, onOtherWorld },
    reader: { readOut, readWords, readDay: async (day) => (day === dayOf(now) ? 99 : undefined), ...reader },
    watch: (next) => {
      listener = next;
      return stop;
    },
  });
  const close = live.open();
  const hear = () => {
    if (!listener) throw new Error("Nobody listens.");
    return listener;
  };
  return { live, close, hear, stop, readOut, readWords, onOtherWorld };
}
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

it("reads everybody, hears steps at once, and reads again the words of whoever did something", async () => {
  const { live, hear, readWords, close, stop } = setUp();
  expect(live.get()).toMatchObject({ isRead: false, runners: {} });
  await settle();
  expect(live.get()).toMatchObject({ isRead: true, today: 99, runners: { [ANA]: { run: { tile: 899 } } } });
  hear().block(testBlock(11n, now, [moved]));
  expect(live.get()).toMatchObject({ stream: "open", runners: { [ANA]: { run: { tile: 900, points: 0 } } } });
  await settle(400);
  expect(readWords).toHaveBeenCalledExactlyOnceWith(ANA, 11n);
  expect(live.get().runners[ANA]?.run).toMatchObject({ tile: 900, points: 12 });
  hear().block(testBlock(12n, now, []));
  await settle(2_000);
  expect(readWords).toHaveBeenCalledOnce();
  close();
  expect(stop).toHaveBeenCalledOnce();
});

it("shows who sets out as soon as their words are read", async () => {
  const { live, hear } = setUp({ readOut: async () => ({ block: 10n, runners: {} }) });
  await settle();
  hear().block(testBlock(11n, now, [moved]));
  expect(live.get().runners).toEqual({});
  await settle(400);
  expect(Object.keys(live.get().runners)).toEqual([ANA]);
});

it("forgets whose time is over while others play on", async () => {
  const { live, hear } = setUp();
  await settle();
  const other = testLog("Moved", [1n, 5n, 900n], BEA);
  hear().block(testBlock(11n, run.endsAt, [other]));
  await settle(400);
  expect(Object.keys(live.get().runners)).toEqual([]);
});

it("reads a hundred at a time when thousands play, and everybody in the end", async () => {
  const { live, hear, readWords } = setUp({ readOut: async () => ({ block: 10n, runners: {} }) });
  await settle();
  const players = Array.from({ length: 250 }, (_, index) => `0x${(index + 1).toString(16).padStart(40, "0")}` as const);
  hear().block(
    testBlock(
      11n,
      now,
      players.map((player) => testLog("Moved", [1n, 5n, 900n], player)),
    ),
  );
  await settle(400);
  expect(readWords).toHaveBeenCalledTimes(100);
  await settle(800);
  expect(readWords).toHaveBeenCalledTimes(250);
  expect(Object.keys(live.get().runners)).toHaveLength(250);
});

it("drops the words of an abandoned chain, which come after everybody was read again", async () => {
  let answer = (_: ReturnType<typeof testWords>) => {};
  const late = new Promise<ReturnType<typeof testWords>>((resolve) => {
    answer = resolve;
  });
  const readWords = vi.fn(async () => testWords({ tile: 899, points: 12 }));
  readWords.mockReturnValueOnce(late);
  const { live, hear } = setUp({ readWords });
  await settle();
  hear().block(testBlock(11n, now, [moved]));
  await settle(400);
  hear().reset("reorganised");
  await settle();
  answer(testWords({ tile: 900, points: 999 }));
  await settle();
  expect(live.get().runners[ANA]?.run).toMatchObject({ tile: 899, points: 0 });
  await settle(400);
  expect(live.get().runners[ANA]?.run, "read once more").toMatchObject({ tile: 899, points: 12 });
});

it("says that nobody answers, tries again by itself, and says that it works again", async () => {
  let isDown = true;
  const { live } = setUp({
    readOut: async () => {
      if (isDown) throw new Error("down");
      return { block: 10n, runners: {} };
    },
  });
  await settle();
  expect(live.get()).toMatchObject({ isRead: false, hasFailed: true });
  isDown = false;
  await settle(10_000);
  expect(live.get()).toMatchObject({ isRead: true, hasFailed: false });
});

it("reads everybody regularly while the stream is interrupted, and says why", async () => {
  const { live, hear, readOut, close } = setUp();
  await settle();
  hear().closed();
  await settle(3_999);
  expect(live.get().stream).toBe("waiting");
  await settle(4_000);
  expect(live.get().stream).toBe("closed");
  expect(readOut.mock.calls.length).toBeGreaterThan(1);
  hear().full("Too many windows.");
  expect(live.get().why).toBe("Too many windows.");
  hear().block(testBlock(11n, now));
  expect(live.get()).toMatchObject({ stream: "open", why: undefined });
  close();
});

it("reads everybody again after missed blocks, when the chain is back, and on the next day", async () => {
  const { live, hear, readOut } = setUp();
  await settle();
  hear().reset("gap");
  await settle();
  expect(readOut).toHaveBeenCalledTimes(2);
  hear().status("down");
  expect(live.get().chain).toBe("down");
  hear().status("up");
  await settle();
  expect(readOut).toHaveBeenCalledTimes(3);
  hear().block(testBlock(11n, now + 86_400));
  await settle();
  expect(readOut).toHaveBeenCalledTimes(4);
  expect(live.get().today, "the island of the next day is not drawn yet").toBeUndefined();
});

it("knows the island that is drawn while everybody is read, although the answer is from before", async () => {
  let answer = (_: undefined) => {};
  const readDay = () =>
    new Promise<undefined>((resolve) => {
      answer = resolve;
    });
  const { live, hear } = setUp({ readDay });
  await settle();
  hear().block(testBlock(11n, now, [testDrawing(dayOf(now), 44)]));
  answer(undefined);
  await settle();
  expect(live.get()).toMatchObject({ isRead: true, today: 44 });
});

it("shows nothing of another chain", async () => {
  const { hear, onOtherWorld } = setUp();
  hear().reset("world");
  expect(onOtherWorld).toHaveBeenCalledOnce();
});
