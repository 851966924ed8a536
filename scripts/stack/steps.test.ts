import { expect, test, vi } from "vitest";
import { UsageError } from "./options";
import { createSteps } from "./steps";

function start() {
  const said: string[] = [];
  let nowMs = 0;
  const step = createSteps(
    (line) => said.push(line),
    undefined,
    () => nowMs,
  );
  return {
    said,
    step,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test("a step that is done says how long it took", async () => {
  const { said, step, pass } = start();
  await step({ name: "chain", advice: "none", run: async () => pass(1_240) });
  expect(said).toEqual(["✓ chain (1.2 s)"]);
});

test("a step that fails names itself, its last lines and the way on", async () => {
  const { step } = start();
  const text = Array.from({ length: 50 }, (_, line) => `line ${line}`).join("\n");
  const failed = step({ name: "compile", advice: "mend it", run: () => Promise.reject(new Error(text)) });
  const message = await failed.catch((error: Error) => error.message);
  expect(message).toMatch(/^✗ compile: failed after 0\.0 s\. Its last lines:\n {2}\(20 lines before\)\n {2}line 20\n/);
  expect(message).toMatch(/ {2}line 49\n {2}→ mend it$/);
  expect(message).not.toContain("line 19\n");
});

test("what is said to a person already is not said twice", async () => {
  const { step } = start();
  const error = new UsageError("Port 3000 is taken.");
  await expect(step({ name: "app", advice: "none", run: () => Promise.reject(error) })).rejects.toBe(error);
});

test("a step that takes long says where it is", async () => {
  vi.useFakeTimers();
  try {
    const { said, step, pass } = start();
    let finish = () => {};
    const done = step({
      name: "compile the contracts",
      advice: "none",
      run: (report) => {
        report("2 of 4");
        return new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
    });
    pass(10_000);
    vi.advanceTimersByTime(10_000);
    finish();
    await done;
    expect(said).toEqual(["… compile the contracts: 2 of 4 (10.0 s)", "✓ compile the contracts (10.0 s)"]);
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a start that is given up runs no further step", async () => {
  const interrupt = new AbortController();
  const step = createSteps(() => undefined, interrupt.signal);
  const run = vi.fn(async () => interrupt.abort(new Error("interrupted")));
  await expect(step({ name: "one", advice: "none", run })).rejects.toThrow("interrupted");
  await expect(step({ name: "two", advice: "none", run })).rejects.toThrow("interrupted");
  expect(run).toHaveBeenCalledTimes(1);
});
