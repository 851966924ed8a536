import type { SessionStatus } from "../../sessions/readChain.ts";

/** What the chain and the ledger say about the sessions to be ended. */
export type RevocationFacts = {
  /** For one session; a session of a past epoch is revoked. For all: enabled while the epoch is the account's own. */
  status: SessionStatus;
  isSigned: boolean;
  /** The sponsor gave it a voucher. */
  isPromised: boolean;
  /** The account is of this world, or not deployed. Any contract can claim to have enabled a session. */
  isOurs: boolean;
};

export type RevocationVerdict = "send" | "done" | { seen: string; allowed: string };

/**
 * Whether the relayer pays for a revocation. Anyone can make keys and end them, so it pays only for sessions that are
 * enabled, or could be because the sponsor promised to pay for them.
 * @param what What is to be ended, in words.
 * @param facts See {@link RevocationFacts}.
 * @returns Send it, nothing to do, or the refusal.
 */
export function decideRevocation(
  what: string,
  { status, isSigned, isPromised, isOurs }: RevocationFacts,
): RevocationVerdict {
  if (!isSigned) {
    return {
      seen: "a signature by somebody else",
      allowed: "one by the session key, or the owner, over its revocation",
    };
  }
  if (status === "revoked") return "done";
  if (!isOurs) return { seen: "an account that nobody here made", allowed: "an account of this world" };
  if (status === "enabled" || isPromised) return "send";
  return { seen: `${what}, never enabled`, allowed: "an enabled session, or one that has a voucher" };
}
