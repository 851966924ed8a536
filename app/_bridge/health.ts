import { health as report } from "@/app/_api/health";
import type { Health } from "./ports";

const POLL_MS = 10_000;
const POLL_DOWN_MS = 3_000;
const WAIT_MS = 10_000;

/**
 * Checks regularly which part of the stack is down, more often while one is. The lane and the event stream report at once
 * what the page meets while playing; this finds the parts that play does not use.
 * @param listener Called after each answer.
 * @returns A function that stops it.
 */
export function watchHealth(listener: (health: Health) => void): () => void {
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const health = await readHealth(stopping.signal);
    if (stopping.signal.aborted) return;
    listener(health);
    const isDown = Object.values(health).includes("down");
    timer = setTimeout(ask, isDown ? POLL_DOWN_MS : POLL_MS);
  };
  void ask();
  return () => {
    stopping.abort();
    clearTimeout(timer);
  };
}

async function readHealth(signal: AbortSignal): Promise<Health> {
  try {
    const response = await fetch("/api/health", {
      signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
      cache: "no-store",
    });
    const { parts } = report.parse(await response.json());
    return {
      ...{ app: "up", stream: "unknown" },
      rpc: parts.rpc.status,
      bundler: parts.bundler.status,
      sponsor: parts.sponsor.status,
      database: parts.database.status,
    };
  } catch {
    // The state of the parts behind the site is then unknown.
    return {
      app: "down",
      stream: "unknown",
      rpc: "unknown",
      bundler: "unknown",
      sponsor: "unknown",
      database: "unknown",
    };
  }
}
