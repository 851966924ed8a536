import * as z from "zod/mini";
import { address } from "@/app/_api/primitives";
import type { TextMemory } from "@/game/ports";

/** What this browser remembers between visits besides keys: which world it was in, and who played. No secrets. */
const remembered = z.object({
  worldId: z.string(),
  owner: z.optional(z.enum(["guest", "passkey", "wallet", "link"])),
  /** Address of the wallet that owns the account: its session continues while the wallet is locked. */
  wallet: z.optional(address),
  /** The account whose owner is on another device. */
  account: z.optional(address),
});
export type Remembered = z.infer<typeof remembered>;

const KEY = "hourglass";

/** Reads what is remembered; anything unreadable counts as nothing. */
export function readMemory(storage: Storage | undefined): Remembered | undefined {
  try {
    const parsed = remembered.safeParse(JSON.parse(storage?.getItem(KEY) ?? ""));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers; does nothing in a browser that refuses storage. */
export function writeMemory(storage: Storage | undefined, value: Remembered): void {
  try {
    storage?.setItem(KEY, JSON.stringify(value));
  } catch {
    // Refused storage is not an error: the next visit starts from the beginning.
  }
}

/** The account that was played here last, with an owner on another device. */
export function readLinkedAccount(storage: Storage | undefined, worldId: string): Remembered["account"] {
  const known = readMemory(storage);
  return known?.worldId === worldId && known.owner === "link" ? known.account : undefined;
}

/** Name of the key store of a world: another chain never finds the keys of this one. */
export function keyStoreName(worldId: string): string {
  return `hourglass-${worldId.slice(2, 18)}`;
}

/**
 * Deletes the keys, queues and maps of the previous world, if this browser remembers another one.
 * @returns Whether there was one.
 */
export function forgetOldWorld(storage: Storage | undefined, worldId: string): boolean {
  const known = readMemory(storage);
  if (!known || known.worldId === worldId) return false;
  const name = keyStoreName(known.worldId);
  try {
    readDatabases()?.deleteDatabase(name);
    for (const key of Object.keys(storage ?? {})) if (key.startsWith(`${name}/`)) storage?.removeItem(key);
  } catch {
    // A browser that removed its storage has forgotten already.
  }
  writeMemory(storage, { worldId });
  return true;
}

/** If this browser refuses access to databases, there are none. */
export function readDatabases(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

/** Actions that are not confirmed, stored for a reload. Not secret: it names actions, not keys. */
export type QueueMemory = TextMemory;

/** The queue of one account in one world. */
export function createQueueMemory(storage: Storage | undefined, worldId: string, account: string): QueueMemory {
  return createWorldMemory(storage, worldId, `queue/${account}`);
}

/** A text stored for one world, and deleted with it. */
export function createWorldMemory(storage: Storage | undefined, worldId: string, name: string): TextMemory {
  const key = `${keyStoreName(worldId)}/${name}`;
  return {
    read: () => {
      try {
        return storage?.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write: (text) => {
      try {
        if (text === undefined) storage?.removeItem(key);
        else storage?.setItem(key, text);
      } catch {
        // Refused storage: a reload then loses what was not sent.
      }
    },
  };
}

/** If this browser refuses access to storage, there is none. */
export function readStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
