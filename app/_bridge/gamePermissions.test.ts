import { createGrant } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { sessionFunctions } from "@/game/rules/sessionFunctions";
import {
  createGamePermissions,
  describeMade,
  describeNext,
  holdingsOf,
  MAX_ACTIONS,
  MAX_SAND,
} from "./gamePermissions";

const target = "0x0000000000000000000000000000000000000007";
const validator = "0x0000000000000000000000000000000000000008";
const account = "0x000000000000000000000000000000000000000a";
const paymaster = "0x0000000000000000000000000000000000000009";
const texts = sessionFunctions.map(({ functionSignature }) => functionSignature);
const terms = { maxActions: MAX_ACTIONS, maxSpend: MAX_SAND, maxGasWei: 10n ** 16n, paymaster } as const;

test("the contract has every function of the grant, and the card has words for it", () => {
  const { permissions } = createGamePermissions(target);
  expect(permissions.map(({ functionSignature }) => functionSignature)).toEqual(texts);
  const words = describeNext(target, { ...terms, duration: 3_600 }).permissions.map((rule) => rule.words);
  expect(words).toEqual(sessionFunctions.map((known) => known.words));
  expect(new Set(words).size, "each has words of its own").toBe(texts.length);
});

test("only what is spent at camps counts against the Sand cap", () => {
  const { permissions } = createGamePermissions(target);
  expect(permissions.map(({ functionSignature, spendArgument }) => ({ functionSignature, spendArgument }))).toEqual(
    sessionFunctions.map(({ functionSignature, spendArgument }) => ({ functionSignature, spendArgument })),
  );
  const spending = permissions.filter(({ spendArgument }) => spendArgument !== "");
  expect(spending.map(({ functionSignature, spendArgument }) => [functionSignature, spendArgument])).toEqual([
    ["buy(uint256,uint256)", "2"],
  ]);
});

test("the card tells the same of the message that is signed as before it was made", () => {
  const grant = createGrant({
    ...{ account, lane: 1, epoch: `0x${"00".repeat(32)}`, validator, sessionKey: `0x${"11".repeat(84)}` },
    ...{ ...terms, permissions: createGamePermissions(target).permissions, nowSeconds: 1_000, durationSeconds: 3_600 },
  });
  const p256Verifier = `0x${"11".repeat(20)}` as const;
  const deployment = {
    chainId: 1,
    sessionValidator: validator,
    name: "Hourglass",
    p256Verifier,
    hourglass: target,
  } as const;
  const { message, validUntil, ...made } = describeMade(deployment, grant);
  expect(made).toEqual(describeNext(target, { ...terms, duration: 3_600 }));
  expect(message?.message).toEqual(grant);
  expect(validUntil).toBe(grant.validUntil);
});

test("nobody takes more than the player carries, nor more than the session may spend", () => {
  const worst = (sand: bigint) => {
    return describeNext(target, { ...terms, duration: 3_600 }, holdingsOf({ sand })).worstCase;
  };
  expect(worst(80n * 10n ** 18n)).toMatchObject({ spend: 80n * 10n ** 18n, value: 0n, fees: 0n });
  expect(worst(80n).uses).toEqual([]);
  expect(worst(MAX_SAND + 1n).spend).toBe(MAX_SAND);
});

test.each(["withdraw(uint256)", "openRoom(uint256,uint256)", "openDay()", "drawRoom(uint256)"])(
  "no session key may call %s",
  (functionSignature) => {
    expect(texts).not.toContain(functionSignature);
  },
);
