import { concat, type Hex, size } from "viem";
import { describe, expect, test } from "vitest";

import { InvalidInputError } from "./errors";
import { type Grant, type Permission, toPermission } from "./grantTypes";
import { packGrant, unpackGrant } from "./packGrant";
import { randomGrant } from "./testing/randomGrants";

const target = "0x1111111111111111111111111111111111111111" as const;
const plain = { ...randomGrant(1), permissions: [toPermission(target, "move(bytes)")] };
const withPermission = (limits: Partial<Permission>) => ({
  ...plain,
  permissions: [toPermission(target, "a()", limits)],
});

/** What can be written down: limits without a period cannot. */
const isPackable = ({ permissions }: Grant) =>
  permissions.every(({ period, limits }) => period !== "" || limits.length === 0);

test("a packed grant is read back as it was, and says where it ends", () => {
  const grants = Array.from({ length: 200 }, (_, seed) => randomGrant(seed)).filter(isPackable);
  expect(grants.length).toBeGreaterThan(150);
  for (const grant of grants) {
    const { account: _, sessionKey: __, paymaster: ___, nonceKey: ____, ...terms } = grant;
    const packed = packGrant(grant);
    expect(unpackGrant(concat([packed, "0x1234"]))).toEqual({ terms, end: size(packed) });
  }
});

test("a packed grant that ends too early is refused, wherever it is cut", () => {
  const packed = packGrant(plain);
  for (let end = 2; end < packed.length; end += 2) {
    expect(() => unpackGrant(packed.slice(0, end) as Hex)).toThrow(/cannot be read/);
  }
});

test("a word that is in no list is refused", () => {
  const limits = { period: "week", limits: [{ counted: "calls", max: 1n }] } as const;
  const packed = packGrant(withPermission(limits));
  // Behind: one limit, its text of five letters, its number; before: the period.
  const at = packed.length - 2 * (1 + 1 + 5 + 12);
  expect(packed.slice(at - 2, at)).toBe("03");
  expect(() => unpackGrant(`${packed.slice(0, at - 2)}04${packed.slice(at)}` as Hex)).toThrow(/cannot be read/);
});

test("a target that is the one before it is not repeated", () => {
  const twice = { ...plain, permissions: [...plain.permissions, toPermission(target, "embark()")] };
  expect(size(packGrant(twice)) - size(packGrant(plain))).toBe(2 + "embark()".length);
});

describe("what does not fit is refused before anybody signs", () => {
  test.each<[string, Grant]>([
    ["actions", { ...plain, maxActions: 65_536 }],
    ["a negative number", { ...plain, maxSpend: -1n }],
    ["spending", { ...plain, maxSpend: 2n ** 96n }],
    ["gas", { ...plain, maxGasWei: 2n ** 64n }],
    ["an end", { ...plain, validUntil: 2 ** 48 }],
    ["256 permissions", { ...plain, permissions: Array(256).fill(plain.permissions[0]) }],
    ["a long text", { ...plain, permissions: [toPermission(target, `f${"x".repeat(254)}()`)] }],
    ["value", withPermission({ maxValue: 2n ** 128n })],
    ["a limit", withPermission({ period: "day", limits: [{ counted: "calls", max: 2n ** 96n }] })],
    ["a limit without a period", withPermission({ limits: [{ counted: "calls", max: 1n }] })],
    ["a period that there is not", withPermission({ period: "month" as "week" })],
    ["256 values", withPermission({ conditions: [{ argument: "1", rule: "one of", values: Array(256).fill(1n) }] })],
    ["a negative value", withPermission({ conditions: [{ argument: "1", rule: "one of", values: [-1n] }] })],
    ["a long config", withPermission({ policies: [{ policy: target, config: `0x${"ab".repeat(65_536)}` }] })],
  ])("%s", (_, grant) => {
    expect(() => packGrant(grant)).toThrow(InvalidInputError);
  });
});
