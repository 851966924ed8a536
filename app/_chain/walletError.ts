import { SessionKitError } from "@/session/errors";
import { readWalletRefusal } from "@/session/walletRefusal";

/** What went wrong with the wallet, and what to do next, for the player. The kit has the table. */
export function walletErrorText(error: unknown): string {
  return error instanceof SessionKitError ? error.shortMessage : readWalletRefusal(error).text;
}
