import { NoSessionError, NotPermittedError } from "../errors/sessionErrors.ts";
import type { Call } from "../operation/calls.ts";
import type { CallsReceipt, Session, Sessions } from "../sessions/types.ts";
import type { Fate } from "./callsStatus.ts";
import type { SessionProviderOptions } from "./types.ts";

/** Calls that went through a provider. */
export type Calls = {
  /** The open session. @throws NoSessionError */
  session: () => Session;
  /** All or none. If `otherwise` is `owner`, the owner signs what the session may not do. Resolves when the calls are queued. */
  send: (calls: readonly Call[], id?: string) => Promise<string>;
  /** Their result. */
  read: (id: string) => Fate | undefined;
  wait: (id: string) => Promise<CallsReceipt>;
};

/** For older ones, read the chain. */
const KEPT = 1_000;

/**
 * Sends calls and remembers their results.
 * @param sessions The sessions of one world.
 * @param otherwise See {@link SessionProviderOptions}.
 */
export function createCalls(sessions: Sessions, otherwise: SessionProviderOptions["otherwise"] = "refuse"): Calls {
  const fates = new Map<string, Fate>();
  const running = new Map<string, Promise<CallsReceipt>>();

  const session = (): Session => {
    if (sessions.current) return sessions.current;
    throw new NoSessionError("No session is open.", { advice: "Call eth_requestAccounts first." });
  };
  const begin = async (calls: readonly Call[], id: string): Promise<Promise<CallsReceipt>[]> => {
    const current = session();
    try {
      await current.sendCalls({ calls, id });
      return [current.waitForCalls({ id })];
    } catch (error) {
      if (otherwise !== "owner" || !(error instanceof NotPermittedError) || !current.owner) throw error;
      return [sendByOwner(sessions, current.owner, calls, id)];
    }
  };

  return {
    session,
    send: async (calls, id = crypto.randomUUID()) => {
      const [receipt] = await begin(calls, id);
      if (!receipt) throw new NoSessionError("No session is open.");
      fates.set(id, { kind: "pending" });
      running.set(id, receipt);
      receipt.then(
        (known) => fates.set(id, { kind: "receipt", receipt: known }),
        (error: unknown) => fates.set(id, { kind: "error", error }),
      );
      for (const [old, { kind }] of fates) {
        if (fates.size <= KEPT) break;
        if (kind !== "pending" && fates.delete(old)) running.delete(old);
      }
      return id;
    },
    read: (id) => fates.get(id),
    wait: (id) => running.get(id) ?? Promise.reject(new NoSessionError("These calls are not known here.")),
  };
}

async function sendByOwner(
  sessions: Sessions,
  owner: NonNullable<Session["owner"]>,
  calls: readonly Call[],
  id: string,
): Promise<CallsReceipt> {
  return { id, ...(await sessions.sendAsOwner({ owner, calls })) };
}
