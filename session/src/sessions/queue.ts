import type { RefusedError, SessionError } from "../errors/errors.ts";
import type { Permission } from "../grant/grantTypes.ts";
import { findRefusedCall } from "../lane/blame.ts";
import type { Batch, LaneOperation, LaneSource } from "../lane/laneTypes.ts";
import type { Call } from "../operation/calls.ts";

/** One `sendCalls`: all of its calls happen, or none. */
export type Entry = { id: string; calls: readonly Call[] };
/** Entries that go out together; survives a structured clone. */
export type Together = { entries: readonly Entry[] };

/** Waiting calls, and their results. */
export type Queue = LaneSource<Together> & {
  add: (entry: Entry) => void;
  /** Another tab sent it. */
  drop: (id: string) => void;
  /** Not taken yet, in order. */
  waiting: () => readonly Entry[];
};

/** Events of a queue. */
export type QueueEvents = {
  /** The entries of one operation are on chain, or are finally refused. */
  done: (entries: readonly Entry[], operation: LaneOperation<Together>, error: SessionError | undefined) => void;
  /** Entries of an earlier visit are in flight. */
  resumed: (entries: readonly Entry[]) => void;
  permissions: () => readonly Permission[];
};

/** More calls in one operation gain nothing, and come close to a block's limit. */
const MAX_CALLS_TOGETHER = 40;

/**
 * The source of a lane whose entries are atomic by themselves, but not with others: if an operation with several entries
 * reverts, it is split, so that only the failing entry fails.
 * @param coalesce Whether entries may go out together.
 * @param events See {@link QueueEvents}.
 */
export function createQueue(coalesce: boolean, events: QueueEvents): Queue {
  let waiting: Entry[] = [];
  /** Entries that reverted together with others, without a known cause: each goes out by itself. */
  const alone = new Set<string>();

  const take = (): Batch<Together> | undefined => {
    const [first] = waiting;
    if (!first) return undefined;
    const entries = [first];
    let count = first.calls.length;
    for (const next of waiting.slice(1)) {
      count += next.calls.length;
      if (!coalesce || alone.has(first.id) || alone.has(next.id) || count > MAX_CALLS_TOGETHER) break;
      entries.push(next);
    }
    waiting = waiting.slice(entries.length);
    return { calls: entries.flatMap(({ calls }) => calls), item: { entries } };
  };

  const putBack = (entries: readonly Entry[]) => {
    waiting = [...entries, ...waiting];
  };

  const split = (operation: LaneOperation<Together>): void => {
    const { entries } = operation.item;
    const culprit = findCulprit(entries, operation.error, events.permissions());
    if (!culprit) for (const { id } of entries) alone.add(id);
    putBack(entries.filter((entry) => entry !== culprit));
    if (culprit) events.done([culprit], operation, operation.error);
  };

  return {
    add: (entry) => {
      waiting = [...waiting, entry];
    },
    drop: (id) => {
      waiting = waiting.filter((entry) => entry.id !== id);
    },
    waiting: () => waiting,
    take,
    resumed: ({ item }) => {
      waiting = waiting.filter(({ id }) => !item.entries.some((entry) => entry.id === id));
      events.resumed(item.entries);
    },
    giveBack: ({ item }) => putBack(item.entries),
    settled: (operation) => {
      const { entries } = operation.item;
      if (operation.status === "rejected" && entries.length > 1) return split(operation);
      for (const { id } of entries) alone.delete(id);
      events.done(entries, operation, operation.error);
    },
  };
}

/** The entry that a refusal by the session module is about. */
function findCulprit(
  entries: readonly Entry[],
  error: SessionError | undefined,
  permissions: readonly Permission[],
): Entry | undefined {
  const contractError = (error as Partial<RefusedError> | undefined)?.contractError;
  const calls = entries.flatMap((entry) => entry.calls.map((call) => ({ call, entry })));
  const index =
    contractError &&
    findRefusedCall(
      contractError,
      calls.map(({ call }) => call),
      permissions,
    );
  return index === undefined ? undefined : calls[index]?.entry;
}
