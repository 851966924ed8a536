import { concat, numberToHex } from "viem";
import { NATIVE_TRANSFER, selectorOf } from "../../src/core.ts";
import { callOf, counted, firstEpochOf, twoPlays } from "./calls.ts";
import { conditionGrants } from "./conditionGrants.ts";
import type { GrantSpec } from "./types.ts";
import { device, grantOf, laneOf, permit, walletOf, world } from "./world.ts";

const { game, token, shop, friend, now } = world;

/** From Friday, 00:00 UTC, to its last second; the begin is the second before. */
const day = { index: 20_833, window: [1_799_971_199, 1_800_057_599] } as const;
/** The week that began on Monday, 11 January 2027. */
const week = { index: 2976, window: [1_799_625_599, 1_800_230_399] } as const;

/** Grants that the chain enables, each with operations that follow each other. */
export const acceptedGrants: readonly GrantSpec[] = [
  {
    name: "functions of one contract, one of which spends; the second permission does not repeat the target",
    grant: grantOf([permit("play(uint256)"), permit("spend(uint256,uint256)", { spendArgument: "2" })], {
      maxSpend: 1_000n,
    }),
    operations: [
      { what: "two calls together; calls behind the last hint take its rule", enables: true, ...twoPlays() },
      {
        what: "two rules, a hint for each call",
        calls: [callOf("play", [1n]), callOf("spend", [7n, 400n])],
        hints: [0, 1],
        spends: 400n,
      },
      {
        what: "the amount is more than what is left",
        calls: [callOf("spend", [7n, 601n])],
        hints: [1],
        error: { name: "SpendExceeded", args: [601n, 600n] },
      },
      {
        what: "one call by execute, which is longer",
        calls: [callOf("spend", [7n, 600n])],
        encoding: "execute",
        hints: [1],
        spends: 600n,
      },
      { what: "a batch by execute", ...twoPlays(), encoding: "execute" },
    ],
  },
  {
    name: "three contracts: only neighbours share an entry in the list of targets",
    grant: grantOf([
      ...[permit("play(uint256)"), permit("level(int8)"), permit("play(uint256)", {}, shop)],
      permit("claim()"),
    ]),
    operations: [
      {
        what: "enables by its first call",
        enables: true,
        calls: [callOf("play", [1n], shop), callOf("level", [-1]), { to: game, data: selectorOf("claim()") }],
        hints: [2, 1, 3],
      },
    ],
  },
  {
    name: "nobody pays but the account",
    grant: grantOf([permit("play(uint256)")], { paymaster: numberToHex(0, { size: 20 }) }),
    operations: [{ what: "without a paymaster", enables: true, calls: [callOf("play", [1n])] }],
  },
  {
    name: "a session key that is an address",
    grant: grantOf([permit("play(uint256)")], { sessionKey: walletOf("agent").signer }),
    key: walletOf("agent"),
    operations: [{ what: "its signature has 65 bytes", enables: true, calls: [callOf("play", [1n])] }],
  },
  {
    name: "a session key of another verifier",
    grant: grantOf([permit("play(uint256)")], { sessionKey: concat([world.otherVerifier, "0x01020304"]) }),
  },
  {
    name: "an owner that is a device key: its account is confined",
    owner: device,
    grant: grantOf([permit("play(uint256)")], { account: world.guest }),
    operations: [{ what: "the owner's signature has 64 bytes", enables: true, calls: [callOf("play", [1n])] }],
  },
  {
    name: "an account that installed the module once: epoch 1",
    grant: grantOf([permit("play(uint256)")], {
      epoch: firstEpochOf(world.account),
    }),
  },
  {
    name: "the highest numbers that fit, in another lane",
    grant: grantOf([permit("spend(uint256,uint256)", { spendArgument: "2" })], {
      ...{ maxActions: 65_535, maxSpend: 2n ** 96n - 1n, maxGasWei: 2n ** 64n - 1n, nonceKey: laneOf(0xffffffff) },
    }),
    operations: [
      {
        what: "an amount that fits into no cap",
        enables: true,
        calls: [callOf("spend", [1n, 2n ** 256n - 1n])],
        error: { name: "SpendExceeded", args: [2n ** 256n - 1n, 2n ** 96n - 1n] },
      },
      {
        what: "all that may be spent",
        enables: true,
        calls: [callOf("spend", [1n, 2n ** 96n - 1n])],
        spends: 2n ** 96n - 1n,
      },
    ],
  },
  {
    name: "native value: per call and in all",
    grant: grantOf([
      permit("tip(uint256)", { maxValue: 5n, period: "session", limits: [{ counted: "value", max: 8n }] }),
    ]),
    operations: [
      { what: "five wei", enables: true, calls: [callOf("tip", [1n], game, 5n)], counts: [counted({ value: 5n })] },
      {
        what: "six at once",
        calls: [callOf("tip", [1n], game, 6n)],
        error: { name: "CallValueAboveLimit", args: [0n, 6n, 5n] },
      },
      {
        what: "nine in all",
        calls: [callOf("tip", [1n], game, 4n)],
        error: { name: "LimitExceeded", args: [9n, 8n] },
      },
      {
        what: "eight in all, in a batch with a call without value",
        calls: [callOf("tip", [1n], game, 3n), callOf("tip", [2n])],
        counts: [counted({ calls: 3, value: 8n })],
      },
    ],
  },
  {
    name: "plain transfers of the native coin to one address",
    grant: grantOf([
      permit(NATIVE_TRANSFER, { maxValue: 3n, period: "session", limits: [{ counted: "value", max: 3n }] }, friend),
    ]),
    operations: [
      {
        what: "three wei, without calldata",
        enables: true,
        calls: [{ to: friend, value: 3n }],
        counts: [counted({ value: 3n })],
      },
      {
        what: "calldata of a function",
        calls: [callOf("play", [1n], friend)],
        error: { name: "CallNotPermitted", args: [0n, friend, selectorOf("play(uint256)")] },
      },
    ],
  },
  {
    name: "calls and an amount counted by the day",
    grant: grantOf([
      permit(
        "transfer(address,uint256)",
        {
          period: "day",
          limits: [
            { counted: "calls", max: 2n },
            { counted: "2", max: 10n },
          ],
        },
        token,
      ),
    ]),
    operations: [
      {
        what: "the answer carries both ends of the day",
        enables: true,
        calls: [callOf("transfer", [friend, 6n], token)],
        time: now,
        window: [now - 30, now + 3570],
        counts: [counted({ period: day.index, amount: 6n })],
      },
      {
        what: "the window of later operations is that of the day, and the session's end",
        calls: [callOf("transfer", [friend, 4n], token)],
        time: now,
        window: [day.window[0], now + 3570],
        counts: [counted({ period: day.index, calls: 2, amount: 10n })],
      },
      {
        what: "a third call",
        calls: [callOf("transfer", [friend, 0n], token)],
        time: now,
        error: { name: "LimitExceeded", args: [3n, 2n] },
      },
      {
        what: "a day that is over",
        calls: [callOf("transfer", [friend, 1n], token)],
        time: now - 86_400,
        error: { name: "PeriodOver", args: [BigInt(day.index - 1), BigInt(day.index)] },
      },
      {
        what: "the next day counts anew, and its window is one in which the session is over",
        calls: [callOf("transfer", [friend, 10n], token)],
        time: day.window[1] + 1,
        window: [day.window[1], now + 3570],
        counts: [counted({ period: day.index + 1, amount: 10n })],
      },
    ],
  },
  {
    name: "an amount of its own by the week, which is not the session's",
    grant: grantOf([
      permit("spend(uint256,uint256)", { period: "week", limits: [{ counted: "2", max: 2n ** 96n - 1n }] }),
    ]),
    operations: [
      {
        what: "more than maxSpend, which is zero and does not count here",
        enables: true,
        calls: [callOf("spend", [1n, 99n])],
        time: now,
        counts: [counted({ period: week.index, amount: 99n })],
      },
    ],
  },
  ...conditionGrants,
];
