import { expect, test } from "vitest";
import { createMemoryClock } from "./memoryClock.ts";

test("it stands still, and fires the due timers in order when it is moved", () => {
  const clock = createMemoryClock(1_000);
  const fired: string[] = [];
  clock.after(30, () => fired.push(`late at ${clock.nowMs()}`));
  const undo = clock.after(20, () => fired.push("undone"));
  clock.after(10, () => {
    fired.push(`early at ${clock.nowMs()}`);
    clock.after(5, () => fired.push(`from within at ${clock.nowMs()}`));
  });
  undo();
  expect([clock.nowMs(), fired]).toEqual([1_000, []]);
  while (clock.fireNext(1_029));
  clock.moveTo(1_029);
  expect([clock.nowMs(), fired]).toEqual([1_029, ["early at 1010", "from within at 1015"]]);
  expect(clock.fireNext(1_029)).toBe(false);
  expect(clock.fireNext()).toBe(true);
  expect(fired.at(-1)).toBe("late at 1030");
});

test("it never goes back", () => {
  const clock = createMemoryClock(1_000);
  clock.moveTo(10);
  expect(clock.nowMs()).toBe(1_000);
  clock.after(-500, () => undefined);
  clock.fireNext();
  expect(clock.nowMs()).toBe(1_000);
});
