import { createPublicClient, custom, type Hex, size } from "viem";
import { mainnet } from "viem/chains";
import { expect, test } from "vitest";
import { exampleTarget } from "../../test/example.ts";
import { createFakeSession } from "../../test/fakeWorld.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { toSessionAccount } from "./sessionAccount.ts";

/** A client that must not be asked. */
const client = createPublicClient({
  chain: mainnet,
  transport: custom({
    request: async ({ method }: { method: string }) => {
      throw new Error(`unexpected request: ${method}`);
    },
  }),
});

test("a session key never signs a message or typed data for the account", async () => {
  const account = await toSessionAccount({ ...(await createFakeSession()), client, isEnabled: () => true });
  await expect(account.signMessage({ message: "log in" })).rejects.toBeInstanceOf(InvalidInputError);
  const permit = { domain: {}, types: { Permit: [] }, primaryType: "Permit", message: {} } as const;
  await expect(account.signTypedData(permit)).rejects.toBeInstanceOf(InvalidInputError);
  expect(account.sign).toBeUndefined();
});

test("a known nonce is not looked up", async () => {
  const session = await createFakeSession();
  const account = await toSessionAccount({ ...session, client, isEnabled: () => true, nonce: () => 42n });
  expect(await account.getNonce()).toBe(42n);
});

const operationOf = (callData: Hex) => ({
  ...{ nonce: 0n, callData, callGasLimit: 1n, verificationGasLimit: 1n, preVerificationGas: 1n },
  ...{ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, signature: "0x" as Hex },
});

test("stub and signature have the same size, with the grant and without", async () => {
  const session = await createFakeSession();
  for (const isEnabled of [true, false]) {
    const account = await toSessionAccount({ ...session, client, isEnabled: () => isEnabled });
    const calls = [{ to: exampleTarget, data: "0x12345678" }] as const;
    const operation = operationOf(await account.encodeCalls(calls));
    const stub = await account.getStubSignature(operation as never);
    expect(size(await account.signUserOperation(operation))).toBe(size(stub));
    expect(stub.startsWith(isEnabled ? "0x00" : "0x01")).toBe(true);
    // The calls are not known yet: one hint is missing.
    expect(size(await account.getStubSignature())).toBe(size(stub) - 1);
  }
});

test("a session key signs calls of its account, and nothing else", async () => {
  const account = await toSessionAccount({ ...(await createFakeSession()), client, isEnabled: () => true });
  await expect(account.signUserOperation(operationOf("0x12345678"))).rejects.toBeInstanceOf(InvalidInputError);
});
