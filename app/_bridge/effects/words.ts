import type { LaneEnd } from "@hourglass/session/core";
import { CancelledError, OwnerDeclinedError, SessionError, toUnavailableOrRefused } from "@hourglass/session/core";
import { BaseError } from "viem";
import type { Tell } from "../notices";
import type { Notice } from "../ports";

/** Texts for the player when a session is over. */
export const endWords: Record<LaneEnd, { tone: Notice["tone"]; text: string }> = {
  expired: { tone: "info", text: "Your hour is over. Sign again to keep playing; nothing that you played is lost." },
  revoked: { tone: "info", text: "This session was ended." },
  exhausted: { tone: "info", text: "This session has used up its limits. Sign again to keep playing." },
  unsponsored: {
    tone: "error",
    text: "The sponsor's budget for this session is used up. Sign again to keep playing.",
  },
  denied: { tone: "error", text: "The sponsor stopped paying for this session. What you own stays yours." },
  refused: {
    tone: "error",
    text: "The blockchain did not accept this session's signature. Sign again to keep playing; nothing that you played is lost.",
  },
  failed: {
    tone: "error",
    text: "Something in this page went wrong, and the session stopped. Reload the page, or sign again to keep playing.",
  },
};

/**
 * Shows why something that the player asked for did not work. Nothing is shown for what they cancelled themselves.
 * @param tell Shows a message on the page.
 * @param error What was thrown.
 */
export function explain(tell: Tell, error: unknown): void {
  if (error instanceof CancelledError) return;
  if (error instanceof OwnerDeclinedError) tell("info", error.shortMessage);
  else if (error instanceof SessionError) tell("error", error.shortMessage);
  else if (error instanceof BaseError) tell("error", toUnavailableOrRefused("rpc", error).shortMessage);
  else {
    // Our own bug must not look like an outage of somebody else.
    console.warn("unexpected failure", error);
    tell("error", "Something in this page went wrong. Reload it and try again; nothing that you own is lost.");
  }
}
