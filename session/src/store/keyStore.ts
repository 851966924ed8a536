import { within } from "../lane/deadline.ts";

/**
 * A small place for records by name. Values are structured clones: plain data, and `CryptoKey`s as opaque handles.
 * `kind` may change from `stored` to `memory` if the browser refuses a write; then keys are lost with the page.
 */
export type KeyStore = {
  readonly kind: "stored" | "memory";
  /** The value, or undefined. Comes from outside the program: parse it before use. */
  read: (name: string) => Promise<unknown>;
  /** Stores a value in place of the previous one. */
  write: (name: string, value: unknown) => Promise<void>;
  /** Deletes a record; a key that was only there is destroyed. */
  delete: (name: string) => Promise<void>;
  /** Closes the database. */
  close: () => void;
};

const OBJECT_STORE = "records";
/** If another tab blocks the database, or the browser never opens it, there is no database. */
const STORE_WAIT_MS = 5_000;

/**
 * Opens the key store of this browser: IndexedDB, the only place that stores a `CryptoKey` without revealing its bytes.
 * Falls back to memory if IndexedDB is absent or refuses (private windows, storage switched off).
 * @param databaseName One database per world, so that another chain never finds these records.
 * @param factory `globalThis.indexedDB`, or undefined for memory.
 * @param onRefused Called if the store switches to memory later: storage is full, was cleared, or was removed.
 * @returns The store; look at `kind` to tell the player.
 */
export async function openKeyStore(
  databaseName: string,
  factory: IDBFactory | undefined,
  onRefused: () => void = () => undefined,
): Promise<KeyStore> {
  const memory = createMemoryKeyStore();
  if (!factory) return memory;
  let database: IDBDatabase;
  try {
    database = await within(STORE_WAIT_MS, "This browser's storage does not answer.", () =>
      openDatabase(factory, databaseName),
    );
  } catch {
    return memory;
  }
  let refused = false;
  /** What this page wrote and read: storage may be cleared or removed while it plays. */
  const written = createMemoryKeyStore();
  const run = async <T>(mode: IDBTransactionMode, act: (records: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = database.transaction(OBJECT_STORE, mode);
    // A write counts once its transaction is complete; the request alone succeeds before a full disk is noticed.
    const done = Promise.all([settle(act(transaction.objectStore(OBJECT_STORE))), complete(transaction)]);
    const [result] = await within(STORE_WAIT_MS, "This browser's storage does not answer.", () => done);
    return result;
  };
  /** From now on this page keeps everything in memory, because half of it in storage could be lost separately. */
  const giveUp = () => {
    if (refused) return;
    refused = true;
    onRefused();
  };

  return {
    get kind() {
      return refused ? "memory" : "stored";
    },
    read: async (name) => {
      if (refused) return written.read(name);
      try {
        const value = await run<unknown>("readonly", (records) => records.get(name));
        await written.write(name, value);
        return value;
      } catch {
        giveUp();
        return written.read(name);
      }
    },
    write: async (name, value) => {
      await written.write(name, value);
      if (!refused) await run("readwrite", (records) => records.put(value, name)).catch(giveUp);
    },
    delete: async (name) => {
      await written.delete(name);
      // Also if writing was refused: what an earlier visit left must be deleted.
      await run("readwrite", (records) => records.delete(name)).catch(giveUp);
    },
    close: () => database.close(),
  };
}

/**
 * A key store that is lost with the page.
 * @returns The store, with `kind` `memory`.
 */
export function createMemoryKeyStore(): KeyStore {
  const records = new Map<string, unknown>();
  return {
    kind: "memory",
    read: async (name) => records.get(name),
    write: async (name, value) => void records.set(name, value),
    delete: async (name) => void records.delete(name),
    close: () => records.clear(),
  };
}

/**
 * Whether a stored value is a key pair of the kit. A private key that could be exported is not
 * ours: somebody planted it.
 * @param value What a store returned.
 * @returns True for a P-256 pair whose private key signs and is not extractable.
 */
export function isStoredKeyPair(value: unknown): value is CryptoKeyPair {
  if (typeof value !== "object" || value === null || !("privateKey" in value) || !("publicKey" in value)) return false;
  const { privateKey, publicKey } = value;
  return (
    privateKey instanceof CryptoKey &&
    publicKey instanceof CryptoKey &&
    privateKey.type === "private" &&
    !privateKey.extractable &&
    privateKey.usages.includes("sign")
  );
}

async function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(OBJECT_STORE);
  const database = await settle(request);
  // Another tab deletes the world: do not block it.
  database.onversionchange = () => database.close();
  return database;
}

function complete(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
