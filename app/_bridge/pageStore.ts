import type { LaneOperation, LaneSnapshot, SessionState } from "@hourglass/session/core";
import { initialMachine, type MachineState } from "@hourglass/session/core";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnyDoor, PlayerIdentity } from "./account";
import type { Draft } from "./draft";
import type { BatchItem } from "./operationRows";
import type { EngineState, Health, Notice, WalletStatus } from "./ports";
import type { Session } from "./session";
import type { Begin, WaitingView } from "./signers/views";
import type { AskedLink } from "./views";

/** Everything that the page knows. Every view is derived from it, and nothing else keeps a copy. */
export type PageState = {
  /** Who plays, with which session. */
  machine: MachineState<PlayerIdentity, Session, AnyDoor>;
  /** The lane of the running session; undefined while none is open. */
  lane: LaneSnapshot<BatchItem> | undefined;
  /** Rows of earlier lanes in the same visit. Newest first. */
  past: readonly LaneOperation<BatchItem>[];
  /** What the chain last said about the session. */
  facts: { of: Session; state: SessionState } | undefined;
  /** What the sponsor paid for the session so far, and for how many operations. */
  paid: { of: Session; wei: bigint; operations: number } | undefined;
  /** What the card shows, and what the owner will be asked to sign. */
  drafted: Draft | undefined;
  /** What is shown while an owner on another device is asked. */
  askedLink: AskedLink | undefined;
  /** In how many seconds the hour of the next grant begins; only signers of a contract need another time than now. */
  begin: Begin;
  /** While the signers of a contract are waited for. */
  waiting: WaitingView | undefined;
  keyStorage: "stored" | "memory";
  wallet: WalletStatus;
  engine: EngineState;
  /** What the server last reported about its parts. */
  polled: Health;
  /** What the event stream says about the chain, and whether it works at all. */
  stream: { chain: "up" | "down" | "unknown"; isOpen: boolean | undefined; why?: string | undefined };
  clockOffsetMs: number;
  notices: readonly Notice[];
  /** Actions that were played and are not in an operation yet. */
  queued: number;
};

export type PageStore = StoreApi<PageState>;

const unknown: Health = {
  app: "unknown",
  stream: "unknown",
  rpc: "unknown",
  bundler: "unknown",
  sponsor: "unknown",
  database: "unknown",
};

/** Creates the store; nothing is known yet. */
export function createPageStore(): PageStore {
  return createStore<PageState>(() => ({
    machine: initialMachine(),
    ...{ lane: undefined, past: [], facts: undefined, paid: undefined, drafted: undefined, keyStorage: "stored" },
    ...{ askedLink: undefined, begin: 0, waiting: undefined },
    ...{ wallet: { status: "connecting" }, engine: "loading", polled: unknown },
    ...{ stream: { chain: "unknown", isOpen: undefined }, clockOffsetMs: 0, notices: [], queued: 0 },
  }));
}
