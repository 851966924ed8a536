import { type Address, type Hex, isAddress } from "viem";

import type { Grant } from "../grant/grant.ts";
import type { FactoryArgs } from "../operation/calls.ts";
import type { VoucherData } from "../operation/voucher.ts";
import { isStoredKeyPair, type KeyStore } from "./keyStore.ts";

/** Everything that a reload needs to continue a session. The private key is an opaque `CryptoKey`. */
export type SessionRecord = {
  keyPair: CryptoKeyPair;
  grant: Grant;
  ownerSignature: Hex;
  /** Absent until the sponsor gave it, and in sessions whose account pays for itself. */
  voucher?: VoucherData;
  /** How the account is deployed; absent in records of products that know it from elsewhere. */
  factory?: FactoryArgs;
};

/** Name of the record of the account that played last. */
const LAST = "session/last";

/**
 * The account that played last in this browser, so that a reload continues without a prompt.
 * @param keyStore Where keys are stored.
 */
export async function readLastAccount(keyStore: KeyStore): Promise<Address | undefined> {
  const value = await keyStore.read(LAST);
  return typeof value === "string" && isAddress(value) ? value : undefined;
}

/** Stores who plays. */
export const writeLastAccount = (keyStore: KeyStore, account: Address): Promise<void> => keyStore.write(LAST, account);

/**
 * Reads the session of an account.
 * @param keyStore Where keys are stored.
 * @param account The account; one record per account in each world's store.
 * @returns The record; undefined if there is none, or if it was not written by the kit.
 */
export async function readSessionRecord(keyStore: KeyStore, account: Address): Promise<SessionRecord | undefined> {
  const value = await keyStore.read(recordName(account));
  return isSessionRecord(value, account) ? value : undefined;
}

/**
 * Writes the session of an account, in place of the previous one.
 * @param keyStore Where keys are stored.
 * @param record The record.
 */
export async function writeSessionRecord(keyStore: KeyStore, record: SessionRecord): Promise<void> {
  await keyStore.write(recordName(record.grant.account), record);
}

/**
 * Destroys the session key of an account in this browser. Revoke first: a signed operation may still be in flight.
 * @param keyStore Where keys are stored.
 * @param account The account.
 * @param sessionKey Only this key: another tab may have begun a new session. Default: any key.
 */
export async function deleteSessionRecord(keyStore: KeyStore, account: Address, sessionKey?: Hex): Promise<void> {
  if (sessionKey !== undefined && !(await isStored(keyStore, account, sessionKey))) return;
  await keyStore.delete(recordName(account));
}

/**
 * Writes changes of a session, unless another one replaced it or it was destroyed meanwhile.
 * @param keyStore Where keys are stored.
 * @param record The record.
 */
export async function updateSessionRecord(keyStore: KeyStore, record: SessionRecord): Promise<void> {
  const { account, sessionKey } = record.grant;
  if (await isStored(keyStore, account, sessionKey)) await writeSessionRecord(keyStore, record);
}

async function isStored(keyStore: KeyStore, account: Address, sessionKey: Hex): Promise<boolean> {
  return (await readSessionRecord(keyStore, account))?.grant.sessionKey === sessionKey;
}

function recordName(account: Address): string {
  return `session/${account.toLowerCase()}`;
}

/** Written by the same origin, so its shape is checked only where a wrong value would be used; a foreign key or account is refused. */
function isSessionRecord(value: unknown, account: Address): value is SessionRecord {
  if (typeof value !== "object" || value === null) return false;
  const { keyPair, grant, ownerSignature } = value as Partial<SessionRecord>;
  return (
    isStoredKeyPair(keyPair) &&
    typeof ownerSignature === "string" &&
    typeof grant?.nonceKey === "bigint" &&
    grant.account.toLowerCase() === account.toLowerCase()
  );
}
