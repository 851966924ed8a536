import type { Chain, Client, Hex, JsonRpcAccount, LocalAccount, Transport } from "viem";
import {
  entryPoint08Abi,
  entryPoint08Address,
  getUserOperationHash,
  type SmartAccount,
  toSmartAccount,
} from "viem/account-abstraction";

import { decodeCalls, encodeCalls, type FactoryArgs } from "./calls";
import { InvalidInputError } from "./errors";
import { encodeEnableSignature, encodeUseSignature, hintCalls, type SignedGrant } from "./operationSignature";
import { readNonce } from "./readChain";
import type { SessionSigner } from "./sessionKey";

/** What a session account is made of. */
export type ToSessionAccountParameters = {
  /** Reads the chain: whether the account has code, and the nonce when `nonce` does not know it. */
  client: Client<Transport, Chain, JsonRpcAccount | LocalAccount | undefined>;
  signed: SignedGrant;
  signer: SessionSigner;
  /** How the account is deployed by its first operation. */
  factory: FactoryArgs;
  /** Whether the session is seen enabled on chain; until then each operation carries the grant. */
  isEnabled: () => boolean;
  /** The next nonce of the lane, when the caller keeps count. Default: one look-up per operation. */
  nonce?: () => bigint | undefined;
};

/**
 * A viem smart account for EntryPoint v0.8 that acts by a session key, for `createBundlerClient` and everything else
 * that takes a `SmartAccount`. The lane does not need it: it is for developers who bring their own sending.
 * @param parameters See {@link ToSessionAccountParameters}.
 * @returns The account. `signMessage` and `signTypedData` throw: a session key never signs for the account (ERC-1271).
 */
export async function toSessionAccount(parameters: ToSessionAccountParameters): Promise<SmartAccount> {
  const { client, signed, signer, factory, isEnabled, nonce } = parameters;
  const { account, nonceKey } = signed.grant;
  const sign = (sessionSignature: Hex, callData: Hex) => {
    const calls = decodeCalls(callData);
    if (!calls) throw new InvalidInputError("A session key signs calls of its account only.");
    const proof = { key: signer.key, sessionSignature, ...hintCalls(signed.grant, calls, Date.now() / 1000) };
    return isEnabled() ? encodeUseSignature(proof, signed.grant) : encodeEnableSignature(proof, signed);
  };

  return toSmartAccount({
    client,
    entryPoint: { abi: entryPoint08Abi, address: entryPoint08Address, version: "0.8" },
    getAddress: async () => account,
    getFactoryArgs: async () => factory,
    encodeCalls: async (calls) => encodeCalls(calls),
    getNonce: async () => nonce?.() ?? readNonce(client, account, nonceKey),
    getStubSignature: async (operation) => sign(signer.stubSignature, operation?.callData ?? "0x0645cff4"),
    signMessage: refuseToSign,
    signTypedData: refuseToSign,
    signUserOperation: async ({ chainId = client.chain.id, ...operation }) => {
      const userOpHash = getUserOperationHash({
        chainId,
        entryPointAddress: entryPoint08Address,
        entryPointVersion: "0.8",
        userOperation: { ...operation, sender: account },
      });
      return sign(await signer.sign(userOpHash), operation.callData);
    },
  });
}

async function refuseToSign(): Promise<never> {
  throw new InvalidInputError("A session key signs operations only, never messages.");
}
