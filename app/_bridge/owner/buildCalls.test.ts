import { playerAccountAbi } from "@hourglass/session/abis";
import { encodeChangeOwner } from "@hourglass/session/core";
import { type Abi, decodeFunctionData, type Hex, toFunctionSelector } from "viem";
import { describe, expect, it } from "vitest";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { buildOwnerCalls } from "./buildCalls";
import { ownerGasLimits } from "./gas";
import limits from "./gasLimits.json";
import type { OwnerAction } from "./ports";

const one = 10n ** 18n;
const at = (digit: string) => `0x${digit.repeat(40)}` as const;
const deployment = { hourglass: at("1"), bazaar: at("2"), sand: at("3"), items: at("4") };
const [account, other] = [at("a"), at("b")];
const offer = { number: 7n, seller: other, item: 1, left: 4, price: 2n * one };
const none = { allowance: 0n, isOperator: false };

const actions: OwnerAction[] = [
  { type: "withdraw", amount: one },
  { type: "list", item: 1, amount: 3, price: 2n * one },
  { type: "buyOffer", offer, amount: 3 },
  { type: "cancelOffer", offer },
  { type: "sendSand", to: other, amount: one },
  { type: "sendItem", to: other, item: 1, amount: 2 },
  { type: "release" },
  { type: "openRoom", length: 2, inSeconds: 120 },
];
const NOW = 1_800_000_000.75;
const abis: Record<string, Abi> = {
  ...{ Hourglass: hourglassAbi, Bazaar: bazaarAbi, Sand: sandAbi, Items: itemsAbi, "Your account": playerAccountAbi },
};
const handOver = { to: account, data: encodeChangeOwner(other, "0x12") };
const decode = (calls: ReturnType<typeof buildOwnerCalls>) =>
  calls.map(({ call, targetName }) => {
    const { functionName, args } = decodeFunctionData({ abi: abis[targetName] ?? [], data: call.data ?? "0x" });
    return [call.to, functionName, ...(args ?? [])];
  });
const build = (action: OwnerAction, approvals = none) => buildOwnerCalls(deployment, account, action, approvals, NOW);

describe("the calls of an action", () => {
  it.each([
    [0, [[deployment.hourglass, "withdraw", one]]],
    [
      1,
      [
        [deployment.items, "setApprovalForAll", deployment.bazaar, true],
        [deployment.bazaar, "list", 1n, 3n, 2n * one],
      ],
    ],
    [
      2,
      [
        [deployment.sand, "approve", deployment.bazaar, 6n * one],
        [deployment.bazaar, "buy", 7n, 3n, 6n * one],
      ],
    ],
    [3, [[deployment.bazaar, "cancel", 7n]]],
    [4, [[deployment.sand, "transfer", "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB", one]]],
    [
      5,
      [
        [
          deployment.items,
          "safeTransferFrom",
          "0xaAaAaAaaAaAaAaaAaAAAAAAAAaaaAaAaAaaAaaAa",
          "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB",
          1n,
          2n,
          "0x",
        ],
      ],
    ],
    [6, [[account, "release"]]],
    [7, [[deployment.hourglass, "openRoom", 1_800_000_120n, 2n]]],
  ])("of action %i are exactly these", (index, expected) => {
    const action = actions[index];
    if (!action) throw new Error(`There is no action ${index}.`);
    expect(decode(build(action))).toEqual(expected);
  });

  it("approve nothing that is already approved, and approve again what is too little", () => {
    const [list, buy] = [actions[1], actions[2]] as [OwnerAction, OwnerAction];
    expect(build(list, { allowance: 0n, isOperator: true })).toHaveLength(1);
    expect(build(buy, { allowance: 6n * one, isOperator: false })).toHaveLength(1);
    expect(decode(build(buy, { allowance: 6n * one - 1n, isOperator: true }))[0]).toEqual([
      deployment.sand,
      "approve",
      deployment.bazaar,
      6n * one,
    ]);
  });

  it("are shown with the signature that is called", () => {
    for (const action of actions) {
      for (const { call, functionSignature, target } of build(action)) {
        expect(call.data?.slice(0, 10)).toBe(toFunctionSelector(functionSignature));
        expect(call.to).toBe(target);
      }
    }
  });

  it("all have measured gas, and nothing else has, within what the sponsor pays for", () => {
    const used = new Set(actions.flatMap((action) => build(action).map(({ functionSignature }) => functionSignature)));
    const aboutOwner = ["changeOwner(bytes,bytes)", "setGuardians(bytes[],uint256)", "cancelChange()"];
    // Handing the account over is not a call of an action: createSecureWork.ts.
    expect([...used, ...aboutOwner].sort()).toEqual(Object.keys(limits).sort());
    for (const calls of [...actions.map((action) => build(action).map(({ call }) => call)), [handOver]]) {
      // operationGasCaps of the sponsor.
      expect(ownerGasLimits({ calls, deploys: true }).callGasLimit).toBeLessThanOrEqual(1_000_000n);
      expect(ownerGasLimits({ calls, deploys: true }).verificationGasLimit).toBeLessThanOrEqual(2_000_000n);
    }
    const unknown = { to: other, data: "0x12345678" as Hex };
    expect(() => ownerGasLimits({ calls: [unknown], deploys: false })).toThrow("never measured");
  });
});
