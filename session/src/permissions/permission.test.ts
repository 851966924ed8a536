import { parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import { exampleTarget as target } from "../../test/example.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { toPermission } from "../grant/grantTypes.ts";
import { selectorOf } from "./functionText.ts";
import { type CreatePermissionParameters, createPermission } from "./permission.ts";

const abi = parseAbi([
  "function move(bytes path)",
  "function tip() payable",
  "function transfer(address to, uint256 amount)",
  "function swap((address to, uint256[2] amounts) order)",
  "event fly(bytes path)",
]);

describe("a permission", () => {
  test("has the narrowest limits by default", () => {
    const narrowest = { maxValue: 0n, spendArgument: "", period: "", limits: [], conditions: [], policies: [] };
    const functionSignature = "move(bytes)";
    expect(createPermission({ abi, target, functionSignature })).toEqual({ target, functionSignature, ...narrowest });
    expect(toPermission(target, functionSignature)).toEqual({ target, functionSignature, ...narrowest });
  });

  test("carries what it is given", () => {
    const limits = { maxValue: 1n, period: "day", limits: [{ counted: "value", max: 9n }] } as const;
    expect(createPermission({ abi, target, functionSignature: "tip()", ...limits })).toMatchObject(limits);
    const spendArgument = "1.2.1";
    const swap = { abi, target, functionSignature: "swap((address,uint256[2]))", spendArgument };
    expect(createPermission(swap)).toMatchObject({ spendArgument });
  });

  test("is refused if the target's ABI has another function with the same four bytes", () => {
    // The classic collision with transfer(address,uint256).
    const collision = "many_msg_babbage(bytes1)";
    expect(selectorOf(collision)).toBe(selectorOf("transfer(address,uint256)"));
    expect(() => createPermission({ abi, target, functionSignature: collision })).toThrow(/has no such function/);
  });

  test.each<[string, Omit<CreatePermissionParameters, "abi" | "target">, RegExp]>([
    ["a function that does not exist", { functionSignature: "walk(bytes)" }, /no such function/],
    ["an event", { functionSignature: "fly(bytes)" }, /no such function/],
    ["value for what is not payable", { functionSignature: "move(bytes)", maxValue: 1n }, /no native value/],
    ["a text that is not a function's", { functionSignature: "move(bytes path)" }, /cannot be granted/],
    ["a transfer, which no ABI has", { functionSignature: "native transfer", maxValue: 1n }, /cannot be granted/],
  ])("with %s is refused", (_, limits, reason) => {
    expect(() => createPermission({ abi, target, ...limits })).toThrow(reason);
    expect(() => createPermission({ abi, target, ...limits })).toThrow(InvalidInputError);
  });
});
