import { expect, test, vi } from "vitest";
import { randomGrant } from "../../test/randomGrants.ts";
import { createP256KeyPair } from "../keys/p256.ts";
import { createMemoryKeyStore, isStoredKeyPair, openKeyStore } from "./keyStore.ts";
import { deleteSessionRecord, readSessionRecord, writeSessionRecord } from "./sessionRecord.ts";

async function createRecord() {
  return { keyPair: await createP256KeyPair(), grant: randomGrant(1), ownerSignature: "0x1234" } as const;
}

test("without IndexedDB keys are kept in memory, and the store says so", async () => {
  const store = await openKeyStore("world", undefined);
  expect(store.kind).toBe("memory");
  await store.write("a", 1n);
  expect(await store.read("a")).toBe(1n);
});

test("if IndexedDB refuses to open, keys are kept in memory", async () => {
  const request = { error: new DOMException("no storage here") } as unknown as IDBOpenDBRequest;
  const factory = {
    open: () => {
      queueMicrotask(() => request.onerror?.(new Event("error")));
      return request;
    },
  } as unknown as IDBFactory;
  expect((await openKeyStore("world", factory)).kind).toBe("memory");
});

test("if IndexedDB opens and refuses to write, the store switches to memory and still answers", async () => {
  const store = await openKeyStore("world", refusingFactory());
  expect(store.kind).toBe("stored");
  await store.write("a", "kept");
  expect(store.kind).toBe("memory");
  expect(await store.read("a")).toBe("kept");
});

test("storage that is lost while the page plays costs the page nothing, and the store says so", async () => {
  const { factory, lose } = createFactory();
  const store = await openKeyStore("world", factory);
  await store.write("session", "mine");
  const onRefused = vi.fn();
  const again = await openKeyStore("world", factory, onRefused);
  expect(await again.read("session")).toBe("mine");
  lose();
  expect(await again.read("session")).toBe("mine");
  expect(again.kind).toBe("memory");
  expect(onRefused).toHaveBeenCalledOnce();
  await again.write("flight", "new");
  await again.delete("session");
  expect([await again.read("flight"), await again.read("session")]).toEqual(["new", undefined]);
});

test("storage that never answers counts as absent after five seconds", async () => {
  vi.useFakeTimers();
  try {
    const silent = { open: () => ({}) } as unknown as IDBFactory;
    const opening = openKeyStore("world", silent);
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await opening).kind).toBe("memory");
  } finally {
    vi.useRealTimers();
  }
});

test("a session's record survives a round trip and is gone after its deletion", async () => {
  const store = createMemoryKeyStore();
  const record = await createRecord();
  await writeSessionRecord(store, record);
  expect(await readSessionRecord(store, record.grant.account)).toEqual(record);
  await deleteSessionRecord(store, record.grant.account);
  expect(await readSessionRecord(store, record.grant.account)).toBeUndefined();
});

test("a planted record is not a session: exportable key, key as text, foreign account", async () => {
  const store = createMemoryKeyStore();
  const record = await createRecord();
  const { account } = record.grant;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const exportable = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  expect(isStoredKeyPair(exportable)).toBe(false);
  for (const planted of [
    { ...record, keyPair: exportable },
    { ...record, keyPair: { privateKey: "0x01", publicKey: "0x02" } },
    { ...record, grant: { ...record.grant, account: "0x00000000000000000000000000000000000000aa" } },
    { ...record, grant: { ...record.grant, nonceKey: "1" } },
    "session",
    null,
  ]) {
    await store.write(`session/${account.toLowerCase()}`, planted);
    expect(await readSessionRecord(store, account)).toBeUndefined();
  }
});

/** A database that opens, has nothing, and accepts nothing (a browser that cannot clone a CryptoKey). */
function refusingFactory(): IDBFactory {
  const answer = <T extends object>(request: T, event: "onsuccess" | "onupgradeneeded") => {
    queueMicrotask(() => (request as Record<string, (() => void) | undefined>)[event]?.());
    return request;
  };
  const transaction = () => {
    const open = {
      oncomplete: undefined as (() => void) | undefined,
      objectStore: () => ({
        get: () => {
          queueMicrotask(() => queueMicrotask(() => open.oncomplete?.()));
          return answer({ result: undefined }, "onsuccess");
        },
        put: () => {
          throw new DOMException("not cloneable", "DataCloneError");
        },
      }),
    };
    return open;
  };
  return { open: () => answer({ result: { transaction } }, "onsuccess") } as unknown as IDBFactory;
}

/** A database that works until it is removed. */
function createFactory() {
  const records = new Map<string, unknown>();
  let isLost = false;
  const transaction = () => {
    if (isLost) throw new DOMException("the connection is closing", "InvalidStateError");
    const open = { oncomplete: undefined as (() => void) | undefined, objectStore: () => objects };
    const answer = (result: unknown) => {
      const request = { result, onsuccess: undefined as (() => void) | undefined };
      queueMicrotask(() => request.onsuccess?.());
      queueMicrotask(() => queueMicrotask(() => open.oncomplete?.()));
      return request;
    };
    const objects = {
      get: (name: string) => answer(records.get(name)),
      put: (value: unknown, name: string) => answer(records.set(name, value)),
      delete: (name: string) => answer(records.delete(name)),
    };
    return open;
  };
  const open = () => {
    const request = { result: { transaction }, onsuccess: undefined as (() => void) | undefined };
    queueMicrotask(() => request.onsuccess?.());
    return request;
  };
  const lose = () => {
    isLost = true;
  };
  return { factory: { open } as unknown as IDBFactory, lose };
}
