import type { Address, Client, Hex, Transport } from "viem";
import { hexToNumber, numberToHex, slice } from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { getCode, readContract } from "viem/actions";

import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { type Grant, type SessionModule, sessionIdOf } from "../grant/grant.ts";
import { sessionFunctions } from "../operation/functions.ts";

/** Status of a session on chain. */
export type SessionStatus = "none" | "enabled" | "revoked";

/** What is left of a session, and its status. */
export type SessionState = {
  status: SessionStatus;
  /** From before the last "revoke all". */
  isEpochPassed: boolean;
  /** Whether its paymaster has accepted it: then no operation needs to show the voucher. */
  isVoucherShown: boolean;
  /** Its paymaster no longer pays for it. */
  isDenied: boolean;
  actionsLeft: number;
  spendLeft: bigint;
  gasLeftWei: bigint;
};

/** The note with which a SessionPaymaster denies a session forever. */
export const NOTE_DENIED = 2 ** 24 - 1;

/** What must be known before the first operation of a lane. */
export type LaneStart = { nonce: bigint; isDeployed: boolean; session: SessionState };

/** Epoch of an account that is not deployed yet, and of one whose sessions were never ended all at once. */
export const FIRST_EPOCH: Hex = numberToHex(0, { size: 32 });

/**
 * Next nonce of a lane.
 * @param client Reads the chain.
 * @param account The account.
 * @param nonceKey The lane's key.
 * @param entryPoint Default: the canonical EntryPoint v0.8.
 * @returns Key and sequence number.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function readNonce(
  client: Client<Transport>,
  account: Address,
  nonceKey: bigint,
  entryPoint: Address = entryPoint08Address,
): Promise<bigint> {
  return asRpc(
    readContract(client, {
      abi: entryPoint08Abi,
      address: entryPoint,
      functionName: "getNonce",
      args: [account, nonceKey],
    }),
  );
}

/**
 * The epoch that a new grant must name.
 * @param client Reads the chain.
 * @param validator The module.
 * @param account The account, deployed or not.
 * @returns 32 bytes: the epoch's number, and a part that nobody could know before the epoch began.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function readGrantEpoch(client: Client<Transport>, validator: Address, account: Address): Promise<Hex> {
  return asRpc(
    readContract(client, { abi: sessionFunctions, address: validator, functionName: "epochOf", args: [account] }),
  );
}

/**
 * Whether a grant is from before the epoch. A grant with a higher number is not: the node is behind, or the chain is being
 * reorganised.
 * @param grant The grant's epoch.
 * @param current As returned by {@link readGrantEpoch}.
 */
export function isEpochPassed(grant: Hex, current: Hex): boolean {
  return numberOfEpoch(grant) <= numberOfEpoch(current) && grant.toLowerCase() !== current.toLowerCase();
}

/**
 * How often all sessions of the account had been ended before an epoch began.
 * @param epoch 32 bytes.
 */
export const numberOfEpoch = (epoch: Hex): number => hexToNumber(slice(epoch, 0, 4));

/**
 * The status of a session on chain.
 * @param client Reads the chain.
 * @param module Where the grant is valid.
 * @param grant Its grant; gives the numbers while the session is not enabled yet.
 * @returns Status and what is left.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function readSession(
  client: Client<Transport>,
  module: SessionModule,
  grant: Grant,
): Promise<SessionState> {
  const { validator } = module;
  const [stored, epoch] = await Promise.all([
    asRpc(
      readContract(client, {
        abi: sessionFunctions,
        address: validator,
        functionName: "sessionOf",
        args: [grant.account, sessionIdOf(module, grant)],
      }),
    ),
    readGrantEpoch(client, validator, grant.account),
  ]);
  const status = toStatus(stored);
  const { note } = stored;
  const paid = { isVoucherShown: note !== 0, isDenied: note === NOTE_DENIED };
  const standing = { status, isEpochPassed: isEpochPassed(grant.epoch, epoch), ...paid };
  if (status !== "enabled") {
    const { maxActions, maxSpend, maxGasWei } = grant;
    return { ...standing, actionsLeft: maxActions, spendLeft: maxSpend, gasLeftWei: maxGasWei };
  }
  const { actionsLeft, spendLeft, gasLeftWei } = stored;
  return { ...standing, actionsLeft, spendLeft, gasLeftWei };
}

/**
 * The status of a session, ignoring the account's epoch.
 * @param stored As returned by `sessionOf`.
 */
export function toStatus({ isEnded, validUntil }: { isEnded: boolean; validUntil: number }): SessionStatus {
  return isEnded ? "revoked" : validUntil === 0 ? "none" : "enabled";
}

/**
 * Reads in one request what a lane must know to send without further requests.
 * @param client Reads the chain.
 * @param module Where the grant is valid.
 * @param grant The lane's grant.
 * @param entryPoint Default: the canonical EntryPoint v0.8.
 * @returns Nonce, deployment, session.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function readLaneStart(
  client: Client<Transport>,
  module: SessionModule,
  grant: Grant,
  entryPoint: Address = entryPoint08Address,
): Promise<LaneStart> {
  const [nonce, code, session] = await Promise.all([
    readNonce(client, grant.account, grant.nonceKey, entryPoint),
    asRpc<Hex | undefined>(getCode(client, { address: grant.account })),
    readSession(client, module, grant),
  ]);
  return { nonce, isDeployed: code !== undefined, session };
}

/** Turns what viem throws into an error of the kit. */
export function asRpc<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw toUnavailableOrRefused("rpc", error);
  });
}
