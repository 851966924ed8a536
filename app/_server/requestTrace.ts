import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** One HTTP request: its id, and how long each part of its answer took, in ms. */
export type RequestTrace = { id: string; parts: Map<string, number> };

export const REQUEST_ID = "x-request-id";

/** An id of somebody else's is taken over as it is, so it must be harmless in a header and in the log. */
const harmless = /^[\w-]{1,64}$/;

/** One storage for doors, upstreams and log, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassRequests?: AsyncLocalStorage<RequestTrace> };
shared.hourglassRequests ??= new AsyncLocalStorage<RequestTrace>();
const requests = shared.hourglassRequests;

/** The request that is being answered; undefined outside of one. */
export const readRequest = (): RequestTrace | undefined => requests.getStore();

/**
 * Answers a request under an id: the caller's, or a new one. The answer has the id, and the times of its parts as
 * `Server-Timing` (W3C), which a browser shows the page: `door` is the whole, the others are those of {@link timed}.
 * @param headers Of the request.
 * @param answer Answers it.
 */
export async function traced(headers: Headers, answer: () => Promise<Response>): Promise<Response> {
  const given = headers.get(REQUEST_ID) ?? "";
  const trace: RequestTrace = { id: harmless.test(given) ? given : randomUUID(), parts: new Map() };
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
