import type { Address, Client, Hex, Transport } from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { getCode, readContract } from "viem/actions";

import { toUnavailableOrRefused } from "./decodeFailure";
import { sessionValidatorAbi } from "./generated/abis";
import { type Grant, sessionId } from "./grant";

/** Status of a session on chain, as in ISessionValidator. */
export type SessionStatus = "none" | "enabled" | "revoked";

/** What is left of a session, and where it stands. */
export type SessionState = {
  status: SessionStatus;
  /** Enabled, but from before the last "revoke all". */
  isEpochPassed: boolean;
  actionsLeft: number;
  spendLeft: bigint;
  gasLeftWei: bigint;
};

/** What must be known before the first operation of a lane. */
export type LaneStart = { nonce: bigint; isDeployed: boolean; session: SessionState };

/** Epoch of an account that is not deployed yet: installing the module at birth raises it from 0 to 1. */
export const FIRST_EPOCH = 1;

const STATUSES: readonly SessionStatus[] = ["none", "enabled", "revoked"];

/**
 * Next nonce of a lane.
 * @param client Reads the chain.
 * @param account The account.
 * @param nonceKey The lane's key.
 * @param entryPoint Default the canonical EntryPoint v0.8.
 * @returns Key and sequence number.
 * @throws UnavailableError when the RPC does not answer.
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
 * @returns The current epoch, or the one that the account will be born with.
 * @throws UnavailableError when the RPC does not answer.
 */
export async function readGrantEpoch(client: Client<Transport>, validator: Address, account: Address): Promise<number> {
  const epoch = await readEpoch(client, validator, account);
  return epoch === 0 ? FIRST_EPOCH : epoch;
}

/**
 * Where a session stands on chain.
 * @param client Reads the chain.
 * @param validator The module.
 * @param grant Its grant; gives the numbers while the session is not enabled yet.
 * @returns Status and what is left.
 * @throws UnavailableError when the RPC does not answer.
 */
export async function readSession(client: Client<Transport>, validator: Address, grant: Grant): Promise<SessionState> {
  const [stored, epoch] = await Promise.all([
    asRpc(
      readContract(client, {
        abi: sessionValidatorAbi,
        address: validator,
        functionName: "sessionOf",
        args: [grant.account, sessionId(grant.sessionKey)],
      }),
    ),
    readGrantEpoch(client, validator, grant.account),
  ]);
  const status = STATUSES[stored.status] ?? "revoked";
  // A lower one is of a node that is behind, or of a chain that is being reorganised: it ends nothing.
  const isEpochPassed = grant.epoch < epoch;
  if (status !== "enabled") {
    const { maxActions, maxSpend, maxGasWei } = grant;
    return { status, isEpochPassed, actionsLeft: maxActions, spendLeft: maxSpend, gasLeftWei: maxGasWei };
  }
  const { actionsLeft, spendLeft, gasLeftWei } = stored;
  return { status, isEpochPassed, actionsLeft, spendLeft, gasLeftWei };
}

/**
 * Reads at once what a lane must know before it can send without look-ups.
 * @param client Reads the chain.
 * @param validator The module.
 * @param grant The lane's grant.
 * @param entryPoint Default the canonical EntryPoint v0.8.
 * @returns Nonce, deployment, session.
 * @throws UnavailableError when the RPC does not answer.
 */
export async function readLaneStart(
  client: Client<Transport>,
  validator: Address,
  grant: Grant,
  entryPoint: Address = entryPoint08Address,
): Promise<LaneStart> {
  const [nonce, code, session] = await Promise.all([
    readNonce(client, grant.account, grant.nonceKey, entryPoint),
    asRpc<Hex | undefined>(getCode(client, { address: grant.account })),
    readSession(client, validator, grant),
  ]);
  return { nonce, isDeployed: code !== undefined, session };
}

async function readEpoch(client: Client<Transport>, validator: Address, account: Address): Promise<number> {
  return asRpc(
    readContract(client, { abi: sessionValidatorAbi, address: validator, functionName: "epochOf", args: [account] }),
  );
}

function asRpc<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw toUnavailableOrRefused("rpc", error);
  });
}
