import type { Address } from "viem";

import type { KeyStore } from "../store/keyStore.ts";
import type { Flight } from "./laneTypes.ts";

/** Stores the one operation in flight of a lane. */
export type FlightStore<Item> = {
  read: () => Promise<Flight<Item> | undefined>;
  write: (flight: Flight<Item>) => Promise<void>;
  clear: () => Promise<void>;
};

/**
 * The record of the operation in flight.
 * @param store Where keys are stored; an operation is not secret, but it belongs to the session.
 * @param account The account.
 * @param nonceKey The lane's: an agent's grant has another one than the page's.
 * @returns Read, write, clear.
 */
export function createFlightStore<Item>(store: KeyStore, account: Address, nonceKey: bigint): FlightStore<Item> {
  const name = `flight/${account.toLowerCase()}/${nonceKey}`;
  return {
    read: async () => {
      const value = await store.read(name);
      return isFlight<Item>(value) ? value : undefined;
    },
    write: (flight) => store.write(name, flight),
    clear: () => store.delete(name),
  };
}

/** Written by the same origin; a record of an older format is ignored. */
function isFlight<Item>(value: unknown): value is Flight<Item> {
  if (typeof value !== "object" || value === null) return false;
  const { batch, operation, hashes } = value as Partial<Flight<Item>>;
  return Array.isArray(batch?.calls) && typeof operation?.nonce === "bigint" && Array.isArray(hashes);
}
