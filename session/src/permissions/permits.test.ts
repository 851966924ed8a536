import { type Address, concat, encodeFunctionData, type Hex, keccak256, numberToHex, parseAbi, slice } from "viem";
import { describe, expect, test } from "vitest";

import { type Condition, toPermission } from "../grant/grantTypes.ts";
import { findHint, refuseCall, type SessionCall } from "./permits.ts";

const target = "0x1111111111111111111111111111111111111111" as const;
const verifier = "0x2222222222222222222222222222222222222222" as const;
const abi = parseAbi([
  "function pay(address to, uint256 amount)",
  "function post(string text)",
  "function level(int8 value)",
  "function swap((bytes path, uint256 amount) order)",
  "function list(uint64[] items)",
]);

const call = (functionName: string, ...args: readonly unknown[]) => ({
  to: target,
  data: encodeFunctionData({ abi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0]),
});
const pay = (to: Address, amount: bigint) => call("pay", to, amount);
const post = (text: string) => call("post", text);

describe("the hint of a call is the first rule that allows it", () => {
  const payTo = (values: bigint[], max: bigint) =>
    toPermission(target, "pay(address,uint256)", {
      conditions: [
        { argument: "1", rule: "one of", values },
        { argument: "2", rule: "between", values: [0n, max] },
      ],
    });
  const grant = {
    permissions: [
      payTo([BigInt(verifier)], 10n),
      payTo([BigInt(target)], 100n),
      toPermission(target, "post(string)", {
        conditions: [{ argument: "1", rule: "length between", values: [1n, 5n] }],
      }),
      toPermission(target, "native transfer", { maxValue: 7n }),
    ],
  };

  test.each<[SessionCall, number]>([
    [pay(verifier, 10n), 0],
    [pay(target, 100n), 1],
    [post("hello"), 2],
    [{ to: target, value: 7n }, 3],
  ])("%#", (allowed, hint) => {
    expect(findHint(grant, allowed)).toEqual({ hint });
  });

  test.each<[SessionCall, string, number]>([
    [pay(verifier, 11n), "argument", 0],
    [post("hello!"), "argument", 2],
    [post(""), "argument", 2],
    [{ ...post("hello"), value: 1n }, "value", 2],
    [{ to: target, value: 8n }, "value", 3],
    [{ to: target, data: "0x12345678" }, "function", 0],
    [{ to: target, data: "0x00000000" }, "function", 0],
    [{ to: target, data: "0x12" }, "function", 0],
    [{ to: verifier }, "target", 0],
    [{ to: target, data: slice(post("hello").data, 0, 36) }, "argument", 2],
  ])("%# is refused because of the nearest rule", (refused, because, hint) => {
    expect(findHint(grant, refused)).toMatchObject({ hint, refusal: { because } });
  });
});

describe("a condition", () => {
  const seen = (text: string, condition: Condition, tried: SessionCall) =>
    refuseCall(toPermission(target, text, { conditions: [condition] }), tried);

  test("on a signed number handles values below zero", () => {
    const range = { argument: "1", rule: "between", values: [2n ** 256n - 2n, 1n] } as const;
    expect([-2, -1, 0, 1].map((value) => seen("level(int8)", range, call("level", value)))).toEqual(
      Array(4).fill(undefined),
    );
    expect([-3, 2].map((value) => seen("level(int8)", range, call("level", value))?.because)).toEqual([
      "argument",
      "argument",
    ]);
  });

  test("finds a member behind an offset", () => {
    const swap = (amount: bigint) => call("swap", { path: "0x123456", amount });
    const most = { argument: "1.2", rule: "between", values: [0n, 5n] } as const;
    expect(seen("swap((bytes,uint256))", most, swap(5n))).toBeUndefined();
    expect(seen("swap((bytes,uint256))", most, swap(6n))).toMatchObject({ seen: 6n });
  });

  test("on a hash uses the bytes, or the words of a list", () => {
    const text = { argument: "1", rule: "hash one of", values: [BigInt(keccak256("0x6869"))] } as const;
    expect([seen("post(string)", text, post("hi")), seen("post(string)", text, post("ho"))?.because]).toEqual([
      undefined,
      "argument",
    ]);
    const words = concat([numberToHex(3, { size: 32 }), numberToHex(4, { size: 32 })]);
    const list = { argument: "1", rule: "hash one of", values: [BigInt(keccak256(words))] } as const;
    expect(seen("list(uint64[])", list, call("list", [3n, 4n]))).toBeUndefined();
    expect(seen("list(uint64[])", list, call("list", [3n, 4n, 5n]))).toMatchObject({ because: "argument" });
  });

  test.each([2n ** 255n, 2n ** 64n, 1_000n])("is not misled by an offset of %i", (offset) => {
    const data = concat([slice(post("hi").data, 0, 4), numberToHex(offset, { size: 32 })]) as Hex;
    const any = { argument: "1", rule: "length between", values: [0n, 2n ** 256n - 1n] } as const;
    expect(seen("post(string)", any, { to: target, data })).toMatchObject({ because: "argument", seen: undefined });
  });
});
