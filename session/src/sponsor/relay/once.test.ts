import { expect, test, vi } from "vitest";

import { createOnce } from "./once.ts";

test("the same request at the same time, or shortly after, gets the same result", async () => {
  let nowMs = 0;
  const once = createOnce<number>(1_000, () => nowMs);
  const run = vi.fn(async () => run.mock.calls.length);
  expect(await Promise.all([once("a", run), once("a", run), once("a", run)])).toEqual([1, 1, 1]);
  nowMs = 1_000;
  expect(await once("a", run)).toBe(1);
  expect(await once("b", run)).toBe(2);
  nowMs = 1_001;
  expect(await once("a", run)).toBe(3);
});

test("a failed one is tried again", async () => {
  const once = createOnce<string>(1_000, () => 0);
  const failing = () => Promise.reject(new Error("no"));
  await expect(Promise.all([once("a", failing), once("a", failing)])).rejects.toThrow("no");
  expect(await once("a", async () => "yes")).toBe("yes");
});
