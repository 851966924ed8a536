import type { Hash } from "viem";
import { type ContractError, type Part, RefusedError, SessionError } from "../errors/errors.ts";
import { CallsRevertedError } from "../errors/sessionErrors.ts";
import type { Outcome } from "./outcomes.ts";
import type { Entry } from "./queue.ts";

type Known = Exclude<Outcome, { kind: "pending" }>;
/** An error in a form that can be sent to another tab. */
type PlainError = {
  shortMessage: string;
  details?: string;
  part?: Part;
  contractError?: ContractError;
  transactionHash?: Hash;
};
type Message =
  | { type: "calls"; entry: Entry }
  | {
      type: "outcome";
      id: string;
      outcome: Extract<Known, { kind: "receipt" }> | { kind: "error"; error: PlainError };
    };

/** Messages between tabs that have the same session. */
export type Tabs = {
  /** Passes calls to the tab that sends. */
  hand: (entry: Entry) => void;
  tell: (id: string, outcome: Known) => void;
  close: () => void;
};

/**
 * Connects the tabs of one browser that have one session: a tab that does not send passes its calls on, and gets their
 * results. It keeps a copy: if the sender's tab closes, it sends what is not in flight.
 * @param name Name of the session.
 * @param hear Called with calls and messages of other tabs.
 */
export function joinTabs(
  name: string,
  hear: { calls: (entry: Entry) => void; outcome: (id: string, outcome: Known) => void },
): Tabs {
  if (typeof BroadcastChannel === "undefined")
    return { hand: () => undefined, tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  // In Node.js an open channel would keep the process running.
  if ("unref" in channel && typeof channel.unref === "function") channel.unref();
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === "calls") hear.calls(data.entry);
    else
      hear.outcome(
        data.id,
        data.outcome.kind === "receipt" ? data.outcome : { kind: "error", error: toError(data.outcome.error) },
      );
  };
  const post = (message: Message) => channel.postMessage(message);
  return {
    hand: (entry) => post({ type: "calls", entry }),
    tell: (id, outcome) =>
      post({
        type: "outcome",
        id,
        outcome: outcome.kind === "receipt" ? outcome : { kind: "error", error: toPlain(outcome.error) },
      }),
    close: () => channel.close(),
  };
}

function toPlain(error: SessionError): PlainError {
  const { shortMessage, details } = error;
  return {
    ...{ shortMessage, ...(details && { details }) },
    ...(error instanceof RefusedError && {
      part: error.part,
      ...(error.contractError && { contractError: error.contractError }),
    }),
    ...(error instanceof CallsRevertedError && { transactionHash: error.transactionHash }),
  };
}

function toError({ shortMessage, part, transactionHash, ...options }: PlainError): SessionError {
  if (transactionHash) return new CallsRevertedError(shortMessage, { ...options, transactionHash });
  return part ? new RefusedError(part, shortMessage, options) : new SessionError(shortMessage, options);
}
