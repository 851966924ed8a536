import { readWalletRefusal, SessionError } from "@hourglass/session/core";

/** What went wrong with the wallet, and what to do next, for the player. The table is in the kit. */
export function walletErrorText(error: unknown): string {
  return error instanceof SessionError ? error.shortMessage : readWalletRefusal(error).text;
}
