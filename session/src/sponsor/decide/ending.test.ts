import { encodeFunctionData, numberToHex } from "viem";
import { expect, test } from "vitest";
import { createExampleOperation, exampleDeployment, token } from "../../../test/sponsorExample.ts";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { encodeCalls } from "../../operation/calls.ts";
import { isEnding, maxEndingCost } from "./ending.ts";

const { sessionValidator } = exampleDeployment;
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
  ["another call", [revokeAll, { to: token, data: "0x12345678" }]],
  ["the same function of another contract", [{ ...revokeAll, to: token }]],
  ["another function of the module", [{ to: sessionValidator, data: "0x12345678" }]],
  ["more gas than an ending uses", [revokeAll], { callGasLimit: "0x30d41" }],
  ["more gas for its signature", [revokeAll], { verificationGasLimit: "0xaae61" }],
  ["an account that it deploys", [revokeAll], { factory: token, factoryData: "0x12" }],
])("an operation with %s is not one", (_, calls, changes) => {
  expect(check(calls, changes)).toBe(false);
});

test("the maximum cost of an ending follows from its caps", () => {
  expect(maxEndingCost(2n)).toBe((200_000n + 700_000n + 200_000n + 60_000n) * 2n);
});
