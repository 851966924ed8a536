import { encodeFunctionData, parseAbi } from "viem";
import { expect, test } from "vitest";

import { findRefusedCall, spendOf } from "./blame";
import type { Permission } from "./grant";

const abi = parseAbi(["function move(bytes path)", "function buy(uint256 item, uint256 maxSand)"]);
const to = "0x00000000000000000000000000000000000000Ee";
const permissions: readonly Permission[] = [
  { target: to, functionSignature: "move(bytes)", maxValue: 0n, spendArgument: 0, bounds: [] },
  { target: to, functionSignature: "buy(uint256,uint256)", maxValue: 0n, spendArgument: 2, bounds: [] },
];
const walk = { to, data: encodeFunctionData({ abi, functionName: "move", args: ["0x01"] }) } as const;
const buy = (maxSand: bigint) =>
  ({ to, data: encodeFunctionData({ abi, functionName: "buy", args: [1n, maxSand] }) }) as const;
const overspent = (allowed: bigint) => ({ name: "SpendExceeded", args: [0n, allowed] });

test("a batch that spends too much blames the purchase and not the walk before it", () => {
  expect(findRefusedCall(overspent(5n), [walk, buy(6n)], permissions)).toBe(1);
});

test("of several purchases it is the first with which the sum is too large", () => {
  const calls = [buy(2n), walk, buy(3n), buy(1n), buy(9n)];
  expect(findRefusedCall(overspent(5n), calls, permissions)).toBe(3);
  expect(findRefusedCall(overspent(4n), calls, permissions)).toBe(2);
  expect(findRefusedCall(overspent(100n), calls, permissions)).toBeUndefined();
});

test.each([
  "CallNotPermitted",
  "CallValueAboveLimit",
  "CallArgumentOutOfBounds",
  "CallArgumentMissing",
  "CallTooShort",
])("%s names its call itself", (name) => {
  expect(findRefusedCall({ name, args: [1n] }, [walk, walk], permissions)).toBe(1);
  expect(findRefusedCall({ name, args: [2n] }, [walk, walk], permissions), "outside of the batch").toBeUndefined();
});

test("what is about the whole operation blames no call", () => {
  expect(findRefusedCall({ name: "ActionsExceeded", args: [3n, 2n] }, [walk, walk, walk], permissions)).toBeUndefined();
});

test("what a call spends is read from the argument that its permission names", () => {
  expect([spendOf(walk, permissions), spendOf(buy(7n), permissions)]).toEqual([0n, 7n]);
  expect(spendOf({ to: "0x00000000000000000000000000000000000000ff", data: buy(7n).data }, permissions)).toBe(0n);
  expect(spendOf({ to, data: "0x12" }, permissions)).toBe(0n);
});
