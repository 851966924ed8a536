import { afterEach, expect, test, vi } from "vitest";
import { UsageError } from "./options";
import { createSteps } from "./steps";

const said: string[] = [];
const say = (line: string) => void said.push(line);
const step = createSteps(say);

afterEach(() => {
  said.length = 0;
  vi.useRealTimers();
});

test("a step that takes long says so in between, and at its end how long it took", async () => {
  vi.useFakeTimers();
  let finish = () => {};
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = step("compile the contracts", "none", () => work);
  vi.advanceTimersByTime(10_000);
  finish();
  await done;
  expect(said).toEqual(["… compile the contracts (10.0 s)", "✓ compile the contracts (10.0 s)"]);
  vi.advanceTimersByTime(60_000);
  expect(said).toHaveLength(2);
});

test("a step that fails names itself, its last lines and the way on", async () => {
  const text = Array.from({ length: 50 }, (_, line) => `line ${line}`).join("\n");
  const failed = step("compile", "mend it", () => Promise.reject(new Error(text)));
  const message = await failed.catch((error: Error) => error.message);
  expect(message).toMatch(/^✗ compile: failed after 0\.0 s\. Its last lines:\n {2}\(20 lines before\)\n {2}line 20\n/);
  expect(message).toMatch(/ {2}line 49\n {2}→ mend it$/);
  expect(message).not.toContain("line 19\n");
});

test("what is said to a person already is not said twice", async () => {
  const error = new UsageError("Port 3000 is taken.");
  await expect(step("app", "none", () => Promise.reject(error))).rejects.toBe(error);
});

test("a start that is given up runs no further step", async () => {
  const interrupt = new AbortController();
  const interrupted = createSteps(say, interrupt.signal);
  const run = vi.fn(async () => interrupt.abort(new Error("interrupted")));
  for (const name of ["one", "two"]) await expect(interrupted(name, "none", run)).rejects.toThrow("interrupted");
  expect(run).toHaveBeenCalledTimes(1);
});
