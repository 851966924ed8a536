import { decodeAbiParameters, decodeFunctionData, getAddress, parseAbi, size, slice } from "viem";
import { expect, test } from "vitest";

import { createFactoryArgs, encodeCalls } from "./calls";
import { InvalidInputError } from "./errors";
import { encodeEnableSignature, encodeUseSignature } from "./operationSignature";
import { randomGrant } from "./testing/random";

const to = "0x00000000000000000000000000000000000000ee";
const abi = parseAbi([
  "function execute(bytes32 mode, bytes executionCalldata)",
  "function createAccount(bytes owner, bytes32 salt)",
]);
const executions = [
  { type: "tuple[]", components: [{ type: "address" }, { type: "uint256" }, { type: "bytes" }] },
] as const;

test("one call is a single execution: mode zero, packed", () => {
  const { args } = decodeFunctionData({ abi, data: encodeCalls([{ to, data: "0xabcd", value: 5n }]) });
  expect(args).toEqual([`0x${"00".repeat(32)}`, `${to}${"5".padStart(64, "0")}abcd`]);
});

test("several calls are one atomic batch", () => {
  const { args } = decodeFunctionData({ abi, data: encodeCalls([{ to, data: "0xabcd" }, { to }]) });
  expect(args?.[0]).toBe(`0x01${"00".repeat(31)}`);
  const [calls] = decodeAbiParameters(executions, args?.[1] ?? "0x");
  expect(calls).toEqual([
    [getAddress(to), 0n, "0xabcd"],
    [getAddress(to), 0n, "0x"],
  ]);
});

test("nothing is not a batch", () => {
  expect(() => encodeCalls([])).toThrow(InvalidInputError);
});

test("an account is created from its owner's signer bytes", () => {
  const { factory, factoryData } = createFactoryArgs(to, "0x1234");
  expect(factory).toBe(to);
  expect(decodeFunctionData({ abi, data: factoryData }).args).toEqual(["0x1234", `0x${"00".repeat(32)}`]);
});

test("a signature of kind 0 carries the key after its length", () => {
  expect(encodeUseSignature("0xaabbcc", "0x1234")).toBe("0x0003aabbcc1234");
});

test("a signature of kind 1 carries the grant", () => {
  const signature = encodeEnableSignature({ grant: randomGrant(), ownerSignature: "0xaa" }, "0xbb");
  expect(slice(signature, 0, 1)).toBe("0x01");
  expect(size(signature) % 32).toBe(1);
});
