/**
 * The moments of an operation, in their order, each with what leads to it. `input` to `drawn` are those of its first action:
 * the press, the prediction, and the frame that shows it, for which nothing else waits. `taken`: nothing else is under way, and what waits becomes one
 * operation. `mined`: the server heard of the block. `seen`: this page did. `confirmed`: the game stands on the chain's state.
 */
export const moments = [
  { name: "input", what: "The press" },
  { name: "predicted", what: "The rules predict it" },
  { name: "drawn", what: "A frame shows it" },
  { name: "taken", what: "It waits for the operation before" },
  { name: "signed", what: "The session key signs" },
  { name: "sent", what: "The request leaves" },
  { name: "accepted", what: "The bundler accepts it" },
  { name: "mined", what: "A block includes it" },
  { name: "seen", what: "This page hears of the block" },
  { name: "confirmed", what: "The state after it is read" },
] as const;

export type Moment = (typeof moments)[number]["name"];

/** When each moment was, in Unix ms; missing what did not happen, or nobody saw. */
export type Trace = Partial<Record<Moment, number>>;

/** What leads from one moment to the next, in ms. */
export type TracePart = { name: Moment; what: string; startMs: number; durationMs: number };

/**
 * The parts of a trace between moments that are known; the part of `drawn` begins at the first one. Clocks of two machines
 * may disagree: a moment that would lie before the one before it is left out.
 * @param trace The moments.
 * @returns In order; `startMs` counts from the first one.
 */
export function readParts(trace: Trace): readonly TracePart[] {
  const parts: TracePart[] = [];
  let first: number | undefined;
  let last: number | undefined;
  for (const { name, what } of moments) {
    const atMs = trace[name];
    if (atMs === undefined || (last !== undefined && atMs < last)) continue;
    const fromMs = name === "drawn" ? first : last;
    if (first !== undefined && fromMs !== undefined)
      parts.push({ name, what, startMs: fromMs - first, durationMs: atMs - fromMs });
    first ??= atMs;
    if (name !== "drawn") last = atMs;
  }
  return parts;
}

/** From the first moment to the last, in ms. */
export const readWhole = (parts: readonly TracePart[]): number =>
  Math.max(0, ...parts.map(({ startMs, durationMs }) => startMs + durationMs));
