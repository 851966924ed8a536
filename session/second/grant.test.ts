import { encodeFunctionData, hashTypedData, parseAbi, size } from "viem";
import { describe, expect, test } from "vitest";
import { toPermission } from "./grantTypes";
import { packGrant, unpackGrant } from "./packGrant";
import { findHint, type SessionCall } from "./permits";
import { packRules, sessionId, travellingKey } from "./rules";
import { encodeEnableSignature, encodeRun, encodeUseSignature } from "./signature";
import { randomGrant } from "./testing/randomGrants";
import { grantTypedData, hashGrant } from "./typedData";

const target = "0x1111111111111111111111111111111111111111" as const;
const verifier = "0x2222222222222222222222222222222222222222" as const;
const key = `0x${"ab".repeat(64)}` as const;
const module = { chainId: 31337, validator: verifier, name: "Guestbook" } as const;

function packable(seeds: number) {
  return Array.from({ length: seeds }, (_, seed) => randomGrant(seed)).filter(({ permissions }) =>
    permissions.every(({ period, limits }) => period !== "" || limits.length === 0),
  );
}

test("a packed grant is read back as it was, and says where it ends", () => {
  for (const grant of packable(200)) {
    const { account: _, sessionKey: __, paymaster: ___, nonceKey: ____, ...terms } = grant;
    const packed = packGrant(grant);
    expect(unpackGrant(`${packed}1234`)).toEqual({ terms, end: size(packed) });
  }
});

test("a packed grant that ends too early is refused, wherever it is cut", () => {
  const packed = packGrant({
    ...(packable(1)[0] as ReturnType<typeof randomGrant>),
    permissions: [toPermission(target, "move(bytes)")],
  });
  for (let end = 2; end < packed.length; end += 2) {
    expect(() => unpackGrant(packed.slice(0, end) as `0x${string}`)).toThrowError(/cannot be read/);
  }
});

test("what does not fit is refused before anybody signs", () => {
  const [grant] = packable(1);
  expect(() => packGrant({ ...(grant as never as ReturnType<typeof randomGrant>), maxActions: 70_000 })).toThrowError();
});

test("the digest is that of the typed data, in the deployer's own name", () => {
  const [grant] = packable(1);
  if (!grant) throw new Error("no grant");
  expect(hashGrant(module, grant)).toBe(hashTypedData(grantTypedData(module, grant)));
  expect(hashGrant(module, grant)).not.toBe(hashGrant({ ...module, name: "Other" }, grant));
});

describe("rules", () => {
  const terms = { maxActions: 10, maxSpend: 0n };
  const one = { argument: "1", rule: "one of", values: [5n] } as const;
  const two = { argument: "1", rule: "one of", values: [6n] } as const;

  test("two ways to call one function need a condition each", () => {
    const plain = toPermission(target, "gather(uint256)");
    const [first, second] = [one, two].map((condition) => ({ ...plain, conditions: [condition] }));
    if (!first || !second) throw new Error();
    expect(() => packRules({ ...terms, permissions: [first, plain] })).toThrowError();
    expect(() => packRules({ ...terms, permissions: [first, second] })).not.toThrow();
  });

  test("the id names key, rules, paymaster and lane", () => {
    const session = { sessionKey: `${verifier}${key.slice(2)}` as const, paymaster: target, nonceKey: 7n } as const;
    const id = sessionId(session, "0x01", verifier);
    expect(id).toMatch(/^0x[0-9a-f]{56}00000000$/);
    const others = [
      sessionId(session, "0x02", verifier),
      sessionId({ ...session, nonceKey: 8n }, "0x01", verifier),
      sessionId({ ...session, paymaster: verifier }, "0x01", verifier),
      sessionId(session, "0x01", target),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
    expect(travellingKey(session.sessionKey, verifier)).toBe(key);
    expect(travellingKey(session.sessionKey, target)).toBe(session.sessionKey);
  });
});

describe("the hint of a call is the first rule that allows it", () => {
  const abi = parseAbi(["function pay(address to, uint256 amount)", "function post(string text)"]);
  const pay = (to: `0x${string}`, amount: bigint) => ({
    to: target,
    data: encodeFunctionData({ abi, functionName: "pay", args: [to, amount] }),
  });
  const post = (text: string) => ({
    to: target,
    data: encodeFunctionData({ abi, functionName: "post", args: [text] }),
  });
  const to = (values: bigint[], max: bigint) =>
    toPermission(target, "pay(address,uint256)", {
      conditions: [
        { argument: "1", rule: "one of", values },
        { argument: "2", rule: "between", values: [0n, max] },
      ],
    });
  const grant = {
    permissions: [
      to([BigInt(verifier)], 10n),
      to([BigInt(target)], 100n),
      toPermission(target, "post(string)", {
        conditions: [{ argument: "1", rule: "length between", values: [1n, 5n] }],
      }),
    ],
  };

  test.each<[SessionCall, object]>([
    [pay(verifier, 10n), { hint: 0 }],
    [pay(target, 100n), { hint: 1 }],
    [post("hello"), { hint: 2 }],
  ])("%#", (call, hint) => {
    expect(findHint(grant, call)).toEqual(hint);
  });

  test.each<[SessionCall, string]>([
    [pay(verifier, 11n), "argument"],
    [post("hello!"), "argument"],
    [post(""), "argument"],
    [{ ...post("hello"), value: 1n }, "value"],
    [{ to: target, data: "0x12345678" as const }, "function"],
    [{ to: target }, "function"],
    [{ to: verifier }, "target"],
    [{ to: target, data: post("hello").data.slice(0, 74) as `0x${string}` }, "argument"],
  ])("%# is refused for what is nearest", (call, because) => {
    expect(findHint(grant, call)).toMatchObject({ refusal: { because } });
  });
});

test("signatures carry time, hints, key, signature, and rules or grant", () => {
  const proof = { key, sessionSignature: "0xcc", hints: [1, 2], time: 9 } as const;
  const head = `00000009020102${"40"}${key.slice(2)}01cc`;
  expect(encodeUseSignature(proof, "0xdd")).toBe(`0x00${head}dd`);
  const [grant] = packable(1);
  if (!grant) throw new Error("no grant");
  expect(encodeEnableSignature(proof, grant, "0xee")).toBe(`0x01${head}${packGrant(grant).slice(2)}ee`);
});

test("calls that run together name a target once", () => {
  const call = { to: target, data: "0x12345678" } as const;
  const other = { to: verifier, data: "0x" } as const;
  const head = `8004${target.slice(2)}12345678`;
  expect(encodeRun([call, call, other])).toBe(`0x0645cff4${head}000412345678` + `8000${verifier.slice(2)}`);
});
