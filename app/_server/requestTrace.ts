import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** One HTTP request: its id, and how long each part of its answer took, in ms. */
export type RequestTrace = { id: string; parts: Map<string, number> };

export const REQUEST_ID = "x-request-id";

/** One storage for doors, upstreams and log, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassRequests?: AsyncLocalStorage<RequestTrace> };
shared.hourglassRequests ??= new AsyncLocalStorage<RequestTrace>();
const requests = shared.hourglassRequests;

/** The request that is being answered; undefined outside of one. */
export const readRequest = (): RequestTrace | undefined => requests.getStore();

/**
 * Answers a request under an id of ours: one that a caller chooses could be somebody else's in the log. The answer has the id, and
 * the times of its parts as `Server-Timing` (W3C), which a browser shows the page: `door` is the whole, the others are those of
 * {@link timed}.
 * @param answer Answers the request.
 */
export async function traced(answer: () => Promise<Response>): Promise<Response> {
  const trace: RequestTrace = { id: randomUUID(), parts: new Map() };
  const beganMs = performance.now();
  const response = await requests.run(trace, answer);
  trace.parts.set("door", performance.now() - beganMs);
  response.headers.set(REQUEST_ID, trace.id);
  response.headers.set(
    "server-timing",
    [...trace.parts].map(([name, durationMs]) => `${name};dur=${durationMs.toFixed(1)}`).join(", "),
  );
  return response;
}

/**
 * Measures a part of the request that is being answered. What is asked twice counts twice.
 * @param name A token of HTTP.
 * @param work What to wait for.
 */
export async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const beganMs = performance.now();
  try {
    return await work();
  } finally {
    const { parts } = readRequest() ?? {};
    parts?.set(name, (parts.get(name) ?? 0) + performance.now() - beganMs);
  }
}
