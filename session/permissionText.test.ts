import { parseAbi } from "viem";
import { describe, expect, test } from "vitest";

import { InvalidInputError } from "./errors";
import { type CreatePermissionParameters, createPermission, parsePermissionText, selectorOf } from "./permissionText";

const target = "0x00000000000000000000000000000000000000ee";
const abi = parseAbi([
  "function move(bytes path)",
  "function buy(uint256 item, uint256 maxSand)",
  "function tip() payable",
  "function level(int8 value, bytes data)",
  "function transfer(address to, uint256 amount)",
]);

const MINUS_ONE = 2n ** 256n - 1n;
const bound = (min: bigint, max: bigint) => ({ argument: 1, min, max });

describe("the grammar of a permission", () => {
  test.each([
    ["move(bytes)", ["bytes"]],
    ["a()", []],
    ["_x$9(uint8,int256,bytes1,bytes32,address,bool,string)", 7],
    ["f(uint256[],bytes[3],address[2][])", 3],
  ])("%s is read", (text, types) => {
    const parsed = parsePermissionText(text);
    expect(Array.isArray(types) ? parsed.types : parsed.types.length).toEqual(types);
    expect(selectorOf(text)).toMatch(/^0x[0-9a-f]{8}$/);
  });

  test.each([
    "",
    "move",
    "move(",
    "move)",
    "(bytes)",
    "1move(bytes)",
    "move(bytes",
    "move(bytes) ",
    " move(bytes)",
    "move( bytes)",
    "move(bytes path)",
    "move(bytes,)",
    "move(,bytes)",
    "move(uint)",
    "move(int)",
    "move(byte)",
    "move(uint7)",
    "move(uint08)",
    "move(uint264)",
    "move(uint0)",
    "move(bytes0)",
    "move(bytes33)",
    "move(fixed128x18)",
    "move(function)",
    "move((uint256,bytes))",
    "move(tuple)",
    "move(uint256[0])",
    "move(uint256[01])",
    "move(uint256[257])",
    "move(uint256[)",
    "move(uint256])",
    "move(bytes)returns(bool)",
    "möve(bytes)",
    "move(bytes)(bytes)",
    `f(${Array.from({ length: 17 }, () => "bool").join()})`,
  ])("%j is refused", (text) => {
    expect(() => parsePermissionText(text)).toThrow(InvalidInputError);
    expect(() => selectorOf(text)).toThrow(InvalidInputError);
  });
});

describe("a permission", () => {
  test("has the narrowest limits by default", () => {
    expect(createPermission({ abi, target, functionSignature: "move(bytes)" })).toEqual({
      ...{ target, functionSignature: "move(bytes)", maxValue: 0n, spendArgument: 0, bounds: [] },
    });
  });

  test("is refused when the target's ABI has another function with the same four bytes", () => {
    // The classic collision with transfer(address,uint256).
    const collision = "many_msg_babbage(bytes1)";
    expect(selectorOf(collision)).toBe(selectorOf("transfer(address,uint256)"));
    expect(() => createPermission({ abi, target, functionSignature: collision })).toThrow(/has no such function/);
  });

  test.each<[string, Omit<CreatePermissionParameters, "abi" | "target">, RegExp]>([
    ["a function that is not there", { functionSignature: "fly(bytes)" }, /no such function/],
    ["value for what is not payable", { functionSignature: "move(bytes)", maxValue: 1n }, /no native value/],
    ["an amount that is none", { functionSignature: "move(bytes)", spendArgument: 1 }, /no amount/],
    ["an amount beyond the last", { functionSignature: "buy(uint256,uint256)", spendArgument: 3 }, /no amount/],
    ["a bound on bytes", { functionSignature: "move(bytes)", bounds: [bound(0n, 1n)] }, /cannot be bounded/],
    ["an empty bound", { functionSignature: "buy(uint256,uint256)", bounds: [bound(2n, 1n)] }, /nothing pass/],
    [
      "an empty signed bound",
      { functionSignature: "level(int8,bytes)", bounds: [bound(1n, MINUS_ONE)] },
      /nothing pass/,
    ],
  ])("with %s is refused", (_, limits, reason) => {
    expect(() => createPermission({ abi, target, ...limits })).toThrow(reason);
  });

  test("carries limits that fit its arguments", () => {
    createPermission({ abi, target, functionSignature: "tip()", maxValue: 1n });
    createPermission({ abi, target, functionSignature: "buy(uint256,uint256)", spendArgument: 2 });
    createPermission({
      ...{ abi, target, functionSignature: "level(int8,bytes)" },
      bounds: [bound(MINUS_ONE, 1n)],
    });
  });
});
