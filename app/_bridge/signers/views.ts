import type { ApprovalProgress } from "@hourglass/session/core";
import type { Address, Hex } from "viem";

/** Who signs for an owner that is a Safe. */
export type SignersView = { threshold: number; owners: readonly Address[] };

/** What an owner that is a contract is waited for. */
export type WaitingView = {
  /** `signers`: too few have approved. `due`: they have, and the hour has not begun. `enabling`: the transaction is on its way. */
  step: "signers" | "due" | "enabling";
  /** The contract. */
  owner: Address;
  /** Undefined: it does not answer like a Safe. */
  signers: SignersView | undefined;
  /** What every signer sees: the hash of the grant, and the Safe's own message about it. */
  digest: Hex;
  safeHash: Hex;
  /** How far the question to the wallet is. `none`: it was not asked since the page was opened. */
  wallet: ApprovalProgress["wallet"];
  reason?: string | undefined;
  /** Unix seconds of the chain. */
  validAfter: number;
  validUntil: number;
};

/** When the hour of a grant begins, in seconds from now: signers need time. */
export const BEGINS = [0, 1_800, 7_200, 86_400] as const;
export type Begin = (typeof BEGINS)[number];
