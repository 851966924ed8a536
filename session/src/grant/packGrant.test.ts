import { readFileSync } from "node:fs";
import { concat, type Hex, size } from "viem";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { randomGrant } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type Grant, type Permission, toPermission } from "./grantTypes.ts";
import { packGrant, unpackGrant } from "./packGrant.ts";

const target = "0x1111111111111111111111111111111111111111" as const;
const plain = { ...randomGrant(1), permissions: [toPermission(target, "move(bytes)")] };
const withPermission = (limits: Partial<Permission>) => ({
  ...plain,
  permissions: [toPermission(target, "a()", limits)],
});

/** What can be encoded; limits without a period cannot. */
const isPackable = ({ permissions }: Grant) =>
  permissions.every(({ period, limits }) => period !== "" || limits.length === 0);

test("a packed grant is read back unchanged, and its length is known", () => {
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

test("an unknown number for a word is refused", () => {
  const limits = { period: "week", limits: [{ counted: "calls", max: 1n }] } as const;
  const packed = packGrant(withPermission(limits));
  // After it: one limit, its text of five letters, its number; before it: the period.
  const at = packed.length - 2 * (1 + 1 + 5 + 12);
  expect(packed.slice(at - 2, at)).toBe("03");
  expect(() => unpackGrant(`${packed.slice(0, at - 2)}04${packed.slice(at)}` as Hex)).toThrow(/cannot be read/);
});

const { raw } = JSON.parse(readFileSync(fromRoot("session/vectors/grants.json"), "utf8")) as {
  raw: { name: string; packed: Hex; error: string }[];
};
const seen: Record<string, string> = {
  "a flag that is none": "seen flags 65; wanted below 64",
  "a period that is none": "seen word 4; wanted 0 to 3: session, hour, day, week",
  "a list of conditions without one": "seen 0 conditions; wanted at least 1 after their flag",
  "a rule that is none": "seen word 4; wanted 0 to 3: between, one of, length between, hash one of",
  "a list of policies without one": "seen 0 policies; wanted at least 1 after their flag",
  // Of these the vector has no more than the number.
  "seventeen conditions": "seen 103 bytes; wanted at least 104",
};

test.each(raw)("what the chain's reader refuses is refused: $name", ({ name, packed }) => {
  expect(() => unpackGrant(packed)).toThrow(`This packed grant cannot be read. (${seen[name]})`);
});

test("a target equal to the previous one is not repeated", () => {
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
    ["an unknown period", withPermission({ period: "month" as "week" })],
    ["256 values", withPermission({ conditions: [{ argument: "1", rule: "one of", values: Array(256).fill(1n) }] })],
    ["a negative value", withPermission({ conditions: [{ argument: "1", rule: "one of", values: [-1n] }] })],
    ["a long config", withPermission({ policies: [{ policy: target, config: `0x${"ab".repeat(65_536)}` }] })],
  ])("%s", (_, grant) => {
    expect(() => packGrant(grant)).toThrow(InvalidInputError);
  });
});
