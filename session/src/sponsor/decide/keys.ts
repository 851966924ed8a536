import type { Hex } from "viem";
import { size, slice } from "viem";
import type { SessionRequest } from "../parse/sponsorRequest.ts";
import { findBroken, type Refusal } from "./refusal.ts";
import type { SessionFacts, SponsorDeployment, SponsorWorld } from "./world.ts";

// Who signs.

/** A session key is an address, or a key that the module's own verifier checks. */
export function refuseSessionKey({ grant }: SessionRequest, { deployment }: SponsorWorld): Refusal | undefined {
  const isFine = isSessionKey(grant.sessionKey, deployment);
  return findBroken([[isFine, "sessionKey", grant.sessionKey, "an address or a P-256 key"]]);
}

/** A contract cannot be a session key; the owner must have signed the grant, in the form that the chain accepts. */
export function refuseSignatures({ grant }: SessionRequest, facts: SessionFacts): Refusal | undefined {
  return findBroken([
    [!facts.isKeyContract, "sessionKey", grant.sessionKey, "a key; a contract signs for no session"],
    [
      facts.isSignedByOwner,
      "ownerSignature",
      "a signature by somebody else, or in a form that the chain refuses",
      "one by the account's owner; of an address 65 bytes, low s, v 27 or 28",
    ],
  ]);
}

function isSessionKey(key: Hex, { p256Verifier }: SponsorDeployment): boolean {
  if (size(key) === 20) return BigInt(key) !== 0n;
  return size(key) === 84 && slice(key, 0, 20) === p256Verifier;
}
