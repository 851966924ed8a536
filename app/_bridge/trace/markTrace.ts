import { readParts, readWhole, type Trace } from "./moments";

/** As many as a player who looks back in the same visit could still want. */
const KEPT = 200;

/** In memory only, by hash of the operation: times, no key. The inspector is another page, and the bridge is closed there. */
const kept = new Map<string, Trace>();

/** Before the name of each measure: `hourglass.accepted` is what leads to `accepted`, `hourglass` the whole. */
const PREFIX = "hourglass";

/** A measure of User Timing. Those of long ago are removed, so that a long visit does not grow. */
function measure(name: string, startMs: number, durationMs: number, detail: { hash: string } | undefined): void {
  if (performance.getEntriesByName(name).length >= KEPT) performance.clearMeasures(name);
  const start = startMs - performance.timeOrigin;
  performance.measure(name, { start, end: start + durationMs, detail });
}

/** Leaves how long an action took from the press to the frame that shows it, whatever becomes of it. */
export const markDrawn = (pressedAtMs: number, drawnAtMs: number): void =>
  measure(`${PREFIX}.drawn`, pressedAtMs, drawnAtMs - pressedAtMs, undefined);

/**
 * Keeps a trace, and leaves its parts as measures of User Timing (W3C), with the hash of the operation as their detail: the
 * browser's own tools and `npm run bench` read them.
 */
export function markTrace(hash: string, trace: Trace): void {
  kept.set(hash, trace);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest);
  const firstMs = Math.min(...Object.values(trace));
  const parts = readParts(trace);
  for (const { name, startMs, durationMs } of parts)
    if (name !== "drawn") measure(`${PREFIX}.${name}`, firstMs + startMs, durationMs, { hash });
  measure(PREFIX, firstMs, readWhole(parts), { hash });
}

/** @returns The moments of an operation that this page sent in the same visit. */
export const recallTrace = (hash: string): Trace | undefined => kept.get(hash);
