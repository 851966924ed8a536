import type { Address } from "viem";

import { type BlockEvent, blockEvent, resetEvent, statusEvent } from "@/app/_api/events";

/** What the bridge hears of the chain. */
export type ChainListener = {
  block: (block: BlockEvent) => void;
  /** What is known may be wrong: read it anew. `world`: it is another chain. */
  reset: (reason: "gap" | "reorganised" | "world") => void;
  /** Whether the chain answers, as far as the server sees it. */
  status: (chain: "up" | "down") => void;
  /** The stream comes through; or it does not, and the browser tries again by itself. */
  open: () => void;
  closed: () => void;
};

/**
 * Follows the chain through `GET /api/events`: one subscription instead of polling. The browser reconnects by itself
 * and says what it saw last, so that nothing is missed.
 * @param account Whose operations are told of; undefined: only blocks and the game's events.
 * @param worldId The world that the page knows; another one is a reset.
 * @returns Its own undo.
 */
export function watchChain(account: Address | undefined, worldId: string, listener: ChainListener): () => void {
  const source = new EventSource(account ? `/api/events?account=${account}` : "/api/events");
  // An answer that does not parse is a defect of ours; it is told to the console by the throw and changes nothing here.
  source.addEventListener("block", ({ data }) => listener.block(blockEvent.parse(JSON.parse(data))));
  source.addEventListener("reset", ({ data }) => listener.reset(resetEvent.parse(JSON.parse(data)).reason));
  source.addEventListener("status", ({ data }) => {
    const status = statusEvent.parse(JSON.parse(data));
    if (status.worldId && status.worldId !== worldId) listener.reset("world");
    listener.status(status.chain);
  });
  source.addEventListener("open", listener.open);
  source.addEventListener("error", listener.closed);
  return () => source.close();
}
