import { expect, test, vi } from "vitest";

import { createFees } from "./fees.ts";

const fees = (maxFeePerGas: bigint) => ({ maxFeePerGas, maxPriorityFeePerGas: 1n });

function start() {
  let nowMs = 0;
  let price = 0n;
  const read = vi.fn(async () => fees(++price));
  const readFees = createFees(read, { nowMs: () => nowMs, after: () => () => undefined });
  return { read, readFees, pass: (ms: number) => (nowMs += ms) };
}

test("the first answer is waited for, later ones are available at once", async () => {
  const { read, readFees } = start();
  expect(await readFees(false)).toEqual(fees(1n));
  expect(await readFees(false)).toEqual(fees(1n));
  expect(read).toHaveBeenCalledOnce();
});

test("older fees are still returned at once, and refreshed in the background", async () => {
  const { read, readFees, pass } = start();
  await readFees(false);
  pass(6_000);
  expect(await readFees(false)).toEqual(fees(1n));
  expect(read).toHaveBeenCalledTimes(2);
  await vi.waitFor(async () => expect(await readFees(false)).toEqual(fees(2n)));
});

test("after a minute, or after a refusal, new ones are read first", async () => {
  const { readFees, pass } = start();
  await readFees(false);
  pass(61_000);
  expect(await readFees(false)).toEqual(fees(2n));
  expect(await readFees(true)).toEqual(fees(3n));
});

test("a failed refresh is ignored, a failed first read is reported", async () => {
  const { read, readFees, pass } = start();
  read.mockRejectedValueOnce(new Error("down"));
  await expect(readFees(false)).rejects.toThrow("down");
  await readFees(false);
  pass(6_000);
  read.mockRejectedValueOnce(new Error("down"));
  expect(await readFees(false)).toEqual(fees(1n));
});
