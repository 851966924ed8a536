import { type Action, rowOf } from "../rules/actions";

/** Most calls in one operation: what a bundler and the sponsor's gas limits accept without a special case. */
export const MAX_CALLS = 16;

/** What is sent as one operation: one call per action, in order. */
export type Batch = { id: number; actions: readonly Action[] };

/** One call, and the queued entries that it represents. */
export type Call<Entry> = { action: Action; parts: readonly Entry[] };

/**
 * Takes as many entries from the front as fit into one batch: consecutive entries that their action can join become one call
 * (moves become one path), everything else stays one call each, in order.
 */
export function coalesce<Entry extends { action: Action }>(
  entries: readonly Entry[],
  limit: number = MAX_CALLS,
): { calls: readonly Call<Entry>[]; rest: readonly Entry[] } {
  const calls: Call<Entry>[] = [];
  let taken = 0;
  for (const entry of entries) {
    const last = calls.at(-1);
    const joined = last && join(last.action, entry.action);
    if (joined) calls[calls.length - 1] = { action: joined, parts: [...last.parts, entry] };
    else if (calls.length < limit) calls.push({ action: entry.action, parts: [entry] });
    else break;
    taken++;
  }
  return { calls, rest: entries.slice(taken) };
}

function join(first: Action, second: Action): Action | undefined {
  if (first.type !== second.type) return undefined;
  const joined = rowOf(first.type).join?.(first, second);
  return joined && ({ type: first.type, ...joined } as Action);
}
