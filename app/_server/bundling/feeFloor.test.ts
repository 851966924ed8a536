import { numberToHex } from "viem";
import { expect, test } from "vitest";

import type { JsonRpcResponse } from "@/app/_api/jsonRpc";
import { createFeeFloor } from "./feeFloor";

const quote = (wei: number): JsonRpcResponse => {
  const price = { maxFeePerGas: numberToHex(wei), maxPriorityFeePerGas: numberToHex(wei / 2) };
  return { jsonrpc: "2.0", id: 1, result: { slow: price, standard: price, fast: price } };
};
const fees = (maxFeePerGas: number, maxPriorityFeePerGas = maxFeePerGas) => ({
  maxFeePerGas: BigInt(maxFeePerGas),
  maxPriorityFeePerGas: BigInt(maxPriorityFeePerGas),
});

function createWorld() {
  const state = { nowMs: 0, price: 1_000, asked: 0 };
  const floor = createFeeFloor(
    async () => {
      state.asked += 1;
      return quote(state.price);
    },
    () => state.nowMs,
  );
  return { state, floor };
}

test("an operation below the bundler's own slow price is refused with Alto's message", async () => {
  const { floor } = createWorld();
  await floor.require(fees(1_000, 500));
  for (const low of [fees(0), fees(899), fees(1_000, 449)]) {
    await expect(floor.require(low)).rejects.toThrow(/^max(Priority)?FeePerGas must be at least \d+ \(current max/);
  }
});

test("a price quoted to a page within the last minute is accepted, even if the price rose meanwhile", async () => {
  const { state, floor } = createWorld();
  floor.hear(quote(1_000));
  for (let second = 1; second <= 60; second++) {
    Object.assign(state, { nowMs: second * 1_000, price: 2_000 });
    await floor.require(fees(1_000));
  }
  state.nowMs = 61_000;
  await expect(floor.require(fees(1_000))).rejects.toThrow("at least 1800");
});

test("a lower price counts at once", async () => {
  const { floor } = createWorld();
  floor.hear(quote(1_000));
  floor.hear(quote(100));
  await floor.require(fees(100));
});

test("the bundler is asked at most once a second", async () => {
  const { state, floor } = createWorld();
  for (let n = 0; n < 50; n++) await floor.require(fees(1_000));
  expect(state.asked).toBe(1);
  state.nowMs = 1_000;
  await floor.require(fees(1_000));
  expect(state.asked).toBe(2);
});

test("a bundler that quotes no price, or does not answer, checks the price itself", async () => {
  const silent = createFeeFloor(async () => Promise.reject(new Error("down")));
  const without = createFeeFloor(async () => ({ jsonrpc: "2.0", id: 1, error: { code: -32601, message: "no" } }));
  for (const floor of [silent, without]) await expect(floor.require(fees(0))).resolves.toBeUndefined();
});
