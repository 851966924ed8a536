import { CancelledError, type Grant, SessionError } from "@hourglass/session/core";
import { createStore } from "zustand/vanilla";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import type { CardRequest, OwnerView, WalletLink } from "../ports";
import type { VaultDoor } from "../views";
import type { Narrowing } from "./narrow";
import type { Answerable, Refused } from "./readRequest";

type Asked = Answerable & {
  owner: OwnerView;
  choice: Narrowing;
  /** What will be signed; undefined while it is made, and if nothing is left to give. */
  card: CardRequest | undefined;
  signing: boolean;
};

/** What the page shows. */
export type ApprovalState = {
  /** What did not work, in words. */
  problem?: string | undefined;
} & (
  | { step: "reading" }
  | { step: "refused"; refused: Refused }
  /** Nobody is known in this browser: who owns the account? */
  | ({ step: "nobody"; opening: VaultDoor["kind"] | undefined } & Answerable)
  | ({ step: "asked" } & Asked)
  /** Signed; the other device may have it by the mailbox, or by copying `sealed`. */
  | ({ step: "signed"; sealed: string; delivery: "sending" | "sent" | "failed" } & Asked)
);

/** The state of one step. */
export type StateOf<step extends ApprovalState["step"]> = Extract<ApprovalState, { step: step }>;

/** What the steps share: the page, and what lives as long as one visit. */
export type ApprovalParts = ReturnType<typeof createApprovalParts>;

/** Creates what the steps share. */
export function createApprovalParts(context: Context, wallet: WalletLink, lane: number) {
  const store = createStore<ApprovalState>(() => ({ step: "reading" }));
  const live: { left: AbortController; identity?: PlayerIdentity; drafted?: Grant | undefined; turn: number } = {
    ...{ left: new AbortController(), turn: 0 },
  };
  return {
    ...{ context, wallet, lane, live },
    read: store.getState,
    subscribe: store.subscribe,
    show: (state: ApprovalState) => store.setState(state, true),
    /** Changes the state, if the page is still at that step. */
    update: <step extends ApprovalState["step"]>(step: step, change: Partial<StateOf<step>>) => {
      const state = store.getState();
      if (state.step === step) store.setState({ ...state, ...change } as ApprovalState, true);
    },
    /** Words for what was thrown; none for what the player cancelled. */
    explain: (error: unknown): string | undefined => {
      if (error instanceof CancelledError || live.left.signal.aborted) return undefined;
      if (error instanceof SessionError) return error.shortMessage;
      // Our own bug must not look like an outage of somebody else.
      console.warn("unexpected failure", error);
      return "Something in this page went wrong. Reload it and try again; nothing was signed.";
    },
  };
}
