import { type Address, pad } from "viem";

import { stringify } from "../json";
import { log } from "../log";
import type { BlockFeed, FeedMessage } from "./blockFeed";
import type { WatchedBlock } from "./readBlocks";

/** A regular comment keeps proxies from closing a quiet stream, and shows us when the client is gone. */
const HEARTBEAT_MS = 15_000;

/** Messages that wait for a slow client; with one more the stream is closed, and the client reconnects and resumes. */
const MAX_WAITING = 512;

export type EventStreamOptions = {
  feed: BlockFeed;
  /** Whose operations and sessions; undefined for everybody's. */
  account: Address | undefined;
  /** What the client missed before it connected. */
  readMissed: () => Promise<FeedMessage[]>;
  /** Aborts when the client is gone. */
  signal: AbortSignal;
  /** Called once, when the stream has ended. */
  onClose: () => void;
};

/**
 * The stream of one client: first what it missed, then everything new, without duplicates or gaps.
 * @param options See {@link EventStreamOptions}.
 * @returns Server-sent events.
 */
export function createEventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { feed, account, readMissed, signal, onClose } = options;
  const encoder = new TextEncoder();
  let close = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        const send = (text: string) => {
          if (!isOpen) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 1) <= 0) close();
        };
        const tell = (message: FeedMessage) => send(format(message, account));
        // Messages that arrive while the missed blocks are read wait here, to keep the order.
        let waiting: FeedMessage[] | undefined = [];
        const unsubscribe = feed.subscribe((message) => {
          if (waiting && message.type !== "status" && message.type !== "swap") waiting.push(message);
          else tell(message);
        });
        const heartbeat = setInterval(() => send(": alive\n\n"), HEARTBEAT_MS);
        close = () => {
          if (!isOpen) return;
          isOpen = false;
          clearInterval(heartbeat);
          unsubscribe();
          signal.removeEventListener("abort", close);
          onClose();
          try {
            controller.close();
          } catch {
            // The client closed it first.
          }
        };
        signal.addEventListener("abort", close);
        send("retry: 1000\n\n");
        const status = feed.status();
        if (status) tell({ type: "status", status });
        const swap = feed.swaps();
        if (swap) tell({ type: "swap", swap });
        // Not awaited: a stream sends nothing until its start has finished.
        readMissed().then(
          (missed) => {
            const told = new Set(missed.map((message) => (message.type === "block" ? message.block.hash : undefined)));
            for (const message of missed) tell(message);
            for (const message of waiting ?? []) {
              if (message.type !== "block" || !told.has(message.block.hash)) tell(message);
            }
            waiting = undefined;
          },
          (error: unknown) => {
            // After the close the client reconnects with the same id in a second.
            log.warn({ err: error }, "The missed blocks of an event stream could not be read.");
            close();
          },
        );
      },
      cancel: () => close(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_WAITING }),
  );
}

/**
 * A message as text.
 * @param message What happened.
 * @param account Whose operations and sessions; undefined for everybody's.
 * @returns One server-sent event.
 */
export function format(message: FeedMessage, account: Address | undefined): string {
  if (message.type === "status") return `event: status\ndata: ${stringify(message.status)}\n\n`;
  if (message.type === "reset") return `event: reset\ndata: ${stringify(message.reset)}\n\n`;
  if (message.type === "swap") return `event: swap\ndata: ${stringify(message.swap)}\n\n`;
  const { block } = message;
  const own = account === undefined ? undefined : ownOf(block, account);
  const isOwn = own !== undefined && own.operations.length + own.sessions.length > 0;
  if (isOwn) return toText(block, own);
  return own === undefined ? remember(whole, block, block) : remember(bare, block, own);
}

/** Most blocks contain nothing about most accounts: their text is the same for all of these, and is written once. */
const bare = new WeakMap<WatchedBlock, string>();
const whole = new WeakMap<WatchedBlock, string>();

function remember(texts: WeakMap<WatchedBlock, string>, block: WatchedBlock, parts: Parts): string {
  const text = texts.get(block) ?? toText(block, parts);
  texts.set(block, text);
  return text;
}

type Parts = Pick<WatchedBlock, "operations" | "sessions">;

function toText({ parentHash: _, ...block }: WatchedBlock, { operations, sessions }: Parts): string {
  const data = stringify({ ...block, operations, sessions });
  return `event: block\nid: ${block.number}-${block.hash}\ndata: ${data}\n\n`;
}

function ownOf({ operations, sessions }: WatchedBlock, account: Address): Parts {
  const topic = pad(account);
  return {
    operations: operations.filter(({ sender }) => sender === account),
    sessions: sessions.filter(({ topics }) => topics[1] === topic),
  };
}
