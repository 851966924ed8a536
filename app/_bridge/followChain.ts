import type { Address } from "viem";
import type { BlockEvent, ResetEvent } from "@/app/_api/events";
import { watchChain } from "./chainEvents";
import type { PageStore } from "./pageStore";

/** How often the state is read without the event stream: play continues, and others are seen with a delay. */
const POLL_MS = 3_000;

const CLOSED_MS = 4_000;

export type FollowParts = {
  store: PageStore;
  worldId: string;
  hear: (block: BlockEvent) => void;
  /** Blocks were missed or reorganised: read everything again. */
  catchUp: () => Promise<void>;
  /** The chain answers again. */
  back: () => void;
  /** Reads the world, without checking confirmations again. */
  look: () => Promise<void>;
};

/** Follows the chain for one account at a time, and polls while the event stream is interrupted. */
export function createFollower({ store, worldId, hear, catchUp, back, look }: FollowParts) {
  let undo: (() => void) | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  const setStream = (change: Partial<ReturnType<typeof store.getState>["stream"]>) =>
    store.setState(({ stream }) => ({ stream: { ...stream, ...change } }));

  const opened = () => {
    clearTimeout(closing);
    closing = undefined;
    if (store.getState().stream.isOpen !== true) setStream({ isOpen: true, why: undefined });
  };

  const follow = (account: Address | undefined) => {
    undo?.();
    undo = watchChain(account, worldId, {
      block: (block) => {
        opened();
        hear(block);
      },
      // The browser reconnects within a second; only a longer interruption is worth a message.
      closed: () => {
        closing ??= setTimeout(() => setStream({ isOpen: false }), CLOSED_MS);
      },
      full: (text) => setStream({ isOpen: false, why: text }),
      status: (chain) => {
        opened();
        const was = store.getState().stream.chain;
        setStream({ chain });
        if (was === "down" && chain === "up") back();
      },
      // Another chain: nothing that this page has is true any more.
      reset: (reason: ResetEvent["reason"]) => (reason === "world" ? globalThis.location.reload() : void catchUp()),
    });
  };

  const poll = setInterval(() => {
    const { stream, polled } = store.getState();
    if (stream.isOpen === false && polled.rpc !== "down" && polled.app !== "down") void look();
  }, POLL_MS);

  return {
    follow,
    dispose: () => {
      clearInterval(poll);
      clearTimeout(closing);
      undo?.();
    },
  };
}
