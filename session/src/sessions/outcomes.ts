import { InvalidInputError, type SessionError } from "../errors/errors.ts";
import { CancelledError } from "../lane/deadline.ts";
import type { CallsReceipt } from "./types.ts";

/** The result of calls, or that there is none yet. */
export type Outcome =
  | { kind: "pending" }
  | { kind: "receipt"; receipt: CallsReceipt }
  | { kind: "error"; error: SessionError };

/** Results by id, for those who wait. */
export type Outcomes = {
  read: (id: string) => Outcome | undefined;
  /** @throws if it is not settled. */
  known: (id: string) => Exclude<Outcome, { kind: "pending" }>;
  begin: (id: string) => void;
  /** The last result counts: a reorganisation may change it. */
  settle: (id: string, outcome: Exclude<Outcome, { kind: "pending" }>) => void;
  /** Rejects everybody who waits for these calls, and lets others wait again. */
  interrupt: (ids: readonly string[], error: SessionError) => void;
  wait: (id: string, signal?: AbortSignal) => Promise<CallsReceipt>;
};

/** For older ones, read the chain. */
const KEPT = 1_000;

/** Creates the store of results. */
export function createOutcomes(): Outcomes {
  const outcomes = new Map<string, Outcome>();
  const waiters = new Map<string, Set<(outcome: Exclude<Outcome, { kind: "pending" }>) => void>>();
  const tell = (id: string, outcome: Exclude<Outcome, { kind: "pending" }>) => {
    for (const waiter of waiters.get(id) ?? []) waiter(outcome);
    waiters.delete(id);
  };

  return {
    read: (id) => outcomes.get(id),
    known: (id) => {
      const outcome = outcomes.get(id);
      if (!outcome || outcome.kind === "pending") throw new InvalidInputError("These calls are not settled.");
      return outcome;
    },
    begin: (id) => {
      if (!outcomes.has(id)) outcomes.set(id, { kind: "pending" });
      for (const [old, { kind }] of outcomes) {
        if (outcomes.size <= KEPT) break;
        if (kind !== "pending") outcomes.delete(old);
      }
    },
    settle: (id, outcome) => {
      outcomes.set(id, outcome);
      tell(id, outcome);
    },
    interrupt: (ids, error) => {
      for (const id of ids) tell(id, { kind: "error", error });
    },
    wait: async (id, signal) => {
      const known = outcomes.get(id);
      if (!known) throw new InvalidInputError("These calls are not known here.", { details: `id ${id}` });
      if (signal?.aborted) throw new CancelledError();
      const outcome =
        known.kind === "pending"
          ? await new Promise<Exclude<Outcome, { kind: "pending" }>>((resolve, reject) => {
              const cancel = () => reject(new CancelledError());
              signal?.addEventListener("abort", cancel, { once: true });
              const own = waiters.get(id) ?? new Set();
              const settle = (result: Exclude<Outcome, { kind: "pending" }>) => {
                signal?.removeEventListener("abort", cancel);
                resolve(result);
              };
              waiters.set(id, own.add(settle));
            })
          : known;
      if (outcome.kind === "error") throw outcome.error;
      return outcome.receipt;
    },
  };
}
