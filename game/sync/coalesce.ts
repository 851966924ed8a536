import { MAX_STEPS } from "../rules/move";
import type { Action } from "../rules/types";

/** Most calls in one operation: what a bundler and the sponsor's gas limits take without a special case. */
export const MAX_CALLS = 16;

/**
 * As many actions from the front as fit into one batch: consecutive moves become one path of at most 32 steps, all else
 * stays one call each, in order. A played move is never cut in two: it succeeds or fails as it was played.
 */
export function coalesce(
  actions: readonly Action[],
  limit: number = MAX_CALLS,
): { calls: readonly Action[]; rest: readonly Action[] } {
  const calls: Action[] = [];
  let taken = 0;
  for (const action of actions) {
    const last = calls.at(-1);
    const joins = last?.type === "move" && action.type === "move" && last.path.length + action.path.length <= MAX_STEPS;
    if (joins) calls[calls.length - 1] = { type: "move", path: [...last.path, ...action.path] };
    else if (calls.length < limit) calls.push(action);
    else break;
    taken++;
  }
  return { calls, rest: actions.slice(taken) };
}
