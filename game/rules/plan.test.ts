import { expect, test } from "vitest";
import { plan as argument } from "./argument";
import { packPlan, unpackPlan } from "./plan";
import type { Plan } from "./types";

const plan: Plan = { mode: 2, length: 3, calling: 1, tool: 4, purse: 2, start: 3, of: 0xffff_fffe };

test("a plan is packed from the lowest bit", () => {
  expect(packPlan(plan)).toBe(
    0b10n | (0b11n << 2n) | (1n << 4n) | (4n << 6n) | (2n << 9n) | (3n << 11n) | (0xffff_fffen << 14n),
  );
  expect(unpackPlan(packPlan(plan))).toEqual(plan);
});

test("no other bit may be set, and no field may be out of its range", () => {
  const packed = packPlan(plan);
  expect(unpackPlan(packed | (1n << 46n))).toBeUndefined();
  expect(unpackPlan(packed | 3n)).toBeUndefined();
  expect(unpackPlan(packed | (7n << 6n))).toBeUndefined();
  expect(unpackPlan(packed & ~(3n << 2n))).toBeUndefined();
});

test("a daily names no seed", () => {
  expect(unpackPlan(packPlan({ ...plan, mode: 0 }))).toBeUndefined();
  expect(unpackPlan(packPlan({ ...plan, mode: 0, of: 0 }))?.mode).toBe(0);
});

test("a plan is read back from a saved queue, and from a call", () => {
  expect(argument.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  expect(argument.parse({ ...plan, length: "3" })).toBeUndefined();
  expect(argument.parse(null)).toBeUndefined();
  expect(argument.decode(argument.encode(plan))).toEqual(plan);
});
