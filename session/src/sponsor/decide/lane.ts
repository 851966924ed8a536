import type { OperationRequest, SessionRequest } from "../parse/sponsorRequest.ts";
import { findBroken, type Refusal } from "./refusal.ts";
import type { OperationFacts, SponsorWorld } from "./world.ts";

// In which order it is executed.

/** A session's lane belongs to the module, and the operation's lane is the session's. */
export function refuseSessionLane({ operation, grant }: SessionRequest, world: SponsorWorld): Refusal | undefined {
  const { sessionValidator } = world.deployment;
  const { nonce } = operation;
  return findBroken([
    [
      grant.nonceKey >> 32n === BigInt(sessionValidator),
      "nonceKey",
      grant.nonceKey,
      `a lane of the session module ${sessionValidator}`,
    ],
    [nonce === undefined || nonce >> 64n === grant.nonceKey, "nonce", nonce, `in the grant's lane ${grant.nonceKey}`],
  ]);
}

/** One lane for the owner: of all open vouchers, at most one can still be used. */
export function refuseOwnerLane({ operation: { nonce } }: OperationRequest): Refusal | undefined {
  const isFine = nonce !== undefined && nonce >> 64n === 0n;
  return findBroken([[isFine, "nonce", nonce, "in the owner's lane, whose nonce key is 0"]]);
}

/** An operation that is not next is not executed while the voucher is valid. */
export function refuseNonce({ operation }: OperationRequest, { nonce }: OperationFacts): Refusal | undefined {
  return findBroken([[operation.nonce === nonce, "nonce", operation.nonce, `${nonce}, the next one`]]);
}
