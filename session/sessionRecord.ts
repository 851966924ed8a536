import type { Address, Hex } from "viem";

import type { Grant } from "./grant";
import { isStoredKeyPair, type KeyStore } from "./keyStore";
import type { VoucherData } from "./voucher";

/** Everything that a reload needs to go on with a session. The private key is an opaque `CryptoKey`. */
export type SessionRecord = {
  keyPair: CryptoKeyPair;
  grant: Grant;
  ownerSignature: Hex;
  /** Absent until the sponsor gave it, and in sessions that pay for themselves. */
  voucher?: VoucherData;
};

/**
 * Reads the session of an account.
 * @param keyStore Where keys are kept.
 * @param account The account; one record per account in each world's store.
 * @returns The record, or undefined when there is none or when what is there was not written by the kit.
 */
export async function readSessionRecord(keyStore: KeyStore, account: Address): Promise<SessionRecord | undefined> {
  const value = await keyStore.read(recordName(account));
  return isSessionRecord(value, account) ? value : undefined;
}

/**
 * Writes the session of an account, in place of the one before.
 * @param keyStore Where keys are kept.
 * @param record The record.
 */
export async function writeSessionRecord(keyStore: KeyStore, record: SessionRecord): Promise<void> {
  await keyStore.write(recordName(record.grant.account), record);
}

/**
 * Destroys the session key of an account in this browser. Revoke first: a signed operation may still be under way.
 * @param keyStore Where keys are kept.
 * @param account The account.
 * @param sessionKey Only this one: another tab may have begun a new session. Default: whichever is there.
 */
export async function deleteSessionRecord(keyStore: KeyStore, account: Address, sessionKey?: Hex): Promise<void> {
  if (sessionKey !== undefined && !(await isStored(keyStore, account, sessionKey))) return;
  await keyStore.delete(recordName(account));
}

/**
 * Writes what changed of a session, unless another one took its place or it was destroyed meanwhile.
 * @param keyStore Where keys are kept.
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

/** Same origin wrote it, so shape is checked where a wrong value would be used; a foreign key or account is refused. */
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
