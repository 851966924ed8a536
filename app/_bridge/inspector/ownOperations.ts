import type { OperationView } from "../ports";

/** As many as a player who looks back in the same visit could still want. */
const KEPT = 200;

/**
 * What this page sent, by row, for the inspector: it is another page, and the bridge is closed when the player goes there. In
 * memory only; times and words, no key.
 */
const own = new Map<string, OperationView>();

/** Remembers the rows of the session panel as they are now. */
export function rememberOperations(operations: readonly OperationView[]): void {
  // The oldest row last: a new row must be the last to be forgotten.
  for (const operation of operations.toReversed()) own.set(operation.id, operation);
  for (const id of [...own.keys()].slice(0, Math.max(0, own.size - KEPT))) own.delete(id);
}

/** @returns What this page knows about an operation that it sent in the same visit. */
export function recallOperation(hash: string): OperationView | undefined {
  return [...own.values()].find(({ userOpHash }) => userOpHash === hash);
}
