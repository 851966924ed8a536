import { encodeFunctionData, numberToHex } from "viem";
import { expect, test } from "vitest";

import { encodeCalls } from "@/session/calls";
import { sessionValidatorAbi } from "@/session/generated/abis";
import { isEnding, maxEndingCost } from "./ending";
import { createExampleOperation, exampleDeployment } from "./example";

const { sessionValidator, sand } = exampleDeployment;
const revokeAll = {
  to: sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
};
const revoke = {
  to: sessionValidator,
  data: encodeFunctionData({
    abi: sessionValidatorAbi,
    functionName: "revoke",
    args: [numberToHex(1, { size: 32 })],
  }),
};
const check = (calls: Parameters<typeof encodeCalls>[0], changes: object = {}) =>
  isEnding(createExampleOperation({ callData: encodeCalls(calls), ...changes }).operation, sessionValidator);

test("an operation that revokes one session, or all, only ends sessions", () => {
  expect(check([revokeAll])).toBe(true);
  expect(check([revoke, revokeAll])).toBe(true);
});

test.each<[string, Parameters<typeof encodeCalls>[0], object?]>([
  ["something beside it", [revokeAll, { to: sand, data: "0x12345678" }]],
  ["the same function of somebody else", [{ ...revokeAll, to: sand }]],
  ["another function of the module", [{ to: sessionValidator, data: "0x12345678" }]],
  ["more gas than an ending takes", [revokeAll], { callGasLimit: "0x30d41" }],
  ["more gas for its signature", [revokeAll], { verificationGasLimit: "0xaae61" }],
  ["an account that is made by it", [revokeAll], { factory: sand, factoryData: "0x12" }],
])("an operation with %s is not that", (_, calls, changes) => {
  expect(check(calls, changes)).toBe(false);
});

test("the most that an ending costs is what its caps allow", () => {
  expect(maxEndingCost(2n)).toBe((200_000n + 700_000n + 200_000n + 60_000n) * 2n);
});
