import type { FullEvent } from "@/app/_api/events";

/** Streams of one process: each new block is written to all of them before the next one comes. */
const MAX_STREAMS = 600;
/** When a client that found no place may try again. */
const RETRY_SECONDS = 30;

/** Open streams by client. */
export type Places = {
  /** Takes a place. Returns a function that frees it, or the reason why there is none. */
  take: (client: string) => (() => void) | FullEvent;
};

/**
 * Places for event streams: a maximum for each client, and one for all.
 * @param perClient Most of one client.
 * @param most Most in all.
 * @returns The places, all free.
 */
export function createPlaces(perClient: number, most = MAX_STREAMS): Places {
  // Contains only clients that have a place.
  const taken = new Map<string, number>();
  let all = 0;
  const change = (client: string, by: 1 | -1) => {
    all += by;
    const count = (taken.get(client) ?? 0) + by;
    if (count > 0) taken.set(client, count);
    else taken.delete(client);
  };
  return {
    take(client) {
      const own = taken.get(client) ?? 0;
      if (own >= perClient) {
        const text = `Too many tabs or players at your address: ${perClient} are connected. Close one; this one will try again.`;
        return { reason: "address", text, allowed: perClient, retrySeconds: RETRY_SECONDS };
      }
      if (all >= most) {
        const text = "The server is full right now. This page will try again by itself.";
        return { reason: "server", text, allowed: most, retrySeconds: RETRY_SECONDS };
      }
      change(client, 1);
      let isOpen = true;
      return () => {
        if (isOpen) change(client, -1);
        isOpen = false;
      };
    },
  };
}
