import type { Address } from "viem";

import type { KeyStore } from "./keyStore";
import type { Flight } from "./laneTypes";

/** Keeps the one flight of an account. */
export type FlightStore<Item> = {
  read: () => Promise<Flight<Item> | undefined>;
  write: (flight: Flight<Item>) => Promise<void>;
  clear: () => Promise<void>;
};

/**
 * The record of what is in flight.
 * @param store Where keys are kept; an operation is no secret, but it belongs to the session.
 * @param account The account.
 * @returns Read, write, clear.
 */
export function createFlightStore<Item>(store: KeyStore, account: Address): FlightStore<Item> {
  const name = `flight/${account.toLowerCase()}`;
  return {
    read: async () => {
      const value = await store.read(name);
      return isFlight<Item>(value) ? value : undefined;
    },
    write: (flight) => store.write(name, flight),
    clear: () => store.delete(name),
  };
}

/** Written by the same origin; a record of an older shape counts as none. */
function isFlight<Item>(value: unknown): value is Flight<Item> {
  if (typeof value !== "object" || value === null) return false;
  const { batch, operation, hashes } = value as Partial<Flight<Item>>;
  return Array.isArray(batch?.calls) && typeof operation?.nonce === "bigint" && Array.isArray(hashes);
}
