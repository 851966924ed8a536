import { numberToHex } from "viem";
import { expect, test } from "vitest";

import { createHeadWatch } from "./headAge";

const block = (number: number, timestamp: number) => ({
  hash: numberToHex(number, { size: 32 }),
  timestamp: BigInt(timestamp),
});

test("the age of a head follows its own timestamp", () => {
  const ageOf = createHeadWatch();
  expect(ageOf(block(1, 1_000), 1_002_000)).toBe(2);
  expect(ageOf(block(2, 1_000), 1_011_000)).toBe(11);
});

test("the age of a head from the future counts from when it was first seen", () => {
  const ageOf = createHeadWatch();
  expect(ageOf(block(1, 5_000), 1_000_000)).toBe(0);
  expect(ageOf(block(1, 5_000), 1_011_000)).toBe(11);
  expect(ageOf(block(2, 5_001), 1_012_000)).toBe(0);
});
