/**
 * A small place for records by name. Values are structured clones: plain data, and `CryptoKey`s as opaque handles.
 * `kind` may turn from `stored` to `memory` when the browser refuses a write; then keys end with the page.
 */
export type KeyStore = {
  readonly kind: "stored" | "memory";
  /** The value, or undefined. Comes from outside the program: parse it before use. */
  read: (name: string) => Promise<unknown>;
  write: (name: string, value: unknown) => Promise<void>;
  /** Forgets a record; a key that was only there is destroyed by it. */
  delete: (name: string) => Promise<void>;
  /** Lets go of the database. */
  close: () => void;
};

const OBJECT_STORE = "records";

/**
 * Opens the key store of this browser: IndexedDB, the only place that keeps a `CryptoKey` without showing its bytes.
 * Falls back to memory where IndexedDB is absent or refuses (private windows, storage switched off).
 * @param databaseName One database per world, so that another chain never finds these records.
 * @param factory `globalThis.indexedDB`, or undefined for memory.
 * @returns The store; look at `kind` to tell the player.
 */
export async function openKeyStore(databaseName: string, factory: IDBFactory | undefined): Promise<KeyStore> {
  const memory = createMemoryKeyStore();
  if (!factory) return memory;
  let database: IDBDatabase;
  try {
    database = await openDatabase(factory, databaseName);
  } catch {
    return memory;
  }
  let refused = false;
  const run = async <T>(mode: IDBTransactionMode, act: (records: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = database.transaction(OBJECT_STORE, mode);
    // A write counts when its transaction is complete; the request alone succeeds before a full disk is noticed.
    const [result] = await Promise.all([settle(act(transaction.objectStore(OBJECT_STORE))), complete(transaction)]);
    return result;
  };

  return {
    get kind() {
      return refused ? "memory" : "stored";
    },
    read: async (name) => (await memory.read(name)) ?? (await run("readonly", (records) => records.get(name))),
    write: async (name, value) => {
      try {
        await run("readwrite", (records) => records.put(value, name));
        await memory.delete(name);
      } catch {
        refused = true;
        await memory.write(name, value);
      }
    },
    delete: async (name) => {
      await memory.delete(name);
      await run("readwrite", (records) => records.delete(name));
    },
    close: () => database.close(),
  };
}

/**
 * A key store that ends with the page.
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
 * Tells a key pair of the kit from anything else that a store may hold. A private key that could be exported is not
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
