import type { Address, Hex } from "viem";
import {
  concat,
  encodeAbiParameters,
  hashTypedData,
  keccak256,
  numberToHex,
  parseAbiParameters,
  size,
  slice,
  zeroAddress,
} from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { revokeAllTypedData, revokeTypedData } from "../../grant/revoke.ts";
import { type SessionProof, toSessionId, toSigner } from "../../grant/sessionId.ts";
import { readMaxCost } from "../../operation/operation.ts";
import { decodeSignature } from "../../operation/operationSignature.ts";
import type { Operation } from "../../operation/operationType.ts";
import { FIRST_EPOCH, numberOfEpoch } from "../../sessions/readChain.ts";
import { isSignedByOwner } from "./account.ts";
import { checkCalls } from "./callCheck.ts";
import type { Validity } from "./counter.ts";
import { enableSession } from "./enableSession.ts";
import { readSessionCalls } from "./execution.ts";
import { emit, Revert, revert } from "./revert.ts";
import { epochOf, keyOf, type State, type StoredSession, type Transaction } from "./state.ts";
import { isSignedBy } from "./verifySignature.ts";

// Does the same as `SessionValidator.sol` and `Sessions.sol`.

/** What account or paymaster say about an operation: whether it is signed, and when it is valid. */
export type ValidationData = { isSigned: boolean } & Validity;

const NOTHING: StoredSession = {
  ...{ permissions: [], isEnded: false, epoch: 0, note: 0, validUntil: 0 },
  ...{ actionsLeft: 0n, spendLeft: 0n, gasLeftWei: 0n },
};

/** Like `sessionOf`, also for sessions that nobody enabled or ended. */
export function sessionOf(state: State, account: Address, session: Hex): StoredSession & { isLive: boolean } {
  const stored = state.sessions.get(keyOf(account, session)) ?? NOTHING;
  const isOfEpoch = stored.epoch === numberOfEpoch(epochOf(state, account));
  return { ...stored, isLive: stored !== NOTHING && !stored.isEnded && isOfEpoch };
}

/**
 * Checks an operation against its session and counts it.
 * @param tx Is written to.
 * @param operation An operation whose nonce names this module.
 * @param hash Its `userOpHash`.
 * @returns A wrong signature takes the same path as a right one.
 * @throws Revert with the error of the broken rule.
 */
export async function validateSession(tx: Transaction, operation: Operation, hash: Hex): Promise<ValidationData> {
  const { module } = tx.contracts;
  const { sender: account, signature, nonce, paymaster = zeroAddress } = operation;
  const proof = decodeSignature(signature);
  if (!proof) return refuseSignature(signature);
  const { key, sessionSignature, hints, time } = proof;
  const isKeys = await isSignedBy(tx.contracts, toSigner(key, module.p256Verifier), hash, sessionSignature);
  const nonceKey = nonce >> 64n;
  const begun = proof.enables
    ? await enableSession(tx, { account, paymaster, nonceKey }, key, proof)
    : { session: toSessionId({ sessionKey: key, rulesHash: keccak256(proof.rules), paymaster, nonceKey }) };
  const { session, validAfter, isOwners } = { validAfter: 0, isOwners: true, ...begun };
  const stands = sessionOf(tx.state, account, session);
  if (!stands.isLive) revert("SessionNotLive", [session]);
  if (hints.length === 0) revert("HintMissing", []);
  const { permissions } = stands;
  const validity = { validAfter: BigInt(validAfter), validUntil: BigInt(stands.validUntil) };
  const check = { account, session, permissions, hints, time, validity };
  const authorised = checkCalls(tx, check, readSessionCalls(operation.callData));
  const maxCost = readMaxCost(operation);
  const left = take(stands, authorised.actions, authorised.spend, maxCost);
  tx.state.sessions.set(keyOf(account, session), left);
  if (paymaster !== zeroAddress) tx.credit = { account, payer: paymaster, hash, maxCost, session, note: left.note };
  return { isSigned: isKeys && isOwners, ...authorised.validity };
}

function refuseSignature(signature: Hex): never {
  const kind = size(signature) > 0 ? slice(signature, 0, 1) : "0x00";
  if (size(signature) <= 5 || (kind !== "0x00" && kind !== "0x01")) {
    revert("SignatureMalformed", [BigInt(size(signature))]);
  }
  // It ends too early, or its grant is packed in an unknown way.
  throw new Revert("0x");
}

function take(
  { isLive: _, ...session }: StoredSession & { isLive: boolean },
  actions: bigint,
  spend: bigint,
  gas: bigint,
) {
  const { actionsLeft, spendLeft, gasLeftWei } = session;
  if (actions > actionsLeft) revert("ActionsExceeded", [actions, actionsLeft]);
  if (spend > spendLeft) revert("SpendExceeded", [spend, spendLeft]);
  if (gas > gasLeftWei) revert("GasBudgetExceeded", [gas, gasLeftWei]);
  return {
    ...session,
    ...{ actionsLeft: actionsLeft - actions, spendLeft: spendLeft - spend, gasLeftWei: gasLeftWei - gas },
  };
}

/** Ends one session of an account, before or after it was enabled. */
export function revokeSession(tx: Transaction, account: Address, session: Hex): void {
  const id = concat([slice(session, 0, 28), "0x00000000"]);
  const stored = tx.state.sessions.get(keyOf(account, id)) ?? NOTHING;
  tx.state.sessions.set(keyOf(account, id), { ...stored, isEnded: true });
  emit(tx, tx.contracts.module.validator, sessionValidatorAbi, "SessionEnded", { account, session: id });
}

/** Ends every session and unused grant of an account. */
export function raiseEpoch(tx: Transaction, account: Address): void {
  const before = epochOf(tx.state, account);
  const unforeseen = encodeAbiParameters(parseAbiParameters("address, bytes32, bytes32"), [
    account,
    before,
    tx.blockHash,
  ]);
  const number = numberToHex(numberOfEpoch(before) + 1, { size: 4 });
  const epoch = concat([number, slice(keccak256(unforeseen), 0, 28)]);
  tx.state.epochs.set(keyOf(account), epoch);
  emit(tx, tx.contracts.module.validator, sessionValidatorAbi, "EpochRaised", { account, epoch });
}

/**
 * Ends a session by a signature of its own key, which anybody may relay.
 * @throws Revert if it is not such a signature.
 */
export async function revokeBySessionKey(
  tx: Transaction,
  account: Address,
  proof: SessionProof,
  signature: Hex,
): Promise<void> {
  const { module } = tx.contracts;
  const session = toSessionId(proof);
  const digest = hashTypedData(revokeTypedData(module, account, session));
  const signer = toSigner(proof.sessionKey, module.p256Verifier);
  const isKeys = await isSignedBy(tx.contracts, signer, digest, signature);
  if (!isKeys) revert("RevocationSignatureInvalid", [account, session]);
  revokeSession(tx, account, session);
}

/** The same by a signature of the account's owner. */
export async function revokeByOwner(tx: Transaction, account: Address, session: Hex, signature: Hex): Promise<void> {
  const digest = hashTypedData(revokeTypedData(tx.contracts.module, account, session));
  if (!(await isSignedByOwner(tx, account, digest, signature)))
    revert("RevocationSignatureInvalid", [account, session]);
  revokeSession(tx, account, session);
}

/** Ends all sessions of an epoch by a signature of the account's owner. */
export async function revokeAllByOwner(tx: Transaction, account: Address, epoch: Hex, signature: Hex): Promise<void> {
  const current = epochOf(tx.state, account);
  if (epoch.toLowerCase() !== current) revert("RevokeAllWrongEpoch", [epoch, current]);
  const digest = hashTypedData(revokeAllTypedData(tx.contracts.module, account, epoch));
  if (!(await isSignedByOwner(tx, account, digest, signature))) {
    revert("RevocationSignatureInvalid", [account, FIRST_EPOCH]);
  }
  raiseEpoch(tx, account);
}
