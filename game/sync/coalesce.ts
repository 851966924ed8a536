import { MAX_STEPS } from "../rules/move";
import type { Action } from "../rules/types";

/** Most calls in one operation: what a bundler and the sponsor's gas limits take without a special case. */
export const MAX_CALLS = 16;

/** One call, and the played entries that it stands for. */
export type Call<Entry> = { action: Action; parts: readonly Entry[] };

/**
 * As many entries from the front as fit into one batch: consecutive moves become one path of at most 32 steps, all else
 * stays one call each, in order. A played move is never cut in two: it succeeds or fails as it was played.
 */
export function coalesce<Entry extends { action: Action }>(
  entries: readonly Entry[],
  limit: number = MAX_CALLS,
): { calls: readonly Call<Entry>[]; rest: readonly Entry[] } {
  const calls: Call<Entry>[] = [];
  let taken = 0;
  for (const entry of entries) {
    const last = calls.at(-1);
    const joined = last && joinMoves(last.action, entry.action);
    if (joined) calls[calls.length - 1] = { action: joined, parts: [...last.parts, entry] };
    else if (calls.length < limit) calls.push({ action: entry.action, parts: [entry] });
    else break;
    taken++;
  }
  return { calls, rest: entries.slice(taken) };
}

function joinMoves(first: Action, second: Action): Action | undefined {
  if (first.type !== "move" || second.type !== "move") return undefined;
  if (first.path.length + second.path.length > MAX_STEPS) return undefined;
  return { type: "move", path: [...first.path, ...second.path] };
}
