import { type Address, encodeFunctionData, type Hex, hashTypedData, numberToHex, type PublicClient } from "viem";
import { getUserOperationHash, type UserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { beforeEach, describe, expect, test } from "vitest";

import { noneAlso } from "@/app/_env/bundlerAlso";
import { playerAccountFactoryAbi } from "@/session/generated/abis";
import { type Grant, grantTypedData } from "@/session/grant";
import { encodeEnableSignature, encodeUseSignature } from "@/session/operationSignature";
import { exampleGrant, exampleDeployment as world } from "../sponsor/example";
import { parseOperation } from "./operation";
import { createPolicy } from "./policy";
import { requirePolicy } from "./requirePolicy";

const at = (last: number): Address => numberToHex(0xdef000 + last, { size: 20 });
const stranger = at(1);
const key = privateKeyToAccount(generatePrivateKey());
const p256Key: Hex = `${world.p256Verifier}${"0c".repeat(64)}`;
const evilKey: Hex = `${stranger}${"0c".repeat(64)}`;
const cloneOf = (implementation: Address): Hex =>
  `0x363d3d373d3d3d363d73${implementation.slice(2)}5af43d82803e903d91602b57fd5bf3${"99".repeat(20)}`;

/** What stands on the chain, by address: code, and who owns an account. */
let code: Record<Address, Hex>;
let owners: Record<Address, Hex>;
let asked: number;
let fresh = 0;
/** Each test has an account of its own: that one is ours is remembered. */
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
const used = encodeUseSignature(p256Key, "0xaa");

async function check(changes: object, also: Partial<typeof noneAlso> = {}, isDraft = false): Promise<void> {
  const operation = {
    ...{ sender: account, nonce: sessionLane(), callData: "0x", signature: used },
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

describe("whose operations are sent", () => {
  test("those of this world's accounts, and after the first one nothing is asked", async () => {
    await check({});
    expect(asked).toBe(1);
    await check({ paymaster: world.sessionPaymaster, paymasterData: "0x12" });
    expect(asked).toBe(1);
  });

  test.each<[string, () => object, object]>([
    ["an account that nobody here made", () => ({ sender: stranger }), {}],
    ["a clone of something else", () => ({ sender: stranger }), { code: cloneOf(at(2)) }],
    ["an account of EIP-7702", () => ({ sender: stranger }), { code: `0xef0100${at(2).slice(2)}` }],
    [
      "code that only begins like ours",
      () => ({ sender: stranger }),
      { code: `0x363d3d373d3d3d363d73${"00".repeat(35)}` },
    ],
    ["a foreign factory", () => ({ factory: stranger, factoryData: "0x" }), {}],
    ["a foreign paymaster", () => ({ paymaster: stranger, paymasterData: "0x" }), {}],
    ["a foreign module", () => ({ nonce: numberToHex(BigInt(stranger) << 96n) }), {}],
  ])("not those of %s", async (_, changes, there) => {
    if ("code" in there) code[stranger] = there.code as Hex;
    await expect(check(changes())).rejects.toMatchObject({ code: -32502, data: { part: "bundler" } });
    // An estimate is refused too: it is simulated, for nothing.
    await expect(check(changes(), {}, true)).rejects.toMatchObject({ code: -32502 });
  });

  test("another world's by a line of the environment", async () => {
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
  ])("nothing with a field that is not an operation's: %#", async (changes) => {
    await expect(check(changes)).rejects.toMatchObject({ code: -32602 });
  });
});

describe("who may be asked whether it signed", () => {
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

  test("a session key that is an address or of our verifiers, and no other contract", async () => {
    await check({ signature: encodeUseSignature(stranger, "0xaa") });
    await expect(check({ signature: encodeUseSignature(evilKey, "0xaa") })).rejects.toMatchObject({ code: -32502 });
    await check({ signature: encodeUseSignature(evilKey, "0xaa") }, { signer: [stranger] });
  });

  test("an owner that is a key or a passkey, and no contract that decides for itself", async () => {
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

  test("a wallet with code of EIP-7702 where its key signed, so that the code is not asked", async () => {
    code[key.address.toLowerCase() as Address] = `0xef0100${stranger.slice(2)}`;
    await expect(check(ownerLane)).rejects.toMatchObject({ code: -32502 });
    await check({ ...ownerLane, signature: await sign(account, {}) });
    await check(ownerLane, { signer: [stranger] });
  });

  test("the owner that a factory will give, and the owner and the key of a grant", async () => {
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

    const grant = { ...exampleGrant, account, sessionKey: p256Key, maxSpend: 0n, maxGasWei: 1n } as unknown as Grant;
    const step = { target: stranger, functionSignature: "move(bytes)", maxValue: 0n, spendArgument: 0, bounds: [] };
    const signed = { ...grant, nonceKey: BigInt(grant.nonceKey), permissions: [step] };
    const digest = hashTypedData(grantTypedData({ chainId: 31337, validator: world.sessionValidator }, signed));
    const enable = (changes: object, ownerSignature: Hex) => ({
      signature: encodeEnableSignature({ grant: { ...signed, ...changes }, ownerSignature }, "0xbb"),
    });
    code[key.address.toLowerCase() as Address] = "0x6001";
    await check(enable({}, await key.sign({ hash: digest })));
    await expect(check(enable({}, "0x1234"))).rejects.toMatchObject({ code: -32502 });
    owners[account] = p256Key;
    await check(enable({}, "0x1234"));
    await expect(check(enable({ sessionKey: evilKey }, "0x1234"))).rejects.toMatchObject({ code: -32502 });
  });

  test.each(["0x", "0x00", "0x0000", "0x0054aa", "0x01", "0x01ff", "0x02aa"])("nobody, in %s", async (signature) => {
    await expect(check({ signature })).rejects.toMatchObject({ code: -32602 });
  });
});
