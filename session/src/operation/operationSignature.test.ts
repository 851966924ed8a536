import { concat, type Hex, size, slice, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { exampleTarget as target } from "../../test/example.ts";
import { randomGrant } from "../../test/randomGrants.ts";
import { type Permission, toPermission } from "../grant/grantTypes.ts";
import { packGrant } from "../grant/packGrant.ts";
import { packRules, selectorIn } from "../permissions/rules.ts";
import { decodeSignature, encodeEnableSignature, encodeUseSignature, hintCalls } from "./operationSignature.ts";

const key: Hex = `0x${"ab".repeat(64)}`;
const limits = [{ counted: "calls", max: 1n }];
const permissions: readonly Permission[] = [
  toPermission(target, "move(bytes)"),
  toPermission(target, "gather(uint16)"),
  toPermission(target, "claim()", { period: "session", limits }),
  toPermission(target, "tip()", { period: "day", limits }),
];
const grant = { ...randomGrant(1), maxActions: 9, maxSpend: 0n, permissions };
const proof = { key, sessionSignature: "0xcc" } as const;

describe("a signature carries time, hints, key and session signature", () => {
  const head = concat(["0x00000009", "0x020102", "0x40", key, "0x01cc"]);
  const all = { ...proof, hints: [1, 2], time: 9 };

  test("and the rules", () => {
    expect(encodeUseSignature(all, grant)).toBe(concat(["0x00", head, packRules(grant)]));
  });

  test("or the grant and its owner's signature", () => {
    const signed = { grant, ownerSignature: "0xee" } as const;
    expect(encodeEnableSignature(all, signed)).toBe(concat(["0x01", head, packGrant(grant), "0xee"]));
  });

  test.each([
    [[0], "0x0100"],
    [[2, 2, 2], "0x0102"],
    [[0, 1, 1, 1], "0x020001"],
    [[1, 1, 0], "0x03010100"],
    [[], "0x00"],
  ])("hints %j are as short as possible: calls after the last hint use its rule", (hints, packed) => {
    const signature = encodeUseSignature({ ...proof, hints }, grant);
    expect(signature.startsWith(concat(["0x0000000000", packed as Hex, "0x40", key]))).toBe(true);
  });

  test("a key of another kind keeps its length", () => {
    const signature = encodeUseSignature({ ...proof, key: target, hints: [0] }, grant);
    expect(size(signature)).toBe(1 + 4 + 2 + 21 + 2 + size(packRules(grant)));
  });
});

describe("the hints of calls", () => {
  const calls = permissions.map((permission) => ({ to: target, data: selectorIn(permission) }));
  const call = (index: number) => calls[index] as (typeof calls)[number];

  test("are the indices of their rules", () => {
    expect(hintCalls(grant, [call(1), call(0), call(2)], 1_000.5)).toEqual({ hints: [1, 0, 2] });
  });

  test("come with a whole second if a rule counts in a period", () => {
    expect(hintCalls(grant, [call(0), call(3)], 1_000.9)).toEqual({ hints: [0, 3], time: 1_000 });
  });

  test("name the nearest rule if no rule allows a call: the chain says what is wrong", () => {
    expect(hintCalls(grant, [{ to: zeroAddress }], 1)).toEqual({ hints: [0] });
    expect(hintCalls(grant, [{ ...call(1), value: 1n }], 1)).toEqual({ hints: [1] });
  });
});

describe("a signature is read back", () => {
  const all = { ...proof, hints: [1, 2], time: 9 };
  const use = encodeUseSignature(all, grant);
  const enable = encodeEnableSignature(all, { grant, ownerSignature: "0xee" });

  test("with its rules, or with the contents of its grant", () => {
    expect(decodeSignature(use)).toEqual({ ...all, enables: false, rules: packRules(grant) });
    const { account: _, sessionKey: __, paymaster: ___, nonceKey: ____, ...terms } = grant;
    expect(decodeSignature(enable)).toEqual({ ...all, enables: true, terms, ownerSignature: "0xee" });
  });

  test("unless it has another form", () => {
    const others: Hex[] = ["0x", "0x00", concat(["0x02", slice(use, 1)]), slice(use, 0, 5), slice(use, 0, 40)];
    for (const other of others) expect(decodeSignature(other), other).toBeUndefined();
    const packed = size(enable) - 1;
    for (let end = 1; end < packed; end++) expect(decodeSignature(slice(enable, 0, end)), `${end}`).toBeUndefined();
    expect(decodeSignature(slice(enable, 0, packed))).toMatchObject({ ownerSignature: "0x" });
  });
});
