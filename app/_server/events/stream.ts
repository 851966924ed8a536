import { type Address, pad } from "viem";

import { stringify } from "../json";
import { log } from "../log";
import type { BlockFeed, FeedMessage } from "./blockFeed";
import type { WatchedBlock } from "./readBlocks";

/** A comment now and then keeps proxies from closing a quiet stream, and shows us that the client is gone. */
const HEARTBEAT_MS = 15_000;

/** Messages that wait for a slow client; one more and the stream is closed: it comes back and resumes. */
const MAX_WAITING = 512;

export type EventStreamOptions = {
  feed: BlockFeed;
  /** Whose operations and sessions; undefined for everybody's. */
  account: Address | undefined;
  /** What the client missed before it came. */
  readMissed: () => Promise<FeedMessage[]>;
  /** Aborts when the client is gone. */
  signal: AbortSignal;
  /** Called once, when the stream has ended. */
  onClose: () => void;
};

/**
 * The stream of one client: first what it missed, then everything new, nothing twice, nothing left out.
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
        // What comes while the missed blocks are read waits here, so that the order holds.
        let waiting: FeedMessage[] | undefined = [];
        const unsubscribe = feed.subscribe((message) => {
          if (waiting && message.type !== "status") waiting.push(message);
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
        // Not awaited: a stream whose start waits hands out nothing meanwhile.
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
            // Closed, the client comes back with the same id in a second.
            log.warn({ err: error }, "What an event stream missed could not be read.");
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
  const { block } = message;
  const own = account === undefined ? undefined : ownOf(block, account);
  const isOwn = own !== undefined && own.operations.length + own.sessions.length > 0;
  if (isOwn) return toText(block, own);
  return own === undefined ? remember(whole, block, block) : remember(bare, block, own);
}

/** Most blocks hold nothing of most accounts: their text is the same for all of these, and is written once. */
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
