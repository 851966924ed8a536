import type { Lock } from "@/session/laneTypes";

/** What a stream tells: the server's messages, and whether it comes through. */
export type StreamMessage = { type: "block" | "reset" | "status" | "full"; data: string } | { type: "open" | "closed" };

export type StreamSource = Pick<EventSource, "addEventListener" | "close">;
export type StreamChannel = {
  postMessage: (message: unknown) => void;
  close: () => void;
  onmessage: ((event: MessageEvent<StreamMessage | "hello">) => void) | null;
};

export type SharedStreamPorts = {
  createSource: (url: string) => StreamSource;
  /** Between the tabs of this browser; undefined where there is none: then each tab has a stream of its own. */
  shared: { lock: Lock; createChannel: (name: string) => StreamChannel } | undefined;
};

/** A new block comes four times a second; after such a silence the tab that holds the stream is taken for stuck. */
const SILENCE_MS = 10_000;
/** Who gets the lock as soon as this was there first and has missed nothing. */
const FIRST_MS = 1_000;

const MESSAGES = ["block", "reset", "status", "full"] as const;
const GAP: StreamMessage = { type: "reset", data: JSON.stringify({ reason: "gap" }) };

/**
 * One event stream for all tabs of a browser: over HTTP/1.1 a browser opens six connections to a site, and six tabs with
 * a stream each would leave none for moves. The tab that has the lock holds the stream and tells the others.
 * @param url Of the stream; tabs share what has the same.
 * @param listener Told of each message, in order.
 * @param ports See {@link SharedStreamPorts}.
 * @returns Its own undo; another tab takes over then.
 */
export function openSharedStream(
  url: string,
  listener: (message: StreamMessage) => void,
  { createSource, shared }: SharedStreamPorts,
): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  if (!shared) {
    const source = createSource(url);
    hear(source, listener);
    return () => source.close();
  }
  const name = `hourglass ${url}`;
  const channel = shared.createChannel(name);
  const sinceMs = Date.now();
  let isHolder = false;
  let hasFollowed = false;
  let last: StreamMessage[] = [];
  let silence: ReturnType<typeof setTimeout> | undefined;

  const expectMore = () => {
    clearTimeout(silence);
    silence = setTimeout(() => listener({ type: "closed" }), SILENCE_MS);
  };
  channel.onmessage = ({ data }) => {
    if (data === "hello") {
      // Who comes later hears where the stream stands, not only what changes.
      if (isHolder) for (const message of last) channel.postMessage(message);
      return;
    }
    if (isHolder) return;
    hasFollowed = true;
    expectMore();
    listener(data);
  };
  channel.postMessage("hello");
  expectMore();

  const hold = async () => {
    clearTimeout(silence);
    isHolder = true;
    const source = createSource(url);
    const tell = (message: StreamMessage) => {
      last = keep(last, message);
      channel.postMessage(message);
      listener(message);
    };
    // The tab that held it before is gone, with what it had not told.
    if (hasFollowed || Date.now() - sinceMs > FIRST_MS) tell(GAP);
    hear(source, tell);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    source.close();
  };
  shared.lock(name, signal, hold).catch(() => {
    // Aborted while waiting: another tab holds it.
  });

  return () => {
    stopping.abort();
    clearTimeout(silence);
    channel.close();
  };
}

function hear(source: StreamSource, tell: (message: StreamMessage) => void): void {
  for (const type of MESSAGES) {
    source.addEventListener(type, (event) => tell({ type, data: String((event as MessageEvent).data) }));
  }
  source.addEventListener("open", () => tell({ type: "open" }));
  source.addEventListener("error", () => tell({ type: "closed" }));
}

/** What a tab must know that comes later: whether the stream is open, and the last status. */
function keep(last: readonly StreamMessage[], message: StreamMessage): StreamMessage[] {
  if (message.type === "block" || message.type === "reset") return [...last];
  const isSame = ({ type }: StreamMessage) => (message.type === "status" ? type === "status" : type !== "status");
  return [...last.filter((each) => !isSame(each)), message];
}
