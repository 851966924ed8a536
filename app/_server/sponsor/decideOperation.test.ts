import { type Address, encodeFunctionData, type Hex, numberToHex, pad, parseAbi } from "viem";
import { describe, expect, test } from "vitest";

import { encodeCalls } from "@/session/calls";
import { playerAccountAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { encodeChangeOwner, encodeRelease } from "@/session/ownership";
import { packGrant } from "@/session/packGrant";
import { randomGrant } from "@/session/testing/randomGrants";
import { decide, type Question } from "./decide";
import { createExampleOperation, exampleDeployment, exampleGrant, exampleNow, exampleWorld } from "./example";
import { operationGasCaps } from "./gas";

type Facts = NonNullable<Extract<Question, { kind: "operation" }>["facts"]>;

const { bazaar, hourglass, sand, items, sessionValidator, playerAccountFactory } = exampleDeployment;
const account = exampleGrant.account as Address;
const other = numberToHex(0xbad, { size: 20 });
const good: Facts = {
  ...{ nowSeconds: exampleNow, baseFeePerGas: 10n, owner: other, isDeployed: true, isDenied: false },
  ...{ nonce: 3n, revertReason: undefined, isConfined: false },
};
const judge = (changes: object = {}, facts: Partial<Facts> = {}) =>
  decide({ kind: "operation", request: createExampleOperation(changes), facts: { ...good, ...facts } }, exampleWorld);
const judgeStub = (changes: object) =>
  decide({ kind: "operation", request: createExampleOperation(changes) }, exampleWorld);

const abi = parseAbi([
  "function move(bytes path)",
  "function buy(uint256 item, uint256 maxSand)",
  "function leave(uint256 amount)",
  "function list(uint256 item, uint256 amount, uint256 price)",
  "function buy(uint256 listing, uint256 amount, uint256 maxSand)",
  "function cancel(uint256 listing)",
  "function transfer(address to, uint256 amount)",
  "function transferFrom(address from, address to, uint256 amount)",
  "function approve(address spender, uint256 amount)",
  "function setApprovalForAll(address operator, bool isApproved)",
  "function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes data)",
  "function safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] amounts, bytes data)",
]);
const call = (to: Address, functionName: string, ...args: readonly unknown[]) => ({
  to,
  data: encodeFunctionData({ abi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0]),
});
const grant = randomGrant(1);
const enable = (of: Address) => ({
  to: sessionValidator,
  data: encodeFunctionData({
    abi: sessionValidatorAbi,
    functionName: "enable",
    args: [of, grant.sessionKey, grant.paymaster, grant.nonceKey, packGrant(grant)],
  }),
});
const revoke = {
  to: sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revoke", args: [numberToHex(1, { size: 32 })] }),
};
const revokeAll = {
  to: sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
};

describe("an operation of an owner", () => {
  test.each([
    ["a move", call(hourglass, "move", "0x00")],
    ["a purchase", call(hourglass, "buy", 1n, 2n)],
    ["a transfer of Sand to anybody", call(sand, "transfer", other, 1n)],
    ["a transfer of own items", call(items, "safeTransferFrom", account, other, 1n, 1n, "0x")],
    ["a transfer of many own items", call(items, "safeBatchTransferFrom", account, other, [1n], [1n], "0x")],
    ["an offer in the Bazaar", call(bazaar, "list", 7n, 1n, 1n)],
    ["a purchase in the Bazaar", call(bazaar, "buy", 1n, 1n, 1n)],
    ["an offer taken back", call(bazaar, "cancel", 1n)],
    ["an approval of the Bazaar for Sand", call(sand, "approve", bazaar, 1n)],
    ["an approval of the Bazaar for items", call(items, "setApprovalForAll", bazaar, true)],
    ["Sand out of the bank", call(hourglass, "leave", 1n)],
    ["a revocation", revoke],
    ["a revocation of all sessions", revokeAll],
    ["an own grant", enable(account)],
  ])("is paid for when it is %s", (_name, paid) => {
    for (const isPlayerAccount of [true, false]) {
      expect(judge({ callData: encodeCalls([paid], isPlayerAccount) })).toBeUndefined();
      expect(judge({ callData: encodeCalls([revokeAll, paid], isPlayerAccount) })).toBeUndefined();
    }
  });

  test.each([
    ["a foreign target", call(other, "transfer", other, 1n)],
    ["a foreign function of the game's token", call(sand, "transferFrom", account, other, 1n)],
    ["an approval", call(sand, "approve", other, 1n)],
    ["an approval of the game", call(sand, "approve", hourglass, 1n)],
    ["an offer somewhere else", call(other, "list", 7n, 1n, 1n)],
    ["rights for an operator", call(items, "setApprovalForAll", other, true)],
    ["somebody else's items", call(items, "safeTransferFrom", other, account, 1n, 1n, "0x")],
    ["somebody else's items in a batch", call(items, "safeBatchTransferFrom", other, account, [1n], [1n], "0x")],
    ["somebody else's grant", enable(other)],
    ["a call to the account itself", { to: account, data: "0x12345678" as const }],
    ["a call to the factory", { to: playerAccountFactory, data: "0x12345678" as const }],
    ["native value", { ...call(sand, "transfer", other, 1n), value: 1n }],
    ["native value without a call", { to: other, value: 1n }],
    ["arguments that are cut short", { to: sand, data: call(sand, "transfer", other, 1n).data.slice(0, 72) as "0x" }],
  ])("is not paid for with %s, alone or among others", (_name, unpaid) => {
    for (const isPlayerAccount of [true, false]) {
      expect(judge({ callData: encodeCalls([unpaid], isPlayerAccount) })).toMatchObject({ what: "call" });
      expect(judge({ callData: encodeCalls([revokeAll, unpaid], isPlayerAccount) })).toMatchObject({ what: "call" });
    }
  });

  const byItself = (functionName: string, ...args: readonly unknown[]) =>
    encodeFunctionData({ abi: playerAccountAbi, functionName, args } as unknown as Parameters<
      typeof encodeFunctionData
    >[0]);
  test.each([
    ["hands the account over", byItself("changeOwner", other, "0x12")],
    ["ends the confinement after that", byItself("release")],
  ])("is paid for when it %s, by itself and not as a call", (_name, data) => {
    expect(judge({ callData: data })).toBeUndefined();
    expect(judge({ callData: encodeCalls([{ to: account, data }]) })).toMatchObject({ what: "call" });
    expect(judge({ callData: encodeCalls([revokeAll, { to: account, data }]) })).toMatchObject({ what: "call" });
  });

  test.each([
    ["setGuardians", [[other], 1n]],
    ["cancelChange", []],
    ["finishChange", []],
    ["takeBack", ["0x12"]],
    ["installModule", [1n, other, "0x"]],
  ])("is not paid for when it does something else about the account itself: %s", (functionName, args) => {
    expect(judge({ callData: byItself(functionName, ...args) })).toMatchObject({ what: "callData" });
  });

  test("is refused in words that name the call and what is allowed", () => {
    const refusal = judge({ callData: encodeCalls([{ ...call(sand, "approve", other, 1n), value: 7n }]) });
    expect(refusal).toEqual({
      what: "call",
      seen: `0x095ea7b3 of ${sand} with 7 wei`,
      allowed: "a call without native value",
    });
    const approval = judge({ callData: encodeCalls([call(sand, "approve", other, 1n)]) });
    expect(approval?.allowed).toBe("approval of the Bazaar");
    const foreign = judge({ callData: encodeCalls([call(sand, "transferFrom", account, other, 1n)]) });
    expect(foreign?.allowed).toMatch(/^hourglass.move, .*sand.transfer, .*sessionValidator.enable$/);
  });

  test("is not paid for when it is anything but runTogether, or execute in the default mode, with calls", () => {
    const execute = (mode: `0x${string}`, body: `0x${string}`) =>
      encodeFunctionData({ abi: playerAccountAbi, functionName: "execute", args: [mode, body] });
    const empty = execute(pad("0x01", { size: 32, dir: "right" }), `0x${"20".padStart(64, "0")}${"0".repeat(64)}`);
    const delegate = execute(pad("0xff", { size: 32, dir: "right" }), sand);
    const nothing = encodeCalls([revokeAll]).slice(0, 10);
    const cut = encodeCalls([revokeAll]).slice(0, -2);
    for (const callData of ["0x", "0x12345678", empty, delegate, nothing, cut]) {
      expect(judge({ callData }), callData).toMatchObject({ what: "callData" });
    }
  });

  test.each([
    ["nonce", { nonce: numberToHex(1n << 64n) }],
    ["nonce", { nonce: numberToHex((BigInt(sessionValidator) << 96n) | 3n) }],
    ["nonce", { nonce: "0x4" }],
    ["nonce", { nonce: undefined }],
    ["factory", { factory: other, factoryData: "0x" }],
    ["factory", { factoryData: "0x12" }],
    ["factory", { factory: playerAccountFactory, factoryData: "0x12" }],
    ["callGasLimit", { callGasLimit: numberToHex(operationGasCaps.callGasLimit + 1n) }],
    ["callGasLimit", { callGasLimit: "0x0" }],
    ["verificationGasLimit", { verificationGasLimit: numberToHex(operationGasCaps.verificationGasLimit + 1n) }],
    ["preVerificationGas", { preVerificationGas: numberToHex(operationGasCaps.preVerificationGas + 1n) }],
    ["maxFeePerGas", { maxFeePerGas: "0xb" }],
    ["maxFeePerGas", { maxFeePerGas: "0x0" }],
    ["maxPriorityFeePerGas", { maxPriorityFeePerGas: "0x6" }],
  ])("is refused for a wrong %s: %j", (what, changes) => {
    expect(judge(changes)).toMatchObject({ what });
  });

  test("is refused when it could cost more than one operation may, also within every single cap", () => {
    const { callGasLimit, verificationGasLimit, preVerificationGas } = operationGasCaps;
    const widest = { callGasLimit, verificationGasLimit, preVerificationGas };
    const changes = Object.fromEntries(Object.entries(widest).map(([field, gas]) => [field, numberToHex(gas)]));
    const cost = (1_000_000n + 2_000_000n + 500_000n + 60_000n) * 10n;
    expect(judge(changes)).toEqual({
      what: "maximum cost",
      seen: cost,
      allowed: `at most ${exampleWorld.operationMaxWei} wei for one operation`,
    });
  });

  test.each<[string, Partial<Facts>]>([
    ["account", { owner: undefined }],
    ["account", { isDenied: true }],
    ["maxFeePerGas", { baseFeePerGas: 11n }],
    ["nonce", { nonce: 4n }],
    ["calls", { revertReason: "SandTooLow(0, 1)" }],
  ])("is refused when the chain says otherwise about the %s", (what, facts) => {
    expect(judge({}, facts)).toMatchObject({ what });
  });

  test("of a confined account is paid for only where the account lets it through", () => {
    const of = (callData: Hex) => judge({ callData }, { isConfined: true });
    expect(of(encodeCalls([revoke, call(hourglass, "leave", 1n)]))).toBeUndefined();
    expect(of(encodeCalls([call(sand, "transfer", other, 1n)]))).toMatchObject({ what: "calls" });
    expect(of(encodeCalls([enable(account)]))).toMatchObject({ what: "calls" });
    expect(of(encodeCalls([revoke], false)), "as execute, which such an account refuses").toMatchObject({
      what: "calls",
    });
    expect(of(encodeRelease())).toBeUndefined();
    expect(of(encodeChangeOwner(other, "0x12"))).toBeUndefined();
  });

  test("may deploy its account, once", () => {
    const deploying = { factory: playerAccountFactory, factoryData: "0x12" };
    expect(judge(deploying, { isDeployed: false })).toBeUndefined();
    expect(judge(deploying)).toMatchObject({ what: "factory", allowed: "none: the account is deployed" });
  });

  test("is judged for a stub before its gas is known, by its calls and its lane all the same", () => {
    expect(judgeStub({ callGasLimit: "0x0", maxFeePerGas: undefined })).toBeUndefined();
    expect(judgeStub({ callData: encodeCalls([{ to: other, data: "0x12345678" }]) })).toMatchObject({ what: "call" });
    expect(judgeStub({ nonce: numberToHex(1n << 64n) })).toMatchObject({ what: "nonce" });
  });
});
