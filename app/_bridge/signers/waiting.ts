import {
  type Grant,
  isStoredKeyPair,
  type KeyStore,
  RefusedError,
  SessionError,
  UnavailableError,
} from "@hourglass/session/core";
import type { Address, Hex } from "viem";

/**
 * A grant that a contract's signers were asked for, with its key: they may take hours, and the page may be closed meanwhile. Kept where session
 * keys are kept, so the private key is opaque here too.
 */
export type Waiting = {
  keyPair: CryptoKeyPair;
  grant: Grant;
  /** Once enough have approved: what proves it. */
  ownerSignature?: Hex;
};

/** ERC-7769: the sponsor pays again later. */
const THROTTLED = -32504;

const nameOf = (account: Address) => `waiting/${account.toLowerCase()}`;

/** The grant of an account that signers were asked for; undefined if none was, or if something else is stored there. */
export async function readWaiting(store: KeyStore, account: Address): Promise<Waiting | undefined> {
  const value = (await store.read(nameOf(account))) as Partial<Waiting> | undefined;
  const isOurs =
    isStoredKeyPair(value?.keyPair) &&
    typeof value?.grant?.nonceKey === "bigint" &&
    value.grant.account.toLowerCase() === account.toLowerCase();
  return isOurs ? (value as Waiting) : undefined;
}

/** Keeps it, in place of an earlier one. */
export const writeWaiting = (store: KeyStore, waiting: Waiting): Promise<void> =>
  store.write(nameOf(waiting.grant.account), waiting);

/** Destroys it and its key: whatever is still signed for it is worthless. */
export const deleteWaiting = (store: KeyStore, account: Address): Promise<void> => store.delete(nameOf(account));

/**
 * Whether what waits can still be used after a failure. A service that is down, a budget that is used up, or a fault of the page end nothing
 * that signers approved; a refusal does.
 * @param error What was thrown.
 */
export function isWorthKeeping(error: unknown): boolean {
  if (error instanceof UnavailableError || !(error instanceof SessionError)) return true;
  return error instanceof RefusedError && error.rpcCode === THROTTLED;
}
