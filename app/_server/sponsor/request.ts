import type { Address } from "viem";
import type { z } from "zod";

import { type SponsoredOperation, type sessionContext, sponsorParams } from "@/app/_api/sponsor";
import { parseInput } from "../json";

type Asked = { operation: SponsoredOperation; entryPoint: Address; chainId: bigint };

/** A voucher for a session is asked for. */
export type SessionRequest = Asked & { kind: "session"; context: z.output<typeof sessionContext> };

/** A voucher for the operation itself is asked for; its owner signs it afterwards. */
export type OperationRequest = Asked & { kind: "operation" };

/**
 * Parses the parameters of both ERC-7677 methods.
 * @param params As they came.
 * @returns The request.
 * @throws Failure (invalid params) that says what was seen and what is allowed.
 */
export function parseSponsorRequest(params: unknown): SessionRequest | OperationRequest {
  const [operation, entryPoint, chainId, context] = parseInput(sponsorParams, params, "params");
  const asked = { operation, entryPoint, chainId };
  return context.kind === "session" ? { kind: "session", ...asked, context } : { kind: "operation", ...asked };
}
