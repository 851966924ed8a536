import { createStore, type StoreApi } from "zustand/vanilla";
import type { LaneOperation, LaneSnapshot } from "@/session/laneTypes";
import { initialMachine, type MachineState } from "@/session/machine";
import type { SessionState } from "@/session/readChain";
import type { AnyDoor, PlayerIdentity } from "./account";
import type { BatchItem } from "./operationRows";
import type { EngineState, Health, Notice, WalletStatus } from "./ports";
import type { Session } from "./session";

/** All that the page knows. Every view is derived from it, and nothing else keeps a copy. */
export type PageState = {
  /** Who plays, with which session. */
  machine: MachineState<PlayerIdentity, Session, AnyDoor>;
  /** The lane of the running session; undefined while none is open. */
  lane: LaneSnapshot<BatchItem> | undefined;
  /** Rows of lanes before this one, in the same visit. Newest first. */
  past: readonly LaneOperation<BatchItem>[];
  /** What the chain said of the session last. */
  facts: { of: Session; state: SessionState } | undefined;
  keyStorage: "stored" | "memory";
  wallet: WalletStatus;
  engine: EngineState;
  /** What the server reports of its parts, asked now and then. */
  polled: Health;
  /** What the event stream says of the chain, and whether it comes through at all. */
  stream: { chain: "up" | "down" | "unknown"; isOpen: boolean | undefined; why?: string | undefined };
  clockOffsetMs: number;
  notices: readonly Notice[];
  /** Played and not in an operation yet. */
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
    ...{ lane: undefined, past: [], facts: undefined, keyStorage: "stored" },
    ...{ wallet: { status: "connecting" }, engine: "loading", polled: unknown },
    ...{ stream: { chain: "unknown", isOpen: undefined }, clockOffsetMs: 0, notices: [], queued: 0 },
  }));
}
