import { encodeAbiParameters, encodeFunctionData, encodePacked, numberToHex, pad, parseAbiParameters } from "viem";
import { describe, expect, test } from "vitest";
import {
  createExampleRequest,
  exampleFacts,
  exampleGrant,
  exampleParams,
  exampleWorld,
  game,
  token,
} from "../../../test/sponsorExample.ts";
import { playerAccountAbi } from "../../abis/abis.ts";
import { encodeCalls } from "../../operation/calls.ts";
import { FIRST_EPOCH } from "../../sessions/readChain.ts";
import { readSponsorRequest, type SessionRequest } from "../parse/sponsorRequest.ts";
import { decide } from "./decide.ts";
import { SponsorRefusal } from "./refusal.ts";
import type { SessionFacts as Facts } from "./world.ts";

const other = numberToHex(0xbad, { size: 20 });
const permission = exampleGrant.permissions[0];
const good: Facts = {
  ...exampleFacts,
  ...{ isSignedByOwner: true, epoch: FIRST_EPOCH, isRevoked: false, isSessionDenied: false, isKeyContract: false },
};
const refuseRequest = (request: SessionRequest) => decide({ kind: "session", request }, exampleWorld);
const refuseFacts = (request: SessionRequest, facts: Facts) =>
  decide({ kind: "session", request, facts }, exampleWorld);

describe("the sponsor's decision over the request", () => {
  test("pays for a grant of this game", () => {
    expect(refuseRequest(createExampleRequest())).toBeUndefined();
  });

  test.each([
    ["paymaster", { paymaster: other }],
    ["permission.target", { permissions: [permission, { ...permission, target: other }] }],
    ["permission.target", { permissions: [{ ...permission, target: token }] }],
    [
      "permission.functionSignature",
      { permissions: [{ ...permission, functionSignature: "transfer(address,uint256)" }] },
    ],
    ["permission.functionSignature", { permissions: [{ ...permission, functionSignature: "move(bytes) " }] }],
    ["permission.maxValue", { permissions: [{ ...permission, maxValue: "1" }] }],
    ["window", { validUntil: exampleGrant.validAfter }],
    ["window", { validUntil: exampleGrant.validAfter + 3601 }],
    ["maxActions", { maxActions: 0 }],
    ["maxActions", { maxActions: 501 }],
    ["maxSpend", { maxSpend: "11" }],
    ["permission.spendArgument", { permissions: [{ ...permission, functionSignature: "buy(uint256,uint256)" }] }],
    ["window", { validAfter: 2 ** 32 - 1, validUntil: 2 ** 32 + 9 }],
    ["permissions", { permissions: [permission, permission] }],
    ["permissions", { permissions: [{ ...permission, spendArgument: "1" }] }],
    [
      "permissions",
      { permissions: [{ ...permission, conditions: [{ argument: "1", rule: "between", values: ["0", "1"] }] }] },
    ],
    ["permissions", { permissions: [{ ...permission, period: "hour" }] }],
    ["permissions", { permissions: [{ ...permission, limits: [{ counted: "calls", max: "1" }] }] }],
    ["maxGasWei", { maxGasWei: "0" }],
    ["maxGasWei", { maxGasWei: "1001" }],
    ["sessionKey", { sessionKey: numberToHex(0, { size: 20 }) }],
    ["sessionKey", { sessionKey: `${other}${"11".repeat(64)}` }],
    ["nonceKey", { nonceKey: numberToHex(7) }],
  ])("refuses a wrong %s", (what, changes) => {
    expect(refuseRequest(createExampleRequest(changes))).toMatchObject({ what });
  });

  test("refuses another account's operation, another lane, another chain, another EntryPoint", () => {
    expect(refuseRequest(createExampleRequest({}, { sender: other }))).toMatchObject({ what: "sender" });
    expect(refuseRequest(createExampleRequest({}, { nonce: "0x0" }))).toMatchObject({ what: "nonce" });
    const request = createExampleRequest();
    expect(refuseRequest({ ...request, chainId: 1n })).toMatchObject({ what: "chainId", allowed: "31337" });
    expect(refuseRequest({ ...request, entryPoint: other })).toMatchObject({ what: "entryPoint" });
  });

  test("says what was seen and what is allowed", () => {
    expect(refuseRequest(createExampleRequest({ maxGasWei: "1001" }))).toEqual({
      what: "maxGasWei",
      seen: 1001n,
      allowed: "1 to 1000 wei for one session",
    });
  });
});

test("every refusal can be put into words, also for calls with native value", () => {
  const seen = { target: other, value: 1n };
  expect(new SponsorRefusal({ what: "call", seen, allowed: "less" }).message).toContain(
    `{"target":"${other}","value":"1"}`,
  );
});

describe("the calls of an operation", () => {
  const move = "0x9e4a7c1c" as const;
  const selector = "0x" as const;
  const single = (target: `0x${string}`, value: bigint, data: `0x${string}`) =>
    encodeFunctionData({
      abi: playerAccountAbi,
      functionName: "execute",
      args: [pad("0x00", { size: 32 }), encodePacked(["address", "uint256", "bytes"], [target, value, data])],
    });
  const many = (calls: { target: `0x${string}`; value: bigint; callData: `0x${string}` }[]) =>
    encodeFunctionData({
      abi: playerAccountAbi,
      functionName: "execute",
      args: [
        pad("0x01", { size: 32, dir: "right" }),
        encodeAbiParameters(parseAbiParameters("(address target, uint256 value, bytes callData)[]"), [calls]),
      ],
    });
  const judge = (callData: string) => refuseRequest(createExampleRequest({}, { callData }));
  const moveData = encodeFunctionData({
    abi: [{ type: "function", name: "move", inputs: [{ type: "bytes" }], outputs: [], stateMutability: "nonpayable" }],
    args: ["0x00"],
  });

  test("may be the permitted ones, one or many", () => {
    expect(judge(single(game, 0n, moveData))).toBeUndefined();
    expect(judge(many([{ target: game, value: 0n, callData: moveData }]))).toBeUndefined();
    const call = { to: game, data: moveData };
    for (const calls of [[call], [call, call]]) expect(judge(encodeCalls(calls))).toBeUndefined();
  });

  test.each([
    ["another target", single(other, 0n, moveData)],
    ["another function", single(game, 0n, move)],
    ["value", single(game, 1n, moveData)],
    ["a call too short", single(game, 0n, selector)],
    ["another target, packed", encodeCalls([{ to: other, data: moveData }])],
    ["another function, packed", encodeCalls([{ to: game, data: move }])],
    [
      "one bad call among good ones, packed",
      encodeCalls([
        { to: game, data: moveData },
        { to: other, data: moveData },
      ]),
    ],
    [
      "one bad call among good ones",
      many([
        { target: game, value: 0n, callData: moveData },
        { target: other, value: 0n, callData: moveData },
      ]),
    ],
  ])("may not have %s", (_name, callData) => {
    expect(judge(callData)).toMatchObject({ what: "call" });
  });

  test("may not be anything but runTogether, or execute in the default mode", () => {
    expect(judge("0x12345678")).toMatchObject({ what: "callData" });
    // The last call ends after the end of the data.
    const whole = encodeCalls([{ to: game, data: moveData }]);
    expect(judge(whole.slice(0, -2))).toMatchObject({ what: "callData" });
    const delegate = encodeFunctionData({
      abi: playerAccountAbi,
      functionName: "execute",
      args: [pad("0xff", { size: 32, dir: "right" }), game],
    });
    expect(judge(delegate)).toMatchObject({ what: "callData" });
  });
});

describe("the sponsor's decision over the chain", () => {
  test("pays if owner, epoch, window and session fit", () => {
    expect(refuseFacts(createExampleRequest(), good)).toBeUndefined();
  });

  test.each<[string, Partial<Facts>]>([
    ["account", { owner: undefined }],
    ["account", { isDenied: true }],
    ["maxGasWei", { baseFeePerGas: 1n }],
    ["ownerSignature", { isSignedByOwner: false }],
    ["sessionKey", { isKeyContract: true }],
    ["epoch", { epoch: numberToHex(1, { size: 32 }) }],
    ["session", { isRevoked: true }],
    ["session", { isSessionDenied: true }],
    ["validUntil", { nowSeconds: exampleGrant.validUntil }],
    ["validAfter", { nowSeconds: exampleGrant.validAfter - 121 }],
  ])("refuses if the %s does not", (what, facts) => {
    expect(refuseFacts(createExampleRequest(), { ...good, ...facts })).toMatchObject({ what });
  });
});

describe("a request that is malformed", () => {
  test.each([
    ["grant.account", { account: "0x12" }],
    ["grant.maxActions", { maxActions: 65_536 }],
    ["grant.maxGasWei", { maxGasWei: `${1n << 64n}` }],
    ["grant.epoch", { epoch: 1 }],
    ["grant.epoch", { epoch: "0x01" }],
    ["grant.permissions", { permissions: [] }],
    ["grant.permissions.0.spendArgument", { permissions: [{ ...permission, spendArgument: 2 }] }],
    ["grant.permissions.0.spendArgument", { permissions: [{ ...permission, spendArgument: "0" }] }],
    ["grant.permissions.0.period", { permissions: [{ ...permission, period: "month" }] }],
    ["grant.sessionKey", { sessionKey: "0x123" }],
  ])("is refused when it is parsed: %s", (path, changes) => {
    expect(() => readSponsorRequest(exampleParams(changes))).toThrow(`params.3.${path}: seen `);
  });
});
