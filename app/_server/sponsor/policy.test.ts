import { sessionValidatorAbi } from "@hourglass/session/abis";
import { encodeCalls, FIRST_EPOCH, packGrant, toNonceKey, toPermission } from "@hourglass/session/core";
import { createSponsor, memoryLedger } from "@hourglass/session/sponsor";
import { type Address, createClient, custom, encodeFunctionData, type Hex, numberToHex, parseAbi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { parseServerEnv } from "@/app/_env/server";
import { testEnv } from "@/app/_env/testEnv";
import { sessionFunctions } from "@/game/rules/sessionFunctions";
import { randomGrant } from "@/session/test/randomGrants";
import { describeChain } from "../chain";
import { exampleDeployment as world } from "../testDeployment";
import { createPolicy } from "./policy";

const { bazaar, hourglass, sand, items, sessionValidator } = world;
const account = numberToHex(0xacc, { size: 20 });
const other = numberToHex(0xbad, { size: 20 });

/** Stubs are decided from the request alone, without the chain. */
const sponsor = createSponsor({
  chain: describeChain("http://localhost:1", world.chainId),
  transport: custom({ request: () => Promise.reject(new Error("The chain is not asked.")) }, { retryCount: 0 }),
  deployment: world,
  signer: privateKeyToAccount(testEnv.SPONSOR_SIGNER_KEY),
  policy: createPolicy(world, parseServerEnv(testEnv)),
  ledger: memoryLedger(),
});
const client = createClient({ transport: sponsor.transport });

/** The refusal's "allowed" text; nothing when the sponsor pays. */
async function refusalOf(operation: object, context: object): Promise<string | undefined> {
  const params = [{ sender: account, ...operation }, world.entryPoint, numberToHex(world.chainId), context];
  return client.request({ method: "pm_getPaymasterStubData", params } as never).then(
    () => undefined,
    (error: Error) => error.message,
  );
}
const judge = (callData: Hex) => refusalOf({ nonce: "0x3", callData }, { kind: "operation" });

const abi = parseAbi([
  "function move(bytes path)",
  "function buy(uint256 item, uint256 maxSand)",
  "function withdraw(uint256 amount)",
  "function openRoom(uint256 startsAt, uint256 length)",
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
const revokeAll = {
  to: sessionValidator,
  data: encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" }),
};

describe("an operation of an owner", () => {
  test.each([
    ["a move", call(hourglass, "move", "0x00")],
    ["a purchase", call(hourglass, "buy", 1n, 2n)],
    ["a transfer of Sand to anybody", call(sand, "transfer", other, 1n)],
    ["a transfer of its own items", call(items, "safeTransferFrom", account, other, 1n, 1n, "0x")],
    ["a transfer of many of its own items", call(items, "safeBatchTransferFrom", account, other, [1n], [1n], "0x")],
    ["an offer in the Bazaar", call(bazaar, "list", 7n, 1n, 1n)],
    ["a purchase in the Bazaar", call(bazaar, "buy", 1n, 1n, 1n)],
    ["an offer taken back", call(bazaar, "cancel", 1n)],
    ["an approval of the Bazaar for Sand", call(sand, "approve", bazaar, 1n)],
    ["an approval of the Bazaar for items", call(items, "setApprovalForAll", bazaar, true)],
    ["Sand out of the vault", call(hourglass, "withdraw", 1n)],
    ["a room", call(hourglass, "openRoom", 1n, 2n)],
    ["a revocation of all sessions", revokeAll],
    ["its own grant", enable(account)],
  ])("is paid for when it is %s", async (_name, paid) => {
    for (const isPlayerAccount of [true, false]) {
      expect(await judge(encodeCalls([paid], isPlayerAccount))).toBeUndefined();
      expect(await judge(encodeCalls([revokeAll, paid], isPlayerAccount))).toBeUndefined();
    }
  });

  test.each([
    ["a foreign target", call(other, "transfer", other, 1n), "hourglass.embark, "],
    ["another function of the game's token", call(sand, "transferFrom", account, other, 1n), "sand.transfer, "],
    ["an approval", call(sand, "approve", other, 1n), "allowed: approval of the Bazaar"],
    ["an approval of the game", call(sand, "approve", hourglass, 1n), "allowed: approval of the Bazaar"],
    ["an offer somewhere else", call(other, "list", 7n, 1n, 1n), "hourglass.embark, "],
    ["rights for an operator", call(items, "setApprovalForAll", other, true), "allowed: approval of the Bazaar"],
    [
      "somebody else's items",
      call(items, "safeTransferFrom", other, account, 1n, 1n, "0x"),
      "allowed: items of this account",
    ],
    [
      "somebody else's items in a batch",
      call(items, "safeBatchTransferFrom", other, account, [1n], [1n], "0x"),
      "allowed: items of this account",
    ],
    ["somebody else's grant", enable(other), "allowed: a grant of this account"],
    ["a call to the account itself", { to: account, data: "0x12345678" as const }, "hourglass.embark, "],
    ["native value", { ...call(sand, "transfer", other, 1n), value: 1n }, "allowed: a call without native value"],
    ["native value without a call", { to: other, value: 1n }, "allowed: a call without native value"],
    [
      "truncated arguments",
      { to: sand, data: call(sand, "transfer", other, 1n).data.slice(0, 72) as Hex },
      "allowed: arguments of transfer(address,uint256)",
    ],
  ])("is not paid for with %s, alone or among others", async (_name, unpaid, words) => {
    for (const isPlayerAccount of [true, false]) {
      expect(await judge(encodeCalls([unpaid], isPlayerAccount))).toContain(words);
      expect(await judge(encodeCalls([revokeAll, unpaid], isPlayerAccount))).toContain(words);
    }
  });
});

describe("a session", () => {
  const ask = (permissions: readonly object[], changes: object = {}) => {
    const nonceKey = numberToHex(toNonceKey(sessionValidator, 7));
    const wanted = {
      ...{ account, sessionKey: other, validAfter: 1, validUntil: 3601, maxActions: 100, maxSpend: "5" },
      ...{ maxGasWei: "1000", paymaster: world.sessionPaymaster, nonceKey, epoch: FIRST_EPOCH, permissions },
      ...changes,
    };
    return refusalOf({ callData: "0x" }, { grant: wanted, ownerSignature: "0x" });
  };
  const of = (target: Address, functionSignature: string, spendArgument = "") => ({
    ...toPermission(target, functionSignature, { spendArgument }),
    maxValue: "0",
  });
  const whole = sessionFunctions.map(({ functionSignature, spendArgument }) =>
    of(hourglass, functionSignature, spendArgument),
  );

  test("is paid for when it allows what the game's sessions do", async () => {
    expect(whole.length).toBeGreaterThan(1);
    expect(await ask(whole)).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ["something for owners only", of(hourglass, "withdraw(uint256)"), "permission.functionSignature"],
    ["a room", of(hourglass, "openRoom(uint256,uint256)"), "permission.functionSignature"],
    ["the island of the day", of(hourglass, "openDay()"), "permission.functionSignature"],
    ["another contract", of(sand, "transfer(address,uint256)"), "permission.target"],
    ["a purchase whose Sand is not counted", of(hourglass, "buy(uint256,uint256)"), "permission.spendArgument"],
    ["native value", { ...of(hourglass, "move(bytes)"), maxValue: "1" }, "permission.maxValue"],
  ])("is not paid for when it also allows %s", async (_name, permission, words) => {
    expect(await ask([...whole.filter((each) => each !== permission), permission])).toContain(words);
  });

  test("is not paid for above its gas budget", async () => {
    expect(await ask(whole, { maxGasWei: "4000000000000000001" })).toContain("wei for one session");
  });
});
