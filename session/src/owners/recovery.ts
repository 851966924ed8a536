import type { Address, Client, Hex, Transport } from "viem";
import { encodeAbiParameters, encodeFunctionData, keccak256, parseAbi, parseAbiParameters } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { sendByRelay } from "../sessions/sendByRelay.ts";
import { accountDomain, type OwnerChange, ownTypedData } from "./ownership.ts";

/** Functions and events of PlayerAccount with which guardians replace a lost owner. A test compares them with the contract. */
export const recoveryFunctions = parseAbi([
  "function DELAY() view returns (uint48)",
  "function setGuardians(bytes[] guardians, uint256 threshold)",
  "function cancelChange()",
  "function recover(bytes[] guardians, uint256 threshold, bytes newOwner, bytes proof, bytes[] signatures)",
  "function finishChange()",
  "event OwnerChanged(bytes indexed ownerHash, bytes owner)",
  "event OwnerChangeAsked(bytes indexed ownerHash, bytes owner, uint48 due)",
  "event OwnerChangeCancelled()",
  "event GuardiansChanged(bytes[] guardians, uint256 threshold)",
]);

/** Who may replace the owner of an account: as many as `threshold` of them together. */
export type Guardians = {
  /** ERC-7913 signers in the order in which the account keeps them. */
  guardians: readonly Hex[];
  threshold: number;
};

/**
 * Typed data with which a guardian agrees that the account goes to another owner.
 * @param change See {@link OwnerChange}; `owner` is the next one.
 * @returns EIP-712 typed data with primary type `Recover`.
 */
export function recoverTypedData(change: OwnerChange) {
  const { types, message } = ownTypedData(change);
  const { chainId, account } = change;
  return {
    domain: accountDomain(chainId, account),
    types: { Recover: types.Own },
    primaryType: "Recover",
    message,
  } as const;
}

/**
 * Guardians in the order that the account wants: by their hashes, so that nobody counts twice.
 * @param given In any order; none turns recovery off, with a threshold of 0.
 * @throws InvalidInputError if somebody is named twice, or the threshold is not between 1 and their number.
 */
export function sortGuardians({ guardians, threshold }: Guardians): Guardians {
  const sorted = [...guardians].sort((a, b) => (keccak256(a) < keccak256(b) ? -1 : 1));
  const named = new Set(sorted.map((guardian) => guardian.toLowerCase()));
  if (named.size < sorted.length) throw new InvalidInputError("A guardian is named twice.");
  const isFine = sorted.length === 0 ? threshold === 0 : threshold >= 1 && threshold <= sorted.length;
  if (!isFine || !Number.isSafeInteger(threshold)) {
    throw new InvalidInputError("The number of guardians who must agree is between 1 and the number of guardians.", {
      details: `${threshold} of ${sorted.length}`,
    });
  }
  return { guardians: sorted, threshold };
}

/**
 * What the account keeps of its guardians.
 * @param given In the account's order.
 */
export function hashGuardians({ guardians, threshold }: Guardians): Hex {
  return keccak256(encodeAbiParameters(parseAbiParameters("bytes[], uint256"), [guardians, BigInt(threshold)]));
}

/**
 * Call data of the operation with which an owner names guardians, or with none turns recovery off. A change that was asked for is
 * cancelled.
 * @param given In any order.
 * @throws InvalidInputError as {@link sortGuardians}.
 */
export function encodeSetGuardians(given: Guardians): Hex {
  const { guardians, threshold } = sortGuardians(given);
  return encodeFunctionData({
    abi: recoveryFunctions,
    functionName: "setGuardians",
    args: [guardians, BigInt(threshold)],
  });
}

/** Call data of the operation with which an owner cancels a change of owner, whoever asked for it. */
export const encodeCancelChange = (): Hex =>
  encodeFunctionData({ abi: recoveryFunctions, functionName: "cancelChange" });

/** A recovery with the signatures that it needs. */
export type SignedRecovery = Guardians & {
  /** The next owner, ERC-7913. */
  owner: Hex;
  /** The next owner's signature over {@link ownTypedData}. */
  proof: Hex;
  /** One for each guardian, in the account's order, over {@link recoverTypedData}; undefined for those who did not sign. */
  signatures: readonly (Hex | undefined)[];
};

/** What anybody may send to an account: a recovery that its guardians signed, or the end of a change whose delay is over. */
export type OwnerChangeCall = { account: Address; data: Hex };

/**
 * The call that asks for another owner.
 * @param account The account.
 * @param recovery See {@link SignedRecovery}.
 */
export function recoverCall(account: Address, recovery: SignedRecovery): OwnerChangeCall {
  const { guardians, threshold, owner, proof, signatures } = recovery;
  const given = guardians.map((_, index) => signatures[index] ?? "0x");
  const args = [guardians, BigInt(threshold), owner, proof, given] as const;
  return { account, data: encodeFunctionData({ abi: recoveryFunctions, functionName: "recover", args }) };
}

/** The call that makes a change whose delay is over. */
export const finishChangeCall = (account: Address): OwnerChangeCall => ({
  account,
  data: encodeFunctionData({ abi: recoveryFunctions, functionName: "finishChange" }),
});

/**
 * Has a relay send a recovery or the end of a change, and waits until it is on chain: nobody needs money or a bundler.
 * @param relay Its transport answers `session_changeOwner`: a sponsor of this kit, or a relay of its own.
 * @param rpc Reads the chain.
 * @param call See {@link recoverCall} and {@link finishChangeCall}.
 * @returns The transaction; undefined if nothing was sent.
 * @throws UnavailableError or RefusedError from relay or chain; SessionError if the chain did not accept it.
 */
export function sendOwnerChange(
  relay: Client<Transport>,
  rpc: Client<Transport>,
  call: OwnerChangeCall,
): Promise<Hex | undefined> {
  const failure = "The chain did not accept the change of owner. Look again: somebody may have been faster.";
  return sendByRelay(relay, rpc, {
    ...{ method: "session_changeOwner", params: call, failure },
    isDone: async () => false,
  });
}
