import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askForRoom } from "./askForRoom";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks until nobody waits any more: a node may be late, and a room may be opened in a moment", async () => {
  const read = vi.fn(async () => {});
  const tell = vi.fn();
  const stop = askForRoom(read, tell);
  await vi.advanceTimersByTimeAsync(0);
  expect(tell).toHaveBeenLastCalledWith("read");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(read).toHaveBeenCalledTimes(2);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(2);
});

it("says that the chain does not answer, and takes nothing that comes too late", async () => {
  let isDown = true;
  const tell = vi.fn();
  const stop = askForRoom(async () => {
    if (isDown) throw new Error("down");
  }, tell);
  await vi.advanceTimersByTimeAsync(0);
  expect(tell).toHaveBeenLastCalledWith("failed");
  isDown = false;
  await vi.advanceTimersByTimeAsync(2_999);
  expect(tell).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tell).toHaveBeenCalledOnce();
});
