import {
  type Address,
  concat,
  domainSeparator,
  hashTypedData,
  keccak256,
  recoverTypedDataAddress,
  size,
  slice,
  zeroAddress,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { exampleModule as module, exampleTarget as target } from "../../test/example.ts";
import { randomGrant } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { FIRST_EPOCH } from "../sessions/readChain.ts";
import {
  type CreateGrantParameters,
  createGrant,
  type Grant,
  grantTypedData,
  hashGrant,
  hashGrantStruct,
  type Permission,
  sessionDomain,
  sessionIdOf,
  sessionModuleOf,
  toGrantTypedData,
  toNonceKey,
} from "./grant.ts";
import { toPermission } from "./grantTypes.ts";
import { toSessionId, toSessionProof } from "./sessionId.ts";

const { validator } = module;
const account = "0x00000000000000000000000000000000000000aa";
const sessionKey = `0x${"12".repeat(84)}` as const;
const permission = toPermission(target, "move(bytes)");
const base: CreateGrantParameters = {
  account,
  sessionKey,
  validator,
  lane: 7,
  epoch: FIRST_EPOCH,
  nowSeconds: 1_000_000.9,
  permissions: [permission],
  maxActions: 5,
  maxGasWei: 9n,
};

test("caps that the module cannot count are refused", () => {
  expect(createGrant({ ...base, maxActions: 65_535, maxGasWei: 2n ** 64n - 1n })).toBeDefined();
  expect(() => createGrant({ ...base, maxActions: 65_536 })).toThrow(InvalidInputError);
  expect(() => createGrant({ ...base, maxGasWei: 2n ** 64n })).toThrow(InvalidInputError);
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
    epoch: `0x${"00".repeat(32)}`,
    permissions: [permission],
  });
});

test.each([
  ["no permission", { permissions: [] }],
  ["no action", { maxActions: 0 }],
  ["no gas", { maxGasWei: 0n }],
  ["a spending cap that no argument counts", { maxSpend: 1n }],
  ["more than an hour", { durationSeconds: 3601 }],
  ["less than the margins", { durationSeconds: 60 }],
  ["a lane beyond 32 bits", { lane: 2 ** 32 }],
  ["a negative lane", { lane: -1 }],
])("a grant with %s is refused before anyone signs", (_, change) => {
  expect(() => createGrant({ ...base, ...change })).toThrow(InvalidInputError);
  expect(() => grantTypedData(module, { ...createGrant(base), permissions: [] })).toThrow(InvalidInputError);
});

test("the lane of the first device is not the validator's default zero", () => {
  expect(toNonceKey(validator, 0) >> 32n).toBe(BigInt(validator));
});

test("the wallet signs the function's text: it is in the typed data, in the deployer's name", async () => {
  const owner = privateKeyToAccount(generatePrivateKey());
  const data = grantTypedData(module, createGrant(base));
  const signature = await owner.signTypedData(data);
  expect(data.message.permissions[0]?.functionSignature).toBe("move(bytes)");
  expect(data.domain).toEqual({ name: "Hourglass", version: "2", chainId: 31337, verifyingContract: validator });
  expect(await recoverTypedDataAddress({ ...data, signature })).toBe(owner.address);
});

test("every field, every part of a permission, and every part of the domain change the digest", () => {
  const grant: Grant = { ...randomGrant(1), permissions: [permission] };
  const full: Permission = {
    ...{ target: zeroAddress, functionSignature: "move(bytes32)", maxValue: 1n, spendArgument: "1", period: "day" },
    limits: [{ counted: "calls", max: 1n }],
    conditions: [{ argument: "1", rule: "one of", values: [1n] }],
    policies: [{ policy: zeroAddress, config: "0x" }],
  };
  const digests = [hashGrant(module, grant)];
  const other = { ...randomGrant(2), maxSpend: grant.maxSpend + 1n, permissions: [permission, permission] };
  for (const field of Object.keys(grant) as (keyof Grant)[]) {
    digests.push(hashGrant(module, { ...grant, [field]: other[field] }));
  }
  for (const field of Object.keys(permission) as (keyof Permission)[]) {
    digests.push(hashGrant(module, { ...grant, permissions: [{ ...permission, [field]: full[field] }] }));
  }
  const inner: Partial<Permission>[] = [
    ...[{ counted: "value" }, { max: 2n }].map((change) => ({
      limits: full.limits.map((it) => ({ ...it, ...change })),
    })),
    ...[{ argument: "2" }, { rule: "between" as const }, { values: [1n, 2n] }].map((change) => ({
      conditions: full.conditions.map((it) => ({ ...it, ...change })),
    })),
    ...[{ policy: target as Address }, { config: "0x00" as const }].map((change) => ({
      policies: full.policies.map((it) => ({ ...it, ...change })),
    })),
    {},
  ];
  digests.push(...inner.map((change) => hashGrant(module, { ...grant, permissions: [{ ...full, ...change }] })));
  digests.push(hashGrant({ ...module, chainId: 2 }, grant));
  digests.push(hashGrant({ ...module, name: "Guestbook" }, grant));
  digests.push(hashGrant({ ...module, validator: zeroAddress }, grant));
  expect(new Set(digests).size).toBe(1 + 11 + 8 + 8 + 3);
  expect(digests[0]).toBe(hashTypedData(toGrantTypedData(module, grant)));
});

test("the verifier is not part of what is signed, but part of the session's id", () => {
  const grant = createGrant({ ...base, sessionKey: `${module.p256Verifier}${"12".repeat(64)}` });
  const elsewhere = { ...module, p256Verifier: zeroAddress };
  expect(hashGrant(elsewhere, grant)).toBe(hashGrant(module, grant));
  expect(sessionIdOf(elsewhere, grant)).not.toBe(sessionIdOf(module, grant));
  expect(sessionIdOf(module, grant)).toBe(toSessionId(toSessionProof(grant, module.p256Verifier)));
  expect([size(sessionIdOf(module, grant)), slice(sessionIdOf(module, grant), 28)]).toEqual([32, "0x00000000"]);
});

test("the digest is the struct hash with the domain's hash before it, as EIP-712 says", () => {
  const grant = createGrant(base);
  const domain = domainSeparator({ domain: sessionDomain(module) });
  expect(hashGrant(module, grant)).toBe(keccak256(concat(["0x1901", domain, hashGrantStruct(grant)])));
});

test("the module is the one in the deployment", () => {
  const { chainId, name, p256Verifier } = module;
  expect(sessionModuleOf({ chainId, name, sessionValidator: validator, p256Verifier })).toEqual(module);
});
