import { playerAccountFactoryAbi } from "@hourglass/session/abis";
import {
  encodeEnableSignature,
  encodeUseSignature,
  FIRST_EPOCH,
  type Grant,
  grantTypedData,
  type OperationProof,
  type Policy,
  sessionModuleOf,
  toPermission,
  travellingKey,
} from "@hourglass/session/core";
import {
  type Address,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  numberToHex,
  type PublicClient,
  zeroAddress,
} from "viem";
import { getUserOperationHash, type UserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeEach, describe, expect, test } from "vitest";
import { noneAlso } from "@/app/_env/bundlerAlso";
import { randomGrant } from "@/session/test/randomGrants";
import { exampleDeployment as world } from "../testDeployment";
import { parseOperation } from "./operation";
import { createPolicy } from "./policy";
import { requirePolicy } from "./requirePolicy";

const exampleNow = 1_800_000_000;
const at = (last: number): Address => numberToHex(0xdef000 + last, { size: 20 });
const stranger = at(1);
const key = privateKeyToAccount(generatePrivateKey());
const p256Key: Hex = `${world.p256Verifier}${"0c".repeat(64)}`;
const evilKey: Hex = `${stranger}${"0c".repeat(64)}`;
const cloneOf = (implementation: Address): Hex =>
  `0x363d3d373d3d3d363d73${implementation.slice(2)}5af43d82803e903d91602b57fd5bf3${"99".repeat(20)}`;

/** The chain's state, by address: code, and who owns an account. */
let code: Record<Address, Hex>;
let owners: Record<Address, Hex>;
let asked: number;
let fresh = 0;
/** Each test has its own account, because known accounts are remembered. */
let account: Address;

beforeEach(() => {
  account = at(1_000 + fresh++);
  code = { [account]: cloneOf(world.playerAccountImplementation) };
  owners = { [account]: key.address };
  asked = 0;
});

const chain = {
  getCode: async ({ address }: { address: Address }) => {
    asked += 1;
    return code[address.toLowerCase() as Address];
  },
  readContract: async ({ address }: { address: Address }) => {
    asked += 1;
    return owners[address];
  },
} as unknown as PublicClient;

const sessionLane = (sequence = 0n) => numberToHex((BigInt(world.sessionValidator) << 96n) + sequence);
const proofBy = (sessionKey: Hex): OperationProof => ({
  ...{ key: travellingKey(sessionKey, world.p256Verifier), sessionSignature: "0xaa", hints: [0] },
});
/** A grant that the account's owner may sign, for the lane and the paymaster that {@link check} uses. */
const grantTo = (sessionKey: Hex, policies: readonly Policy[] = []): Grant => ({
  ...{ account, sessionKey, validAfter: exampleNow, validUntil: exampleNow + 3600, maxActions: 9, maxSpend: 0n },
  ...{ maxGasWei: 1n, paymaster: zeroAddress, nonceKey: BigInt(sessionLane()) >> 64n, epoch: FIRST_EPOCH },
  permissions: [toPermission(stranger, "embark()"), toPermission(stranger, "move(bytes)", { policies })],
});
const playBy = (sessionKey: Hex, policies?: readonly Policy[]) => ({
  signature: encodeUseSignature(proofBy(sessionKey), grantTo(sessionKey, policies)),
});

function tryOut<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

async function check(changes: object, also: Partial<typeof noneAlso> = {}, isDraft = false): Promise<void> {
  const operation = {
    ...{ sender: account, nonce: sessionLane(), callData: "0x", ...playBy(p256Key) },
    ...{ callGasLimit: "0x1", verificationGasLimit: "0x1", preVerificationGas: "0x1" },
    ...{ maxFeePerGas: "0x1", maxPriorityFeePerGas: "0x1" },
    ...changes,
  };
  const call = {
    jsonrpc: "2.0" as const,
    id: 1,
    method: "eth_sendUserOperation",
    params: [operation, world.entryPoint],
  };
  const policy = createPolicy(world, { ...noneAlso, ...also });
  await requirePolicy({ chain, deployment: world, policy }, parseOperation(call, world.entryPoint, isDraft), isDraft);
}

describe("operations that are sent", () => {
  test("those of this world's accounts, and the chain is asked only for the first", async () => {
    await check({});
    expect(asked).toBe(1);
    await check({ paymaster: world.sessionPaymaster, paymasterData: "0x12" });
    expect(asked).toBe(1);
  });

  test.each<[string, () => object, object]>([
    ["an account of no known kind", () => ({ sender: stranger }), {}],
    ["a clone of something else", () => ({ sender: stranger }), { code: cloneOf(at(2)) }],
    ["an account of EIP-7702", () => ({ sender: stranger }), { code: `0xef0100${at(2).slice(2)}` }],
    [
      "code that begins like ours but differs later",
      () => ({ sender: stranger }),
      { code: `0x363d3d373d3d3d363d73${"00".repeat(35)}` },
    ],
    ["a foreign factory", () => ({ factory: stranger, factoryData: "0x" }), {}],
    ["a foreign paymaster", () => ({ paymaster: stranger, paymasterData: "0x" }), {}],
    ["a foreign module", () => ({ nonce: numberToHex(BigInt(stranger) << 96n) }), {}],
  ])("not those of %s", async (_, changes, there) => {
    if ("code" in there) code[stranger] = there.code as Hex;
    await expect(check(changes())).rejects.toMatchObject({ code: -32502, data: { part: "bundler" } });
    // An estimate is refused too: it would be simulated for nothing.
    await expect(check(changes(), {}, true)).rejects.toMatchObject({ code: -32502 });
  });

  test("another world's, if the environment allows them", async () => {
    code[stranger] = cloneOf(at(2));
    await check({ sender: stranger }, { account: [at(2)] });
    await check({ factory: at(3), factoryData: "0x", sender: at(4) }, { factory: [at(3)] });
    await check({ paymaster: at(5), paymasterData: "0x" }, { paymaster: [at(5)] });
    await check({ nonce: numberToHex(BigInt(at(6)) << 96n), sender: stranger }, { account: [at(2)], module: [at(6)] });
  });

  test.each([
    { eip7702Auth: { address: stranger } },
    { initCode: "0x" },
    { aggregator: stranger },
    { signature: `0x${"00".repeat(33_000)}` },
    { nonce: "0x" },
  ])("none with a field that does not belong to an operation: %#", async (changes) => {
    await expect(check(changes)).rejects.toMatchObject({ code: -32602 });
  });
});

describe("contracts that may verify a signature", () => {
  const ownerLane = { nonce: "0x0", signature: `0x${"11".repeat(65)}` };
  const sign = (sender: Address, changes: object) => {
    const operation = {
      ...{ sender, nonce: 0n, callData: "0x", signature: "0x" },
      ...{
        callGasLimit: 1n,
        verificationGasLimit: 1n,
        preVerificationGas: 1n,
        maxFeePerGas: 1n,
        maxPriorityFeePerGas: 1n,
      },
      ...changes,
    };
    const hash = getUserOperationHash({
      ...{ chainId: 31337, entryPointAddress: world.entryPoint, entryPointVersion: "0.8" },
      userOperation: operation as UserOperation<"0.8">,
    });
    return key.sign({ hash });
  };

  test("for a session key: an address or our verifiers, and no other contract", async () => {
    await check(playBy(stranger));
    await expect(check(playBy(evilKey))).rejects.toMatchObject({ code: -32502 });
    await check(playBy(evilKey), { signer: [stranger] });
  });

  test("for an owner: a key or a passkey, and no contract that decides for itself", async () => {
    await check(ownerLane);
    owners[account] = p256Key;
    await check(ownerLane);
    owners[account] = evilKey;
    await expect(check(ownerLane)).rejects.toMatchObject({ code: -32502, data: { seen: expect.any(String) } });
    owners[account] = stranger;
    code[stranger] = "0x6001";
    await expect(check(ownerLane)).rejects.toMatchObject({ code: -32502 });
    await check(ownerLane, { signer: [stranger] });
    // An estimate asks nobody: nothing is signed yet.
    await check(ownerLane, {}, true);
  });

  test("for a wallet with EIP-7702 code: its key, so the code is not called", async () => {
    code[key.address.toLowerCase() as Address] = `0xef0100${stranger.slice(2)}`;
    await expect(check(ownerLane)).rejects.toMatchObject({ code: -32502 });
    await check({ ...ownerLane, signature: await sign(account, {}) });
    await check(ownerLane, { signer: [stranger] });
  });

  test("for a new account: the owner given to the factory, and the owner and key of a grant", async () => {
    const create = (owner: Hex) => ({
      factory: world.playerAccountFactory,
      factoryData: encodeFunctionData({
        abi: playerAccountFactoryAbi,
        functionName: "createAccount",
        args: [owner, numberToHex(0, { size: 32 })],
      }),
    });
    await check({ ...ownerLane, ...create(p256Key) });
    await expect(check({ ...ownerLane, ...create(evilKey) })).rejects.toMatchObject({ code: -32502 });
    await expect(check({ ...ownerLane, ...create(p256Key), factoryData: "0x12" })).rejects.toMatchObject({
      code: -32602,
    });

    const paid = { paymaster: world.sessionPaymaster, paymasterData: "0x" };
    const sign = (grant: Grant) => key.sign({ hash: hashTypedData(grantTypedData(sessionModuleOf(world), grant)) });
    code[key.address.toLowerCase() as Address] = "0x6001";
    const grant = grantTo(p256Key);
    await check(enableBy(grant, await sign(grant)));
    await expect(check(enableBy(grant, "0x1234"))).rejects.toMatchObject({ code: -32502 });
    // The signature covers the payer too, which is in the operation.
    await expect(check({ ...enableBy(grant, await sign(grant)), ...paid })).rejects.toMatchObject({ code: -32502 });
    const sponsored = { ...grant, paymaster: world.sessionPaymaster };
    await check({ ...enableBy(sponsored, await sign(sponsored)), ...paid });
    owners[account] = p256Key;
    await check(enableBy(grant, "0x1234"));
    await expect(check(enableBy(grantTo(evilKey), "0x1234"))).rejects.toMatchObject({ code: -32502 });
  });

  const enableBy = (grant: Grant, ownerSignature: Hex) => ({
    signature: encodeEnableSignature(proofBy(grant.sessionKey), { grant, ownerSignature }),
  });

  test("policies on the environment's list, in a grant and in a session's rules, and no other", async () => {
    const asking: Policy[] = [{ policy: at(7), config: "0x12" }];
    owners[account] = p256Key;
    for (const operation of [playBy(p256Key, asking), enableBy(grantTo(p256Key, asking), "0x1234")]) {
      await expect(check(operation)).rejects.toMatchObject({ code: -32502, data: { seen: `"${at(7)}"` } });
      await expect(check(operation, { signer: [at(7)], policy: [at(8)] })).rejects.toMatchObject({ code: -32502 });
      await check(operation, { policy: [at(7)] });
    }
    const two: Policy[] = [...asking, { policy: at(8), config: "0x" }];
    for (const operation of [playBy(p256Key, two), enableBy(grantTo(p256Key, two), "0x1234")]) {
      await expect(check(operation, { policy: [at(7)] })).rejects.toMatchObject({ data: { seen: `"${at(8)}"` } });
      await check(operation, { policy: [at(7), at(8)] });
    }
  });

  test("every policy is found, wherever it is among limits, conditions and other policies", async () => {
    let found = 0;
    for (let seed = 1; seed < 400; seed++) {
      const { permissions, maxActions, maxSpend } = randomGrant(seed);
      const grant = { ...grantTo(p256Key), permissions, maxActions, maxSpend };
      // Both the chain and the kit refuse about half of them.
      const signature = tryOut(() => encodeUseSignature(proofBy(p256Key), grant));
      const policies = permissions.flatMap((each) => each.policies.map(({ policy }) => policy));
      if (!signature || policies.length === 0) continue;
      found += 1;
      await check({ signature }, { policy: policies });
      for (const left of policies) {
        const others = policies.filter((policy) => policy !== left);
        await expect(check({ signature }, { policy: others })).rejects.toMatchObject({ data: { seen: `"${left}"` } });
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  const head = `00000000${"00"}40${"0c".repeat(64)}01aa`;
  // One target and one rule, whose details say that policies follow the value.
  const policed = `0101${"0e".repeat(20)}${"0f".repeat(8)}04${"00".repeat(16)}`;
  test.each([
    ...["0x", "0x00", "0x0000", "0x01", "0x01ff"].map((short) => [short, short]),
    ["another kind", `0x02${head}`],
    ["a signature that ends before its key", "0x000000000000"],
    ["a signature without rules", `0x00${head}`],
    ["rules that end within their head", `0x00${head}01`],
    ["rules that end before their policies", `0x00${head}${policed}`],
    ["rules that end within a policy", `0x00${head}${policed}01ffff`],
    ["no grant", `0x01${head}`],
    ["a grant that ends early", `0x01${head}0102`],
  ])("nobody, in %s", async (_, signature) => {
    await expect(check({ signature })).rejects.toMatchObject({ code: -32602 });
  });
});
