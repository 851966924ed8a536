import { type Address, concat, type Hex, numberToHex } from "viem";
import {
  entryPoint06Address,
  entryPoint07Address,
  entryPoint08Address,
  entryPoint09Address,
} from "viem/account-abstraction";
import { describe, expect, test } from "vitest";
import { exampleModule, exampleTarget as target } from "../../test/example.ts";
import { randomGrant } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { packRules } from "../permissions/rules.ts";
import { FIRST_EPOCH } from "../sessions/readChain.ts";
import { grantTypedData, toNonceKey } from "./grant.ts";
import { findGrantFault } from "./grantFault.ts";
import { type Condition, type Grant, type Limit, type Permission, toPermission } from "./grantTypes.ts";

const account = "0x00000000000000000000000000000000000000aa";
const other = "0x00000000000000000000000000000000000000ff";
const { validator, p256Verifier } = exampleModule;
const NOW = 1_800_000_000;
const key = (bytes: number): Hex => `0x${"11".repeat(bytes)}`;

const plain: Grant = {
  ...{ account, sessionKey: concat([p256Verifier, key(64)]), paymaster: other, nonceKey: toNonceKey(validator, 7) },
  ...{ validAfter: NOW, validUntil: NOW + 600, maxActions: 9, maxSpend: 0n, maxGasWei: 9n, epoch: FIRST_EPOCH },
  permissions: [toPermission(target, "play(uint256)")],
};

const permit = (text: string, limits: Partial<Permission> = {}) => ({
  permissions: [toPermission(target, text, limits)],
});
const aimed = (at: Address) => ({ permissions: [toPermission(at, "play(uint256)")] });
const spends = (text: string, spendArgument: string) => ({ ...permit(text, { spendArgument }), maxSpend: 1n });
const where = (text: string, rule: Condition["rule"], values: readonly bigint[], argument = "1") =>
  permit(text, { conditions: [{ argument, rule, values }] });
const limited = (text: string, limits: readonly Limit[], more: Partial<Permission> = {}) =>
  permit(text, { period: "day", limits, ...more });
const many = (count: number) => Array.from({ length: count }, (_, index) => toPermission(target, `f${index}()`));
const policed = (configBytes: number) =>
  permit("play(uint256)", { policies: [{ policy: other, config: key(configBytes) }] });
const bools = (count: number) => `play(${Array<string>(count).fill("bool").join()})`;
const values = (count: number) => Array<bigint>(count).fill(1n);

/** Grants that each differ from a plain one in one thing. Those with a `!` are refused. */
const rows: Readonly<Record<string, Partial<Grant>>> = {
  "a plain grant": {},
  "the largest caps": {
    ...spends("pay(uint256)", "1"),
    maxActions: 65_535,
    maxGasWei: 2n ** 64n - 1n,
    maxSpend: 2n ** 96n - 1n,
  },
  "! no action": { maxActions: 0 },
  "! no gas": { maxGasWei: 0n },
  "! maxActions above 16 bits": { maxActions: 65_536 },
  "! maxGasWei above 64 bits": { maxGasWei: 2n ** 64n },
  "! a spending cap that no argument counts": { maxSpend: 1n },
  "an hour": { validUntil: NOW + 3600 },
  "one second": { validUntil: NOW + 1 },
  "! more than an hour": { validUntil: NOW + 3601 },
  "! no second": { validUntil: NOW },
  "! a window that ends before it begins": { validUntil: NOW - 1 },
  "! for ever": { validUntil: 0 },
  "the last window of 32 bits": { validAfter: 2 ** 32 - 1 - 3600, validUntil: 2 ** 32 - 1 },
  "! a window past 32 bits": { validAfter: 2 ** 32 - 1, validUntil: 2 ** 32 },
  "an address as session key": { sessionKey: key(20) },
  "the longest session key": { sessionKey: key(255) },
  "! a session key too long": { sessionKey: key(256) },
  "! a session key of 19 bytes": { sessionKey: key(19) },
  "! a session key that would be encoded like another one": { sessionKey: key(64) },
  "! no session key": { sessionKey: "0x" },
  "! the zero address as session key": { sessionKey: numberToHex(0, { size: 20 }) },
  "! a session key of no verifier": { sessionKey: concat([numberToHex(0, { size: 20 }), key(64)]) },
  "a lane of no module": { nonceKey: 2n ** 192n - 1n },
  "! no permission": { permissions: [] },
  "128 permissions": { permissions: many(128) },
  "! 129 permissions": { permissions: many(129) },
  "! more permissions than can be encoded": { permissions: many(256) },
  "! one function twice": { permissions: [...plain.permissions, ...plain.permissions] },
  "! one function twice, in other words": {
    permissions: [...plain.permissions, ...permit("play(uint256)").permissions],
  },
  "one function of two targets": { permissions: [...plain.permissions, toPermission(other, "play(uint256)")] },
  "! the zero address as target": aimed(numberToHex(0, { size: 20 })),
  "! the account as target": aimed(account),
  "! the module as target": aimed(validator),
  "! EntryPoint 0.6 as target": aimed(entryPoint06Address),
  "! EntryPoint 0.7 as target": aimed(entryPoint07Address),
  "! EntryPoint 0.8 as target": aimed(entryPoint08Address),
  "! EntryPoint 0.9 as target": aimed(entryPoint09Address),
  "! a text with a space": permit("play(uint256, uint256)"),
  "! a text with an alias": permit("play(uint)"),
  "! a text with a name": permit("play(uint256 amount)"),
  "a text with a tuple": permit("play((uint256,uint256))"),
  "! a text without brackets": permit("play"),
  "! an empty text": permit(""),
  "! a text with a line end": permit("play(uint256)\n"),
  "! a text in other letters": permit("plаy(uint256)"),
  "a text of 255 bytes": permit(`${"f".repeat(253)}()`),
  "! a text of 256 bytes": permit(`${"f".repeat(254)}()`),
  "17 arguments": permit(bools(17)),
  "! an array of none": permit("play(bool[0])"),
  "an array of 256": permit("play(bool[256])"),
  "! an array of 257": permit("play(bool[257])"),
  "16,383 words": permit("play(bool[63][10],bool[63][250],bool[3])"),
  "! 16,384 words": permit("play(bool[64][256])"),
  "! 16,384 words of three": permit("play(bool[63][10],bool[63][250],bool[4])"),
  "no fixed length": permit("play(string[2][2],bool[])"),
  "an amount": spends("pay(address,uint256)", "2"),
  "an amount in a tuple": spends("pay((address,uint256))", "1.2"),
  "! an amount behind an offset": spends("pay((bytes,uint256))", "1.2"),
  "! an amount that is an address": spends("pay(address,uint256)", "1"),
  "! an amount that is signed": spends("pay(int256)", "1"),
  "! an amount that is an array": spends("pay(uint256[2])", "1"),
  "! an amount that does not exist": spends("pay(uint256)", "2"),
  "an amount at the last possible place": spends("pay(bool[254],uint256)", "2"),
  "! an amount after the last possible place": spends("pay(bool[255],uint256)", "2"),
  "a range": where("f(uint8)", "between", [1n, 2n]),
  "a range of one value": where("f(bytes4)", "between", [7n, 7n]),
  "! an empty range": where("f(uint8)", "between", [2n, 1n]),
  "! a range of three": where("f(uint8)", "between", [1n, 2n, 3n]),
  "a range below zero": where("f(int256)", "between", [2n ** 256n - 1n, 1n]),
  "! an empty signed range": where("f(int256)", "between", [1n, 2n ** 256n - 1n]),
  "! a value larger than a word": where("f(uint8)", "one of", [2n ** 256n]),
  "! a value below zero": where("f(int8)", "between", [-1n, 1n]),
  "! a range of bytes": where("f(bytes)", "between", [0n, 1n]),
  "a length of bytes": where("f(bytes)", "length between", [0n, 1n]),
  "! a range of an array": where("f(uint256[2])", "between", [0n, 1n]),
  "! a condition of argument 0": where("f(uint8)", "between", [0n, 1n], "0"),
  "! a condition of an argument that does not exist": where("f(uint8)", "between", [0n, 1n], "2"),
  "! an unknown rule": where("f(uint8)", "below" as "between", [0n, 1n]),
  "255 values": where("f(uint8)", "one of", values(255)),
  "! 256 values": where("f(uint8)", "one of", values(256)),
  "16 conditions": permit("f(uint8)", { conditions: Array(16).fill({ argument: "1", rule: "one of", values: [1n] }) }),
  "! 17 conditions": permit("f(uint8)", {
    conditions: Array(17).fill({ argument: "1", rule: "one of", values: [1n] }),
  }),
  "every limit": limited("f(uint8)", [
    { counted: "calls", max: 9n },
    { counted: "1", max: 2n ** 96n - 1n },
  ]),
  "! more calls than actions": limited("f(uint8)", [{ counted: "calls", max: 10n }]),
  "! a limit of zero": limited("f(uint8)", [{ counted: "calls", max: 0n }]),
  "! a limit above 96 bits": limited("f(uint8)", [{ counted: "1", max: 2n ** 96n }]),
  "! one limit twice": limited("f(uint8)", Array(2).fill({ counted: "calls", max: 1n })),
  "! a limit on an argument that is no amount": limited("f(bytes)", [{ counted: "1", max: 1n }]),
  "! a limit without a period": limited("f()", [{ counted: "calls", max: 1n }], { period: "" }),
  "! a period without a limit": limited("f()", []),
  "! an unknown period": limited("f()", [{ counted: "calls", max: 1n }], { period: "month" as "week" }),
  "the largest value": limited("f()", [{ counted: "value", max: 2n ** 96n - 1n }], { maxValue: 2n ** 96n - 1n }),
  "! value without a limit": permit("f()", { maxValue: 1n }),
  "! value above its limit": limited("f()", [{ counted: "value", max: 1n }], { maxValue: 2n }),
  "! value above 128 bits": limited("f()", [{ counted: "value", max: 1n }], { maxValue: 2n ** 128n }),
  "! a value limit without value": limited("f()", [{ counted: "value", max: 1n }]),
  "a transfer": limited("native transfer", [{ counted: "value", max: 1n }], { maxValue: 1n }),
  "! a transfer of nothing": permit("native transfer"),
  "a policy": policed(65_535 - 17 - 1 - 22),
  "! a policy too long to be encoded": policed(65_536),
  "! more details than can be addressed": {
    permissions: [
      ...policed(65_535).permissions,
      ...permit("f()", { policies: [{ policy: other, config: "0x" }] }).permissions,
    ],
  },
};

describe("a grant that the chain would not enable is not offered for signing", () => {
  test.each(Object.entries(rows))("%s", (what, change) => {
    const grant = { ...plain, ...change };
    if (what.startsWith("!")) expect(() => grantTypedData(exampleModule, grant)).toThrow(InvalidInputError);
    else expect(grantTypedData(exampleModule, grant).message).toBe(grant);
  });
});

test.each<[string, Partial<Grant>]>([
  ["maxActions", { maxActions: 1.5 }],
  ["maxActions", { maxActions: -1 }],
  ["maxSpend", { maxSpend: 2n ** 96n }],
  ["maxSpend", { maxSpend: -1n }],
  ["maxGasWei", { maxGasWei: -1n }],
  ["nonceKey", { nonceKey: 2n ** 192n }],
  ["epoch", { epoch: "0x01" }],
  ["epoch", { epoch: 1 as never }],
  ["window", { validAfter: Number.NaN }],
])("a %s that no field of the contract can hold is named", (what, change) => {
  expect(findGrantFault({ ...plain, ...change }, validator)).toMatchObject({ what });
});

test("of random permissions, exactly those are refused that the chain's rules refuse", () => {
  const seen = { taken: 0, refused: 0 };
  for (let seed = 0; seed < 600; seed++) {
    const { permissions, maxSpend, maxActions } = randomGrant(seed);
    const grant: Grant = { ...plain, permissions, maxSpend, maxActions: Math.max(1, maxActions) };
    const isTaken = isPackable(grant);
    seen[isTaken ? "taken" : "refused"] += 1;
    expect(findGrantFault(grant, validator)?.what, `seed ${seed}`).toBe(isTaken ? undefined : "permissions");
  }
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(150);
});

/** `packRules` does the same as the chain; 1,500 such grants are compared with it (scripts/vectors/writeGrants.ts). */
function isPackable(grant: Grant): boolean {
  try {
    return packRules(grant).startsWith("0x");
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return false;
  }
}
