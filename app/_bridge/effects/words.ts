import {
  CancelledError,
  OwnerDeclinedError,
  RefusedError,
  SessionError,
  toUnavailableOrRefused,
} from "@hourglass/session/core";
import { BaseError } from "viem";
import type { Tell } from "../notices";
import { explainBudget } from "../sponsorBudget";

/**
 * Shows why something that the player asked for did not work. Nothing is shown for what they cancelled themselves.
 * @param tell Shows a message on the page.
 * @param error What was thrown.
 */
export function explain(tell: Tell, error: unknown): void {
  if (error instanceof CancelledError) return;
  tell(error instanceof OwnerDeclinedError ? "info" : "error", wordsOf(error));
}

/**
 * What was thrown, in words for the player.
 * @param error Anything.
 */
export function wordsOf(error: unknown): string {
  if (error instanceof RefusedError) return explainBudget(error) ?? error.shortMessage;
  if (error instanceof SessionError) return error.shortMessage;
  if (error instanceof BaseError) return toUnavailableOrRefused("rpc", error).shortMessage;
  // Our own bug must not look like an outage of somebody else.
  console.warn("unexpected failure", error);
  return "Something in this page went wrong. Reload it and try again; nothing that you own is lost.";
}
