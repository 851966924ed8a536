import type { SessionRequest } from "../parse/sponsorRequest.ts";
import { findBroken, type Refusal } from "./refusal.ts";
import type { SessionFacts, SponsorWorld } from "./world.ts";

// When, and whether it is still valid.

/** A grant for later is not paid for now; clocks may differ by this much. */
const MAX_AHEAD_SECONDS = 120;

/** Not longer than this sponsor's sessions may be. */
export function refuseDuration({ grant }: SessionRequest, { sessions }: SponsorWorld): Refusal | undefined {
  const seconds = grant.validUntil - grant.validAfter;
  return findBroken([[seconds <= sessions.maxDuration, "window", seconds, `1 to ${sessions.maxDuration} seconds`]]);
}

/** A grant whose window is not near is refused until it is. */
export function refuseAhead({ grant }: SessionRequest, { nowSeconds }: SessionFacts): Refusal | undefined {
  const latest = nowSeconds + MAX_AHEAD_SECONDS;
  if (grant.validUntil <= nowSeconds || grant.validAfter <= latest) return undefined;
  const retryAt = grant.validAfter - MAX_AHEAD_SECONDS;
  return { what: "validAfter", seen: grant.validAfter, allowed: `at most ${latest}`, retryAt };
}

/** An expired or ended session is not worth a voucher. */
export function refuseEnded({ grant }: SessionRequest, facts: SessionFacts): Refusal | undefined {
  const { nowSeconds, epoch } = facts;
  return findBroken([
    [grant.validUntil > nowSeconds, "validUntil", grant.validUntil, `later than ${nowSeconds}, the chain's clock`],
    [grant.epoch === epoch, "epoch", grant.epoch, epoch],
    [!facts.isRevoked, "session", "a revoked session", "a new session"],
    [!facts.isSessionDenied, "session", "a session that is denied", "a new session"],
  ]);
}
