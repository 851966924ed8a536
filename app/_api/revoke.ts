import * as z from "zod/mini";

import { address, hash, hex, uint } from "./primitives";

/** `POST /api/revoke`: a session ended by its own key. */
export const revokeRequest = z.strictObject({
  account: address,
  /** As in operations: 64 bytes of a P-256 key. */
  sessionKey: hex(),
  rulesHash: hash,
  paymaster: address,
  nonceKey: uint(192),
  /** By the session key over `SessionValidator.hashRevoke(account, session)`. */
  signature: hex(),
});

/** Its answer. `done`: it was already revoked, so nothing was sent. */
export const revokeAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("sent"), transactionHash: hash }),
  z.object({ status: z.literal("done") }),
]);
