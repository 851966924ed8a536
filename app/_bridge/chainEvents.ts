import { createWebLock } from "@hourglass/session/core";
import type { Address } from "viem";
import { type BlockEvent, blockEvent, fullEvent, resetEvent, statusEvent } from "@/app/_api/events";
import { openSharedStream, type SharedStreamPorts, type StreamMessage } from "./sharedStream";

/** What the bridge receives from the chain. */
export type ChainListener = {
  block: (block: BlockEvent) => void;
  /** What is known may be wrong: read it again. `world`: it is another chain. */
  reset: (reason: "gap" | "reorganised" | "world") => void;
  /** Whether the chain answers, as far as the server sees it. */
  status: (chain: "up" | "down") => void;
  /** The stream is interrupted; the browser tries again by itself. */
  closed: () => void;
  /** There is no place for this stream now; with a text for the player. */
  full: (text: string) => void;
};

/**
 * Follows the chain through `GET /api/events`: one subscription instead of polling, and one for all tabs of a browser. The
 * browser reconnects by itself and sends the last id it saw, so that nothing is missed.
 * @param account Whose operations to report; undefined: only blocks and the game's events.
 * @param worldId The world that the page knows; another one is a reset.
 * @returns A function that stops it.
 */
export function watchChain(account: Address | undefined, worldId: string, listener: ChainListener): () => void {
  const url = account ? `/api/events?account=${account}` : "/api/events";
  return openSharedStream(url, hear, { createSource: (from) => new EventSource(from), shared: readShared() });

  // An answer that does not parse is our own bug; the error appears in the console and changes nothing here.
  function hear(message: StreamMessage): void {
    switch (message.type) {
      case "open":
        // Whether it works shows in the messages: a stream without a place opens as well.
        break;
      case "closed":
        listener.closed();
        break;
      case "full":
        listener.full(fullEvent.parse(JSON.parse(message.data)).text);
        break;
      case "block":
        listener.block(blockEvent.parse(JSON.parse(message.data)));
        break;
      case "reset":
        listener.reset(resetEvent.parse(JSON.parse(message.data)).reason);
        break;
      case "status": {
        const status = statusEvent.parse(JSON.parse(message.data));
        if (status.worldId && status.worldId !== worldId) listener.reset("world");
        listener.status(status.chain);
      }
    }
  }
}

/** A browser that blocks site data also refuses locks and channels. */
function readShared(): SharedStreamPorts["shared"] {
  try {
    if (!navigator.locks) return undefined;
    new BroadcastChannel("hourglass").close();
    return { lock: createWebLock(navigator.locks), createChannel: (name) => new BroadcastChannel(name) };
  } catch {
    return undefined;
  }
}
