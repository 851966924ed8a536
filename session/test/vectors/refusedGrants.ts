import { concat, type Hex, numberToHex, slice, stringToHex } from "viem";
import { NATIVE_TRANSFER, packGrant, selectorOf } from "../../src/core.ts";
import { callOf, firstEpochOf } from "./calls.ts";
import { idOf } from "./render.ts";
import type { GrantSpec, RawSpec, Refusal } from "./types.ts";
import { device, grantOf, permit, thief, world } from "./world.ts";

const { game, shop, now } = world;
const zero = numberToHex(0, { size: 20 });
const plain = grantOf([permit("play(uint256)")]);
/** The bytes of a packed grant before the number of its permissions. */
const HEAD_BYTES = 66;
const PAY = "pay(address,uint256)";

type Limits = Parameters<typeof permit>[1];

/** A grant of one permission that its reader refuses. */
const unread = (name: string, text: string, limits: Limits, error: Refusal): GrantSpec => ({
  ...{ name, grant: grantOf([permit(text, limits)]), refusedBy: "reader", error },
});

const badText = (name: string, text: string, position: number): GrantSpec =>
  unread(name, text, {}, { name: "FunctionSignatureInvalid", args: [text, BigInt(position)] });

const unknown = (seen: bigint): Refusal => ({ name: "PackedWordUnknown", args: [seen] });
const text = (value: string): Hex => concat([numberToHex(value.length, { size: 1 }), stringToHex(value)]);

/** Invalid permissions of a grant. */
const unreadGrants: readonly GrantSpec[] = [
  {
    name: "no permission",
    grant: grantOf([]),
    refusedBy: "reader",
    error: { name: "GrantPermissionCount", args: [0n, 1n, 128n] },
  },
  badText("an alias of a type", "play(uint)", 9),
  badText("a space", "pay(address, uint256)", 12),
  badText("the name of a parameter", "play(uint256 amount)", 12),
  unread(
    "a path that names nothing",
    PAY,
    { conditions: [{ argument: "3", rule: "one of", values: [1n] }] },
    { name: "ArgumentPathInvalid", args: [PAY, "3"] },
  ),
  unread(
    "a range of a text",
    "tell(string)",
    { conditions: [{ argument: "1", rule: "between", values: [1n, 2n] }] },
    { name: "ArgumentNotComparable", args: ["tell(string)", "1"] },
  ),
  unread(
    "a range that nothing is in",
    PAY,
    { conditions: [{ argument: "2", rule: "between", values: [2n, 1n] }] },
    { name: "ConditionEmpty", args: ["2", "between"] },
  ),
  unread(
    "an amount that is signed",
    "level(int8)",
    { period: "day", limits: [{ counted: "1", max: 1n }] },
    { name: "ArgumentNotComparable", args: ["level(int8)", "1"] },
  ),
  unread(
    "a limit of nothing",
    PAY,
    { period: "day", limits: [{ counted: "2", max: 0n }] },
    { name: "LimitRefused", args: ["2", 0n] },
  ),
  unread(
    "more calls than the session has",
    PAY,
    { period: "day", limits: [{ counted: "calls", max: 51n }] },
    { name: "LimitUnreachable", args: ["calls", 51n] },
  ),
  unread("a period without a limit", PAY, { period: "hour" }, { name: "PermissionPeriod", args: ["hour"] }),
  unread(
    "value of which there is no limit in all",
    PAY,
    { maxValue: 1n },
    { name: "PermissionValueUncounted", args: [game] },
  ),
  unread(
    "a transfer of nothing",
    NATIVE_TRANSFER,
    { period: "session", limits: [{ counted: "calls", max: 1n }] },
    { name: "PermissionNotTransfer", args: [game] },
  ),
  {
    name: "one function twice, once without a condition",
    grant: grantOf([
      permit(PAY, { conditions: [{ argument: "2", rule: "between", values: [0n, 1n] }] }),
      ...[permit("play(uint256)", {}, shop), permit(PAY)],
    ]),
    refusedBy: "reader",
    error: { name: "PermissionDuplicate", args: [game, selectorOf(PAY)] },
  },
  {
    name: "something may be spent, and no argument says what",
    grant: grantOf([permit(PAY)], { maxSpend: 1n }),
    refusedBy: "reader",
    error: { name: "GrantSpendUnused", args: [1n] },
  },
];

/** Invalid other fields of a grant. */
const unkeptGrants: readonly GrantSpec[] = [
  ...(
    [
      ["a window of a second more than an hour", now - 30, now + 3571],
      ["a window that ends when it begins", now - 30, now - 30],
    ] as const
  ).map(
    ([name, validAfter, validUntil]): GrantSpec => ({
      ...{ name, grant: grantOf([permit(PAY)], { validAfter, validUntil }), refusedBy: "module" },
      error: { name: "GrantWindowInvalid", args: [validAfter, validUntil, world.maxDuration] },
    }),
  ),
  ...(
    [
      ["a session key of 19 bytes", `0x${"12".repeat(19)}`],
      ["a session key of no address and no verifier", zero],
    ] as const
  ).map(
    ([name, key]): GrantSpec => ({
      ...{ name, grant: grantOf([permit(PAY)], { sessionKey: key }), refusedBy: "module" },
      error: { name: "GrantSessionKeyMalformed", args: [key] },
    }),
  ),
  ...(
    [
      ["the account itself as target", world.account],
      ["the session module as target", world.validator],
      ["an EntryPoint as target", "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108"],
      ["no target: the first permission is packed without one", zero],
    ] as const
  ).map(
    ([name, target]): GrantSpec => ({
      ...{ name, grant: grantOf([permit(PAY, {}, target)]), refusedBy: "module" },
      error: { name: "PermissionTargetForbidden", args: [target] },
    }),
  ),
];

/** Errors that only the chain can know. */
const deadGrants: readonly GrantSpec[] = [
  {
    name: "the epoch of another time",
    grant: grantOf([permit(PAY)], { epoch: firstEpochOf(world.account) }),
    refusedBy: "state",
    error: { name: "GrantWrongEpoch", args: [firstEpochOf(world.account), numberToHex(0, { size: 32 })] },
  },
  {
    name: "an account of a device key whose gas nobody else pays",
    owner: device,
    grant: grantOf([permit("play(uint256)")], { account: world.guest, paymaster: zero }),
    refusedBy: "state",
    error: { name: "GrantConfined", args: [world.guest] },
  },
  {
    name: "an account of a device key, and a contract that is no play target",
    owner: device,
    grant: grantOf([permit("play(uint256)", {}, shop)], { account: world.guest }),
    refusedBy: "state",
    error: { name: "PermissionTargetForbidden", args: [shop] },
  },
  {
    name: "a window that has not begun, enabled by transaction",
    grant: grantOf([permit("play(uint256)")], { validAfter: now, validUntil: now + 60 }),
    refusedBy: "state",
    error: { name: "GrantNotDue", args: [now, BigInt(now)] },
    operations: [
      {
        what: "an operation may enable it: its window is the EntryPoint's to check",
        enables: true,
        calls: [callOf("play", [1n])],
      },
    ],
  },
  {
    name: "somebody else's signature",
    grant: plain,
    signedBy: thief,
    refusedBy: "state",
    error: { name: "GrantOwnerSignatureInvalid", args: [world.account, idOf(plain, plain.nonceKey)] },
    operations: [
      {
        what: "an operation with it is answered, not reverted, and leaves nothing",
        enables: true,
        calls: [callOf("play", [1n])],
        isUnsigned: true,
      },
    ],
  },
];

/** Grants that the chain does not enable. */
export const refusedGrants: readonly GrantSpec[] = [...unreadGrants, ...unkeptGrants, ...deadGrants];

/** Packed permissions that no writer produces: only readers of packed grants can get them. */
const strangePermissions: readonly [name: string, permission: Hex, error: Refusal][] = [
  ["a flag that is none", concat(["0x41", text("play(uint256)"), game]), unknown(0x41n)],
  ["a period that is none", concat(["0x09", text("play(uint256)"), game, "0x04"]), unknown(4n)],
  ["a list of conditions without one", concat(["0x11", text("play(uint256)"), game, "0x00"]), unknown(0n)],
  ["a rule that is none", concat(["0x11", text("play(uint256)"), game, "0x01", text("1"), "0x0400"]), unknown(4n)],
  ["a list of policies without one", concat(["0x21", text("play(uint256)"), game, "0x00"]), unknown(0n)],
  [
    "seventeen conditions",
    concat(["0x11", text("play(uint256)"), game, "0x11"]),
    { name: "PermissionConditionCount", args: [17n, 16n] },
  ],
];

/** The same with the bytes before them in a grant. */
export const rawGrants: readonly RawSpec[] = strangePermissions.map(([name, permission, error]) => {
  const { account, sessionKey, paymaster, nonceKey, ...terms } = plain;
  const head = slice(packGrant(terms), 0, HEAD_BYTES);
  return { name, account, sessionKey, paymaster, nonceKey, packed: concat([head, "0x01", permission]), error };
});
