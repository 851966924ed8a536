import { createMemoryKeyStore, type KeyStore, openKeyStore } from "./keyStore.ts";

/**
 * IndexedDB, opened at first use; memory if there is none.
 * @param name One per world, so that another chain never finds these records.
 */
export function indexedDbStore(name: string): KeyStore {
  let opened: Promise<KeyStore> | undefined;
  let kind: KeyStore["kind"] = "stored";
  const open = async () => {
    opened ??= openKeyStore(name, globalThis.indexedDB);
    const store = await opened;
    kind = store.kind;
    return store;
  };
  const use = async <T>(act: (store: KeyStore) => Promise<T>): Promise<T> => {
    const store = await open();
    const result = await act(store);
    kind = store.kind;
    return result;
  };
  return {
    get kind() {
      return kind;
    },
    read: (record) => use((store) => store.read(record)),
    write: (record, value) => use((store) => store.write(record, value)),
    delete: (record) => use((store) => store.delete(record)),
    close: () => void opened?.then((store) => store.close()),
  };
}

/** Keys are lost with the page or the process. */
export const memoryStore = (): KeyStore => createMemoryKeyStore();
