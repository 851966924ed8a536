import type { Chain, Client, Hex, JsonRpcAccount, LocalAccount, Transport } from "viem";
import {
  entryPoint08Abi,
  entryPoint08Address,
  getUserOperationHash,
  type SmartAccount,
  toSmartAccount,
} from "viem/account-abstraction";
import { InvalidInputError } from "../errors/errors.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import { readNonce } from "../sessions/readChain.ts";
import { decodeCalls, encodeCalls, type FactoryArgs } from "./calls.ts";
import { encodeEnableSignature, encodeUseSignature, hintCalls, type SignedGrant } from "./operationSignature.ts";

/** What a session account is made of. */
export type ToSessionAccountParameters = {
  /** Reads the chain: whether the account has code, and the nonce if `nonce` does not know it. */
  client: Client<Transport, Chain, JsonRpcAccount | LocalAccount | undefined>;
  signed: SignedGrant;
  signer: SessionSigner;
  /** How the first operation deploys the account. */
  factory: FactoryArgs;
  /** Whether the session is seen enabled on chain; until then each operation carries the grant. */
  isEnabled: () => boolean;
  /** The next nonce of the lane, if the caller keeps count. Default: one request per operation. */
  nonce?: () => bigint | undefined;
};

/**
 * A viem smart account for EntryPoint v0.8 that acts with a session key, for `createBundlerClient` and everything else
 * that accepts a `SmartAccount`. The lane does not need it: it is for developers who send operations themselves.
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
