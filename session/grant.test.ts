import { decodeAbiParameters, hashTypedData, keccak256, recoverTypedDataAddress, slice, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";

import { InvalidInputError } from "./errors";
import {
  type CreateGrantParameters,
  createGrant,
  encodeGrant,
  grantTypedData,
  hashGrant,
  type Permission,
  sessionId,
  toGrantTypedData,
  toNonceKey,
} from "./grant";
import { randomGrant } from "./testing/random";

const validator = "0x00000000000000000000000000000000000000bb";
const module = { chainId: 1, validator } as const;
const target = "0x00000000000000000000000000000000000000cc";
const account = "0x00000000000000000000000000000000000000aa";
const sessionKey = `0x${"12".repeat(84)}` as const;
const permission: Permission = {
  target,
  functionSignature: "move(bytes)",
  maxValue: 0n,
  spendArgument: 0,
  bounds: [],
};
const base: CreateGrantParameters = {
  account,
  sessionKey,
  validator,
  lane: 7,
  epoch: 1,
  nowSeconds: 1_000_000.9,
  permissions: [permission],
  maxActions: 5,
  maxGasWei: 9n,
};

test("caps that the module could not count are refused", () => {
  expect(createGrant({ ...base, maxActions: 65_535, maxGasWei: 2n ** 72n - 1n })).toBeDefined();
  expect(() => createGrant({ ...base, maxActions: 65_536 })).toThrow(InvalidInputError);
  expect(() => createGrant({ ...base, maxGasWei: 2n ** 72n })).toThrow(InvalidInputError);
});

test("a grant has the narrowest defaults and can be used at once, for an hour less the back-dating", () => {
  expect(createGrant(base)).toEqual({
    account,
    sessionKey,
    validAfter: 999_970,
    validUntil: 1_003_570,
    maxActions: 5,
    maxSpend: 0n,
    maxGasWei: 9n,
    paymaster: zeroAddress,
    nonceKey: (BigInt(validator) << 32n) | 7n,
    epoch: 1,
    permissions: [permission],
  });
});

test.each([
  ["no permission", { permissions: [] }],
  ["no action", { maxActions: 0 }],
  ["no gas", { maxGasWei: 0n }],
  ["more than an hour", { durationSeconds: 3601 }],
  ["less than the margins", { durationSeconds: 60 }],
  ["a lane beyond 32 bits", { lane: 2 ** 32 }],
  ["a negative lane", { lane: -1 }],
])("a grant with %s is refused before anyone signs", (_, change) => {
  expect(() => createGrant({ ...base, ...change })).toThrow(InvalidInputError);
});

test("the lane of the first device is not the validator's own zero", () => {
  expect(toNonceKey(validator, 0) >> 32n).toBe(BigInt(validator));
});

test("the wallet signs the words themselves: the function's text is in the typed data", async () => {
  const owner = privateKeyToAccount(generatePrivateKey());
  const data = grantTypedData(module, createGrant(base));
  const signature = await owner.signTypedData(data);
  expect(data.message.permissions[0]?.functionSignature).toBe("move(bytes)");
  expect(await recoverTypedDataAddress({ ...data, signature })).toBe(owner.address);
});

test("every field, the chain and the module change the digest", () => {
  const grant = { ...randomGrant(), permissions: [permission] };
  const digests = new Set([hashGrant(module, grant)]);
  const other = randomGrant();
  for (const field of Object.keys(grant) as (keyof typeof grant)[]) {
    const value = field === "permissions" ? [permission, permission] : other[field];
    digests.add(hashGrant(module, { ...grant, [field]: value }));
  }
  for (const field of ["target", "functionSignature", "maxValue", "spendArgument", "bounds"] as const) {
    const values = {
      ...{ target: zeroAddress, functionSignature: "move(bytes32)", maxValue: 1n, spendArgument: 1 },
      bounds: [{ argument: 1, min: 0n, max: 1n }],
    };
    digests.add(hashGrant(module, { ...grant, permissions: [{ ...permission, [field]: values[field] }] }));
  }
  digests.add(hashGrant({ ...module, chainId: 2 }, grant));
  digests.add(hashGrant({ ...module, validator: zeroAddress }, grant));
  expect(digests.size).toBe(1 + 11 + 5 + 2);
  expect(digests.has(hashTypedData(toGrantTypedData(module, grant)))).toBe(true);
});

test("a session's id is the hash of its key", () => {
  expect(sessionId("0x1234")).toBe(keccak256("0x1234"));
});

test("the grant in a signature is a dynamic tuple, then two byte strings", () => {
  const encoded = encodeGrant(randomGrant(), "0xaabb", "0xcc");
  const [offset] = decodeAbiParameters([{ type: "uint256" }], slice(encoded, 0, 32));
  expect(offset).toBe(96n);
});
