import { BaseError } from "viem";
import { CancelledError } from "@/session/deadline";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import { OwnerDeclinedError, SessionKitError } from "@/session/errors";
import type { LaneEnd } from "@/session/laneTypes";
import type { Tell } from "../notices";
import type { Notice } from "../ports";

/** What the player reads when a session is over. */
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
 * Says why something that the player asked for did not work. What they gave up themselves needs no words.
 * @param tell The voice of the page.
 * @param error What was thrown.
 */
export function explain(tell: Tell, error: unknown): void {
  if (error instanceof CancelledError) return;
  if (error instanceof OwnerDeclinedError) tell("info", error.shortMessage);
  else if (error instanceof SessionKitError) tell("error", error.shortMessage);
  else if (error instanceof BaseError) tell("error", toUnavailableOrRefused("rpc", error).shortMessage);
  else {
    // A defect of ours must not pass for an outage of somebody else.
    console.warn("unexpected failure", error);
    tell("error", "Something in this page went wrong. Reload it and try again; nothing that you own is lost.");
  }
}
