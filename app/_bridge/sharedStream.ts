import type { Lock } from "@hourglass/session/core";

/** Messages of a stream: the server's, and whether the stream works. */
export type StreamMessage = { type: "block" | "reset" | "status" | "full"; data: string } | { type: "open" | "closed" };

export type StreamSource = Pick<EventSource, "addEventListener" | "close">;
export type StreamChannel = {
  postMessage: (message: unknown) => void;
  close: () => void;
  onmessage: ((event: MessageEvent<StreamMessage | "hello">) => void) | null;
};

export type SharedStreamPorts = {
  createSource: (url: string) => StreamSource;
  /** Between the tabs of this browser; undefined if there is none: then each tab has its own stream. */
  shared: { lock: Lock; createChannel: (name: string) => StreamChannel } | undefined;
};

/** A new block comes four times a second; after this silence the tab that holds the stream counts as stuck. */
const SILENCE_MS = 10_000;
/** A tab that gets the lock this soon was the first, and has missed nothing. */
const FIRST_MS = 1_000;

const MESSAGES = ["block", "reset", "status", "full"] as const;
const GAP: StreamMessage = { type: "reset", data: JSON.stringify({ reason: "gap" }) };

/**
 * One event stream for all tabs of a browser: over HTTP/1.1 a browser opens six connections to a site, and six tabs with
 * one stream each would leave none for moves. The tab that has the lock holds the stream and passes messages to the others.
 * @param url Of the stream; tabs with the same URL share it.
 * @param listener Receives each message, in order.
 * @param ports See {@link SharedStreamPorts}.
 * @returns A function that stops it; another tab then takes over.
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
      // A tab opened later gets the stream's current state, not only changes.
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
    // The previous holder is gone, together with messages that it had not passed on.
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

/** What a tab opened later must know: whether the stream is open, and the last status. */
function keep(last: readonly StreamMessage[], message: StreamMessage): StreamMessage[] {
  if (message.type === "block" || message.type === "reset") return [...last];
  const isSame = ({ type }: StreamMessage) => (message.type === "status" ? type === "status" : type !== "status");
  return [...last.filter((each) => !isSame(each)), message];
}
