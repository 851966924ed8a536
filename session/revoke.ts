import type { Address, Hex } from "viem";
import { encodeFunctionData, hashTypedData } from "viem";

import type { Call, FactoryArgs } from "./calls";
import { sessionFunctions } from "./functions";
import { type Grant, type SessionModule, sessionDomain } from "./grant";
import type { Owner } from "./owner";
import { type SessionProof, toSessionId, toSessionProof } from "./sessionId";
import type { SessionSigner } from "./sessionKey";

const revokeTypes = {
  Revoke: [
    { name: "account", type: "address" },
    { name: "session", type: "bytes32" },
  ],
} as const;

const revokeAllTypes = {
  RevokeAll: [
    { name: "account", type: "address" },
    { name: "epoch", type: "bytes32" },
  ],
} as const;

/**
 * Typed data by which one session is revoked, signed by the owner or by the session key itself.
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
 * Typed data by which the owner revokes every session of an account.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param epoch Current epoch of the account; the signature ends with it.
 * @returns EIP-712 typed data with primary type `RevokeAll`.
 */
export function revokeAllTypedData(module: SessionModule, account: Address, epoch: Hex) {
  const domain = sessionDomain(module);
  return { domain, types: revokeAllTypes, primaryType: "RevokeAll", message: { account, epoch } } as const;
}

/** A revocation that anyone may send: no authority is in the sending, all of it in the signature. */
export type Revocation = {
  account: Address;
  session: Hex;
  /** What is in the call data, for relayers that build it themselves. */
  signature: Hex;
  /** Transactions in order; the first deploys the account where the owner's signature needs it to answer. */
  calls: readonly Call[];
};

/**
 * Ends a session by its own key: one tap, no prompt of a wallet, no budget, no lane.
 * @param module Where the grant counts.
 * @param grant The session's.
 * @param signer The session key.
 * @returns What a relayer sends.
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
 * Ends one session by the owner, for example from another device. Works before the session was ever enabled.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param session Id of the session.
 * @param owner The owner.
 * @param factory Given when the account is not deployed: the relayer deploys it first, since it checks the signature.
 * @returns What a relayer sends.
 * @throws OwnerDeclinedError when the owner does not sign.
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
 * Ends every session and every unused grant of an account by the owner, in one step.
 * @param module Chain and address of the validator.
 * @param account The account.
 * @param epoch Current epoch of the account.
 * @param owner The owner.
 * @param factory Given when the account is not deployed.
 * @returns Transactions in order, for a relayer.
 * @throws OwnerDeclinedError when the owner does not sign.
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
