import type { Hex } from "viem";

import type { SessionStatus } from "@/session/readChain";

/** What the chain and the ledger say about a session that its key wants to end. */
export type RevocationFacts = {
  /** A session of an epoch that is over is revoked. */
  status: SessionStatus;
  isSigned: boolean;
  /** The sponsor gave it a voucher. */
  hasVoucher: boolean;
  /** The account is of this world, or not deployed. Any contract can say that it enabled a session. */
  isOurs: boolean;
};

export type RevocationVerdict = "send" | "done" | { seen: string; allowed: string };

/**
 * Whether the relayer pays for a revocation. Anyone can make keys and end them; so it pays only for sessions that are
 * enabled, or that could be because the sponsor promised to pay for them.
 * @param session Id of the session.
 * @param facts See {@link RevocationFacts}.
 * @returns Send it, nothing to do, or why not.
 */
export function decideRevocation(
  session: Hex,
  { status, isSigned, hasVoucher, isOurs }: RevocationFacts,
): RevocationVerdict {
  if (!isSigned) return { seen: "a signature by somebody else", allowed: "one by the session key over its revocation" };
  if (status === "revoked") return "done";
  if (!isOurs) return { seen: "an account that nobody here made", allowed: "an account of this world" };
  if (status === "enabled" || hasVoucher) return "send";
  return { seen: `session ${session}, never enabled`, allowed: "an enabled session, or one that has a voucher" };
}
