import { concat, getAddress, type Hex, numberToHex, slice } from "viem";
import { describe, expect, test } from "vitest";
import { randomGrant } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type Condition, type Grant, type Permission, toPermission } from "../grant/grantTypes.ts";
import { toSessionId, toSessionProof, toSigner, travellingKey } from "../grant/sessionId.ts";
import { packRules, readPolicies, selectorIn } from "./rules.ts";

const target = "0x1111111111111111111111111111111111111111" as const;
const verifier = "0x2222222222222222222222222222222222222222" as const;
const key = `0x${"ab".repeat(64)}` as const;
const terms = { maxActions: 10, maxSpend: 0n };
const word = (value: bigint): Hex => numberToHex(BigInt.asUintN(256, value), { size: 32 });

const pack = (...permissions: Permission[]) => packRules({ ...terms, permissions });
const conditioned = (...conditions: Condition[]) => toPermission(target, "gather(uint256)", { conditions });
const one = { argument: "1", rule: "one of", values: [5n] } as const;
const two = { argument: "1", rule: "one of", values: [6n] } as const;

describe("packed rules", () => {
  const selector = (functionSignature: string) => selectorIn({ functionSignature });

  test("for the plain right to call are targets, and a word for each function", () => {
    const rules = pack(
      toPermission(target, "move(bytes)"),
      toPermission(target, "embark()"),
      toPermission(verifier, "move(bytes)"),
    );
    const table = [selector("move(bytes)"), "0x00000000", selector("embark()"), "0x00000000", selector("move(bytes)")];
    expect(rules).toBe(concat(["0x0203", target, verifier, ...(table as Hex[]), "0x01000000"]));
  });

  test("name the word of the amount, counted from one", () => {
    const buy = toPermission(target, "buy(uint8[3],uint256)", { spendArgument: "2" });
    const rules = packRules({ ...terms, maxSpend: 1n, permissions: [buy] });
    expect(slice(rules, 22)).toBe(concat([selector("buy(uint8[3],uint256)"), "0x00040000"]));
  });

  test("have limits, conditions and policies after them", () => {
    const tip = toPermission(target, "tip(uint64,bytes)", {
      ...{ maxValue: 5n, period: "day" },
      limits: [
        { counted: "value", max: 9n },
        { counted: "1", max: 7n },
      ],
      conditions: [{ argument: "2", rule: "length between", values: [1n, 2n] }],
      policies: [{ policy: verifier, config: "0xabcd" }],
    });
    const number = (value: number, size: number) => numberToHex(value, { size });
    expect(slice(pack(tip), 30)).toBe(
      concat([
        ...["0x07" as const, number(5, 16)],
        ...["0x02" as const, "0xffff" as const, number(0, 2), "0xffffffff" as const, number(7, 12), number(9, 12)],
        ...["0x01" as const, "0x03" as const, number(0, 2), "0xffff" as const, number(1, 2), "0x02" as const],
        ...[word(1n), word(2n)],
        ...["0x01" as const, verifier, "0x0002abcd" as const],
      ]),
    );
  });

  test("for a transfer of the native coin have no selector", () => {
    const transfer = toPermission(target, "native transfer", {
      ...{ maxValue: 5n, period: "session", limits: [{ counted: "value", max: 5n }] },
    });
    expect(slice(pack(transfer), 22, 31)).toBe("0x000000000000000109");
  });
});

describe("two ways to call one function", () => {
  test("need a condition each", () => {
    expect(() => pack(conditioned(one), conditioned())).toThrow(InvalidInputError);
    expect(() => pack(conditioned(), conditioned(one))).toThrow(InvalidInputError);
    expect(() => pack(conditioned(), conditioned())).toThrow(InvalidInputError);
    expect(() => pack(conditioned(one), conditioned(two))).not.toThrow();
  });

  test("for two targets are not two ways", () => {
    const other = { ...conditioned(), target: verifier };
    expect(() => pack(conditioned(), other)).not.toThrow();
    expect(() => pack(conditioned(), other, conditioned(one))).toThrow(/twice/);
  });
});

describe("limits must fit their arguments", () => {
  test.each<[string, Permission, RegExp]>([
    ["an argument that is no amount", toPermission(target, "move(bytes)", { spendArgument: "1" }), /no amount/],
    ["an amount beyond the last", toPermission(target, "buy(uint256,uint256)", { spendArgument: "3" }), /no argument/],
    ["a signed amount", toPermission(target, "buy(int256)", { spendArgument: "1" }), /no amount/],
    ["a range of bytes", conditionOf("move(bytes)", "between", 0n, 1n), /cannot be/],
    ["an empty range", conditionOf("buy(uint256)", "between", 2n, 1n), /nothing is/],
    ["an empty signed range", conditionOf("level(int8)", "between", 1n, 2n ** 256n - 1n), /nothing is/],
    ["half a range", conditionOf("buy(uint256)", "between", 2n), /nothing is/],
    ["an empty list", conditionOf("buy(uint256)", "one of"), /nothing is/],
    ["the length of a word", conditionOf("buy(uint256)", "length between", 0n, 1n), /cannot be/],
    ["the hash of what has many encodings", conditionOf("post(string[])", "hash one of", 1n), /cannot be/],
  ])("%s is refused", (_, permission, reason) => {
    expect(() => packRules({ ...terms, maxSpend: 1n, permissions: [permission] })).toThrow(reason);
  });

  test.each([
    ["a signed range", conditionOf("level(int8)", "between", 2n ** 256n - 1n, 1n)],
    ["a length", conditionOf("post(string[])", "length between", 0n, 1n)],
    ["a hash", conditionOf("post(bytes32[])", "hash one of", 1n)],
  ])("%s is accepted", (_, permission) => {
    expect(() => pack(permission)).not.toThrow();
  });
});

function conditionOf(functionSignature: string, rule: Condition["rule"], ...values: bigint[]): Permission {
  return toPermission(target, functionSignature, { conditions: [{ argument: "1", rule, values }] });
}

describe("a session's id", () => {
  const session = { ...terms, sessionKey: concat([verifier, key]), paymaster: target, nonceKey: 7n };
  const permissions = [toPermission(target, "move(bytes)")];
  const idOf = (change: object = {}, p256Verifier: Hex = verifier) =>
    toSessionId(toSessionProof({ ...session, permissions, ...change }, p256Verifier));

  test("depends on key, rules, paymaster and lane", () => {
    expect(idOf()).toMatch(/^0x[0-9a-f]{56}00000000$/);
    const others = [
      idOf({ permissions: [...permissions, ...permissions.map((each) => ({ ...each, target: verifier }))] }),
      idOf({ nonceKey: 8n }),
      idOf({ paymaster: verifier }),
      idOf({ sessionKey: concat([verifier, `0x${"ac".repeat(64)}`]) }),
      idOf({}, target),
    ];
    expect(new Set([idOf(), ...others]).size).toBe(6);
  });

  test("does not depend on caps: the rules are the same, and the chain counts", () => {
    expect(idOf({ maxActions: 11 })).toBe(idOf());
  });
});

test("a key is encoded without the address of the module's own verifier, and only of that one", () => {
  const sessionKey = concat([verifier, key]);
  expect(travellingKey(sessionKey, verifier)).toBe(key);
  expect(travellingKey(sessionKey, target)).toBe(sessionKey);
  expect(travellingKey(verifier, verifier)).toBe(verifier);
  for (const signer of [sessionKey, verifier, concat([target, key])]) {
    expect(toSigner(travellingKey(signer, verifier), verifier)).toBe(signer);
  }
});

test("policies can be read from rules", () => {
  for (let seed = 0; seed < 300; seed++) {
    const grant = randomGrant(seed);
    const policies = grant.permissions.flatMap((permission) => permission.policies.map(({ policy }) => policy));
    const rules = packOrNothing(grant);
    if (rules) expect(readPolicies(rules), `seed ${seed}`).toEqual(policies);
  }
  const checksummed = getAddress(`0x${"ab".repeat(20)}`);
  const policed = toPermission(target, "a()", { policies: [{ policy: checksummed, config: "0x" }] });
  expect(readPolicies(pack(policed))).toEqual([checksummed.toLowerCase()]);
});

function packOrNothing(grant: Grant): Hex | undefined {
  try {
    return packRules(grant);
  } catch {
    return undefined;
  }
}
