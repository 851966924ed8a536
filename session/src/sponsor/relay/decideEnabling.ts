import type { SessionStatus } from "../../sessions/readChain.ts";

/** What chain and ledger say about a session that is to be enabled. */
export type EnablingFacts = {
  /** The owner of the account, or the one that its factory would give it; undefined: the account is not ours. */
  hasOwner: boolean;
  /** The owner is a contract, which validation may not ask. */
  isContract: boolean;
  /** The sponsor gave the session a voucher, so its policy allows the grant and its budgets had room. */
  isPromised: boolean;
  status: SessionStatus;
  /** Whether the grant names the account's epoch. */
  isEpochNow: boolean;
  nowSeconds: number;
  window: { validAfter: number; validUntil: number };
};

export type EnablingVerdict = "ask" | "done" | { seen: string; allowed: string; retryAt?: number };

/**
 * Whether the relayer would pay for enabling a session, if the owner's contract approves. The contract is asked last, because a stranger may have
 * written it.
 * @param facts See {@link EnablingFacts}.
 * @returns Ask the contract, nothing to do, or the refusal.
 */
export function decideEnabling(facts: EnablingFacts): EnablingVerdict {
  const { hasOwner, isContract, isPromised, status, isEpochNow, nowSeconds, window } = facts;
  if (status === "enabled" && isEpochNow) return "done";
  if (status !== "none" || !isEpochNow) return { seen: "a session that was ended", allowed: "a new grant" };
  if (!hasOwner) return { seen: "an account that nobody here made", allowed: "an account of this world" };
  if (!isContract) {
    return {
      seen: "an owner with a key",
      allowed: "an owner that is a contract; others begin with their first operation",
    };
  }
  if (nowSeconds > window.validUntil) return { seen: "a grant whose time is over", allowed: "a new grant" };
  if (!isPromised)
    return { seen: "a session without a voucher", allowed: "a session that this sponsor gave a voucher" };
  if (nowSeconds > window.validAfter) return "ask";
  const retryAt = window.validAfter + 1;
  return { seen: `a grant that begins at ${window.validAfter}`, allowed: `from ${retryAt} on`, retryAt };
}
