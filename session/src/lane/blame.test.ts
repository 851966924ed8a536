import { encodeFunctionData, parseAbi, zeroAddress } from "viem";
import { expect, test } from "vitest";
import { type Permission, toPermission } from "../grant/grantTypes.ts";
import { findRefusedCall, spendOf } from "./blame.ts";

const abi = parseAbi(["function move(bytes path)", "function buy(uint256 item, uint256 maxSand)"]);
const to = "0x00000000000000000000000000000000000000Ee";
const permissions: readonly Permission[] = [
  toPermission(to, "move(bytes)"),
  toPermission(to, "buy(uint256,uint256)", { spendArgument: "2" }),
];
const walk = { to, data: encodeFunctionData({ abi, functionName: "move", args: ["0x01"] }) } as const;
const buy = (maxSand: bigint) =>
  ({ to, data: encodeFunctionData({ abi, functionName: "buy", args: [1n, maxSand] }) }) as const;
const overspent = (allowed: bigint) => ({ name: "SpendExceeded", args: [0n, allowed] });

test("a batch that spends too much blames the purchase and not the walk before it", () => {
  expect(findRefusedCall(overspent(5n), [walk, buy(6n)], permissions)).toBe(1);
});

test("of several purchases, the first one that makes the sum too large is blamed", () => {
  const calls = [buy(2n), walk, buy(3n), buy(1n), buy(9n)];
  expect(findRefusedCall(overspent(5n), calls, permissions)).toBe(3);
  expect(findRefusedCall(overspent(4n), calls, permissions)).toBe(2);
  expect(findRefusedCall(overspent(100n), calls, permissions)).toBeUndefined();
});

test.each([
  "CallNotPermitted",
  "CallValueAboveLimit",
  "CallArgumentRefused",
  "CallArgumentMissing",
  "CallTooShort",
  "CallPolicyRefused",
])("%s names its call itself", (name) => {
  expect(findRefusedCall({ name, args: [1n] }, [walk, walk], permissions)).toBe(1);
  expect(findRefusedCall({ name, args: [2n] }, [walk, walk], permissions), "outside the batch").toBeUndefined();
});

test.each([
  ["ActionsExceeded", [3n, 2n]],
  ["GasBudgetExceeded", [3n, 2n]],
  ["CallCountZero", []],
  ["CallDataNotExecute", ["0x12345678", "0xe9ae5c53"]],
])("%s is about the whole operation and blames no call", (name, args) => {
  expect(findRefusedCall({ name, args }, [walk, walk, walk], permissions)).toBeUndefined();
});

test("what a call spends is read from the argument that its permission names", () => {
  expect([spendOf(walk, permissions), spendOf(buy(7n), permissions)]).toEqual([0n, 7n]);
  expect(spendOf({ to: "0x00000000000000000000000000000000000000ff", data: buy(7n).data }, permissions)).toBe(0n);
  expect(spendOf({ to, data: "0x12" }, permissions)).toBe(0n);
});

test("if a function has several rules, the one that allows the call counts", () => {
  const item = (number: bigint) => [{ argument: "1", rule: "one of", values: [number] }] as const;
  const rules = [
    toPermission(to, "buy(uint256,uint256)", { conditions: item(2n) }),
    toPermission(to, "buy(uint256,uint256)", { conditions: item(1n), spendArgument: "2" }),
  ];
  expect(spendOf(buy(7n), rules)).toBe(7n);
  expect(findRefusedCall(overspent(5n), [walk, buy(6n)], [permissions[0] as Permission, ...rules])).toBe(1);
});

test("an amount in a tuple is found", () => {
  const swapAbi = parseAbi(["function swap((address to, uint256 amount) order)"]);
  const args = [{ to: zeroAddress, amount: 9n }] as const;
  const call = { to, data: encodeFunctionData({ abi: swapAbi, functionName: "swap", args }) } as const;
  expect(spendOf(call, [toPermission(to, "swap((address,uint256))", { spendArgument: "1.2" })])).toBe(9n);
});
