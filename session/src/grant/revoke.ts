import type { Address, Hex } from "viem";
import { encodeFunctionData, hashTypedData } from "viem";
import type { SessionSigner } from "../keys/sessionKey.ts";
import type { Call, FactoryArgs } from "../operation/calls.ts";
import { sessionFunctions } from "../operation/functions.ts";
import type { Owner } from "../owners/owner.ts";
import { type Grant, type SessionModule, sessionDomain } from "./grant.ts";
import { type SessionProof, toSessionId, toSessionProof } from "./sessionId.ts";

/** EIP-712 types of the message that ends one session. */
export const revokeTypes = {
  Revoke: [
    { name: "account", type: "address" },
    { name: "session", type: "bytes32" },
  ],
} as const;

/** EIP-712 types of the message that ends all sessions. */
export const revokeAllTypes = {
  RevokeAll: [
    { name: "account", type: "address" },
    { name: "epoch", type: "bytes32" },
  ],
} as const;

/**
 * Typed data that revokes one session, signed by the owner or by the session key itself.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param session Id of the session.
 * @returns EIP-712 typed data with primary type `Revoke`.
 */
export function revokeTypedData(module: SessionModule, account: Address, session: Hex) {
  const domain = sessionDomain(module);
  return { domain, types: revokeTypes, primaryType: "Revoke", message: { account, session } } as const;
}

/**
 * Typed data with which the owner revokes every session of an account.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param epoch Current epoch of the account; the signature is valid in that epoch only.
 * @returns EIP-712 typed data with primary type `RevokeAll`.
 */
export function revokeAllTypedData(module: SessionModule, account: Address, epoch: Hex) {
  const domain = sessionDomain(module);
  return { domain, types: revokeAllTypes, primaryType: "RevokeAll", message: { account, epoch } } as const;
}

/** A revocation that anyone may send: the signature authorises it, not the sender. */
export type Revocation = {
  account: Address;
  session: Hex;
  /** The contents of the call data, for relayers that build it themselves. */
  signature: Hex;
  /** Transactions in order; the first deploys the account if it must exist to check the owner's signature. */
  calls: readonly Call[];
};

/**
 * Ends a session with its own key: one tap, no wallet prompt, no budget, no lane.
 * @param module Where the grant is valid.
 * @param grant The session's grant.
 * @param signer The session key.
 * @returns The transactions for a relayer.
 */
export async function revokeBySessionKey(
  module: SessionModule,
  grant: Grant,
  signer: SessionSigner,
): Promise<Revocation & SessionProof> {
  const { account } = grant;
  const proof = toSessionProof(grant, module.p256Verifier);
  const { sessionKey, rulesHash, paymaster, nonceKey } = proof;
  const session = toSessionId(proof);
  const signature = await signer.sign(hashTypedData(revokeTypedData(module, account, session)));
  const data = encodeFunctionData({
    abi: sessionFunctions,
    functionName: "revokeBySessionKey",
    args: [account, sessionKey, rulesHash, paymaster, nonceKey, signature],
  });
  return { account, session, ...proof, signature, calls: [{ to: module.validator, data }] };
}

/**
 * The owner ends one session, for example from another device. This also works before the session was enabled.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param session Id of the session.
 * @param owner The owner.
 * @param factory Given if the account is not deployed: the relayer deploys it first, because it checks the signature.
 * @returns The transactions for a relayer.
 * @throws OwnerDeclinedError if the owner does not sign.
 */
export async function revokeByOwner(
  module: SessionModule,
  account: Address,
  session: Hex,
  owner: Owner,
  factory?: FactoryArgs,
): Promise<Revocation> {
  const signature = await owner.signTypedData(revokeTypedData(module, account, session));
  const data = encodeFunctionData({
    abi: sessionFunctions,
    functionName: "revokeByOwner",
    args: [account, session, signature],
  });
  return { account, session, signature, calls: [...deployCalls(factory), { to: module.validator, data }] };
}

/**
 * The owner ends every session and every unused grant of an account, in one step.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param epoch Current epoch of the account.
 * @param owner The owner.
 * @param factory Given if the account is not deployed.
 * @returns Transactions in order, for a relayer.
 * @throws OwnerDeclinedError if the owner does not sign.
 */
export async function revokeAllByOwner(
  module: SessionModule,
  account: Address,
  epoch: Hex,
  owner: Owner,
  factory?: FactoryArgs,
): Promise<readonly Call[]> {
  const signature = await owner.signTypedData(revokeAllTypedData(module, account, epoch));
  const data = encodeFunctionData({
    abi: sessionFunctions,
    functionName: "revokeAllByOwner",
    args: [account, epoch, signature],
  });
  return [...deployCalls(factory), { to: module.validator, data }];
}

function deployCalls(factory: FactoryArgs | undefined): Call[] {
  return factory ? [{ to: factory.factory, data: factory.factoryData }] : [];
}
