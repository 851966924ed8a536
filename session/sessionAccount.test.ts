import { createPublicClient, custom, type Hex, size } from "viem";
import { mainnet } from "viem/chains";
import { expect, test } from "vitest";

import { InvalidInputError } from "./errors";
import { toSessionAccount } from "./sessionAccount";
import { createFakeSession } from "./testing/fakeWorld";

/** A client that must not be asked. */
const client = createPublicClient({
  chain: mainnet,
  transport: custom({
    request: async ({ method }: { method: string }) => {
      throw new Error(`asked for ${method}`);
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

test("stub and signature have the same size, with the grant and without", async () => {
  const session = await createFakeSession();
  const empty: Hex = "0x";
  const operation = {
    ...{ nonce: 0n, callData: empty, callGasLimit: 1n, verificationGasLimit: 1n, preVerificationGas: 1n },
    ...{ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, signature: empty },
  };
  for (const isEnabled of [true, false]) {
    const account = await toSessionAccount({ ...session, client, isEnabled: () => isEnabled });
    const stub = await account.getStubSignature();
    expect(size(await account.signUserOperation(operation))).toBe(size(stub));
    expect(stub.startsWith(isEnabled ? "0x00" : "0x01")).toBe(true);
  }
});
