import { type Address, encodeFunctionData, type Hex, numberToHex, pad } from "viem";
import { describe, expect, test } from "vitest";
import { randomGrant } from "../../../test/randomGrants.ts";
import {
  createExampleOperation,
  exampleDeployment,
  exampleFacts,
  exampleGrant,
  exampleWorld,
  game,
  gameAbi,
  items,
  itemsAbi,
  market,
  marketAbi,
  token,
  tokenAbi,
} from "../../../test/sponsorExample.ts";
import { playerAccountAbi, sessionValidatorAbi } from "../../abis/abis.ts";
import { packGrant } from "../../grant/packGrant.ts";
import { encodeCalls } from "../../operation/calls.ts";
import { encodeChangeOwner, encodeRelease } from "../../owners/ownership.ts";
import { decide } from "./decide.ts";
import { operationGasCaps } from "./gas.ts";
import type { OperationFacts as Facts, SponsorWorld } from "./world.ts";

const { sessionValidator, playerAccountFactory } = exampleDeployment;
const account = exampleGrant.account as Address;
const other = numberToHex(0xbad, { size: 20 });
const good: Facts = {
  ...{ ...exampleFacts, baseFeePerGas: 10n },
  ...{ nonce: 3n, revertReason: undefined, reachable: undefined },
};
const judge = (changes: object = {}, facts: Partial<Facts> = {}, world: SponsorWorld = exampleWorld) =>
  decide({ kind: "operation", request: createExampleOperation(changes), facts: { ...good, ...facts } }, world);
const judgeStub = (changes: object) =>
  decide({ kind: "operation", request: createExampleOperation(changes) }, exampleWorld);

const abi = [...gameAbi, ...tokenAbi, ...itemsAbi, ...marketAbi];
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
    ["a move", call(game, "move", "0x00")],
    ["a purchase", call(game, "buy", 1n, 2n)],
    ["a transfer of tokens to anybody", call(token, "transfer", other, 1n)],
    ["a transfer of own items", call(items, "safeTransferFrom", account, other, 1n, 1n, "0x")],
    ["an offer in the market", call(market, "list", 7n, 1n)],
    ["an approval of the market for tokens", call(token, "approve", market, 1n)],
    ["an approval of the market for items", call(items, "setApprovalForAll", market, true)],
    ["something that a session may not do", call(game, "withdraw", 1n)],
    ["a revocation", revoke],
    ["a revocation of all sessions", revokeAll],
    ["an own grant", enable(account)],
  ])("is paid for if it is %s", (_name, paid) => {
    for (const isPlayerAccount of [true, false]) {
      expect(judge({ callData: encodeCalls([paid], isPlayerAccount) })).toBeUndefined();
      expect(judge({ callData: encodeCalls([revokeAll, paid], isPlayerAccount) })).toBeUndefined();
    }
  });

  test.each([
    ["a foreign target", call(other, "transfer", other, 1n)],
    ["a foreign function of the game's token", call(token, "transferFrom", account, other, 1n)],
    ["an approval", call(token, "approve", other, 1n)],
    ["an approval of the game", call(token, "approve", game, 1n)],
    ["an offer somewhere else", call(other, "list", 7n, 1n)],
    ["rights for an operator", call(items, "setApprovalForAll", other, true)],
    ["another account's items", call(items, "safeTransferFrom", other, account, 1n, 1n, "0x")],
    ["another account's grant", enable(other)],
    ["a call to the account itself", { to: account, data: "0x12345678" as const }],
    ["a call to the factory", { to: playerAccountFactory, data: "0x12345678" as const }],
    ["native value", { ...call(token, "transfer", other, 1n), value: 1n }],
    ["native value without a call", { to: other, value: 1n }],
    ["truncated arguments", { to: token, data: call(token, "transfer", other, 1n).data.slice(0, 72) as "0x" }],
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
    ["ends the restrictions after that", byItself("release")],
    ["names guardians", byItself("setGuardians", [other], 1n)],
    ["cancels a change", byItself("cancelChange")],
  ])("is paid for if it %s, directly and not as a call", (_name, data) => {
    expect(judge({ callData: data })).toBeUndefined();
    expect(judge({ callData: encodeCalls([{ to: account, data }]) })).toMatchObject({ what: "call" });
    expect(judge({ callData: encodeCalls([revokeAll, { to: account, data }]) })).toMatchObject({ what: "call" });
  });

  test.each([
    ["finishChange", []],
    ["takeBack", ["0x12"]],
    ["installModule", [1n, other, "0x"]],
  ])("is not paid for if it does something else to the account itself: %s", (functionName, args) => {
    expect(judge({ callData: byItself(functionName, ...args) })).toMatchObject({ what: "callData" });
  });

  test("is refused with a text that names the call and what is allowed", () => {
    const refusal = judge({ callData: encodeCalls([{ ...call(token, "approve", other, 1n), value: 7n }]) });
    expect(refusal).toEqual({
      what: "call",
      seen: `0x095ea7b3 of ${token} with 7 wei`,
      allowed: "a call without native value",
    });
    const approval = judge({ callData: encodeCalls([call(token, "approve", other, 1n)]) });
    expect(approval?.allowed).toBe("approval of the market");
    const foreign = judge({ callData: encodeCalls([call(token, "transferFrom", account, other, 1n)]) });
    expect(foreign?.allowed).toMatch(/^game.move, .*token.transfer, .*sessionValidator.enable$/);
  });

  test("is not paid for if it is anything but runTogether, or execute in the default mode, with calls", () => {
    const execute = (mode: `0x${string}`, body: `0x${string}`) =>
      encodeFunctionData({ abi: playerAccountAbi, functionName: "execute", args: [mode, body] });
    const empty = execute(pad("0x01", { size: 32, dir: "right" }), `0x${"20".padStart(64, "0")}${"0".repeat(64)}`);
    const delegate = execute(pad("0xff", { size: 32, dir: "right" }), token);
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

  test("is refused if it could cost more than one operation may, even within every single cap", () => {
    const { callGasLimit, verificationGasLimit, preVerificationGas } = operationGasCaps;
    const widest = { callGasLimit, verificationGasLimit, preVerificationGas };
    const changes = Object.fromEntries(Object.entries(widest).map(([field, gas]) => [field, numberToHex(gas)]));
    const cost = (1_000_000n + 2_000_000n + 500_000n + 60_000n) * 10n;
    expect(judge(changes)).toEqual({
      what: "maximum cost",
      seen: cost,
      allowed: `at most ${exampleWorld.ownerCalls?.maxGas} wei for one operation`,
    });
  });

  test.each<[string, Partial<Facts>]>([
    ["account", { owner: undefined }],
    ["account", { isDenied: true }],
    ["maxFeePerGas", { baseFeePerGas: 11n }],
    ["nonce", { nonce: 4n }],
    ["calls", { revertReason: "SandTooLow(0, 1)" }],
  ])("is refused if the chain says otherwise about the %s", (what, facts) => {
    expect(judge({}, facts)).toMatchObject({ what });
  });

  test("of a confined account is paid for only if the account allows it", () => {
    const of = (callData: Hex) => judge({ callData }, { reachable: [game] });
    expect(of(encodeCalls([revoke, call(game, "withdraw", 1n)]))).toBeUndefined();
    expect(of(encodeCalls([call(token, "transfer", other, 1n)]))).toMatchObject({ what: "calls" });
    expect(of(encodeCalls([enable(account)]))).toMatchObject({ what: "calls" });
    expect(of(encodeCalls([revoke], false)), "as execute, which such an account refuses").toMatchObject({
      what: "calls",
    });
    expect(of(encodeRelease())).toBeUndefined();
    expect(of(encodeChangeOwner(other, "0x12"))).toBeUndefined();
  });

  test("may not have more calls than it has gas for: each is searched in the whole list", () => {
    const many = (count: number) => encodeCalls(Array.from({ length: count }, () => revokeAll));
    expect(judge({ callData: many(256) })).toBeUndefined();
    expect(judge({ callData: many(257) })).toMatchObject({ what: "callData" });
  });

  test("is not paid for at all, or not for a change of owner, if the policy does not say so", () => {
    const { ownerCalls, ...world } = exampleWorld;
    if (!ownerCalls) throw new Error("The example pays for them.");
    expect(judge({}, {}, { ...world, ownerCalls: undefined })).toMatchObject({ what: "kind", allowed: "session" });
    const strict = { ...world, ownerCalls: { ...ownerCalls, ownership: false } };
    expect(judge({ callData: encodeRelease() }, {}, strict)).toMatchObject({ what: "callData" });
  });

  test("may move native value only if the policy allows it, in one call", () => {
    const listed = exampleWorld.ownerCalls?.allow(account) ?? [];
    const paying = listed.map((each) => ({
      ...each,
      permissions: each.permissions.map((permission) =>
        each.address === market ? { ...permission, maxValue: 5n } : permission,
      ),
    }));
    const world = { ...exampleWorld, ownerCalls: { ...exampleWorld.ownerCalls, allow: () => paying } } as SponsorWorld;
    const list = (value: bigint) => encodeCalls([{ ...call(market, "list", 7n, 1n), value }]);
    expect(judge({ callData: list(5n) }, {}, world)).toBeUndefined();
    expect(judge({ callData: list(6n) }, {}, world)).toMatchObject({ what: "call", allowed: "at most 5 wei" });
    expect(judge({ callData: list(1n) })).toMatchObject({ allowed: "a call without native value" });
  });

  test("may deploy its account, once", () => {
    const deploying = { factory: playerAccountFactory, factoryData: "0x12" };
    expect(judge(deploying, { isDeployed: false })).toBeUndefined();
    expect(judge(deploying)).toMatchObject({ what: "factory", allowed: "none: the account is deployed" });
  });

  test("is judged for a stub before its gas is known, by its calls and its lane", () => {
    expect(judgeStub({ callGasLimit: "0x0", maxFeePerGas: undefined })).toBeUndefined();
    expect(judgeStub({ callData: encodeCalls([{ to: other, data: "0x12345678" }]) })).toMatchObject({ what: "call" });
    expect(judgeStub({ nonce: numberToHex(1n << 64n) })).toMatchObject({ what: "nonce" });
  });
});
