import { hexToBigInt, isHex } from "viem";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { RefusedError } from "../errors/errors.ts";
import type { World } from "./world.ts";

/** What a sponsor offers to pay for. */
export type Offer = { /** Wei for one session; undefined: it does not say. */ maxGas: bigint | undefined };

/** The offer of a sponsor that supports only ERC-7677. */
const SILENT: Offer = { maxGas: undefined };

/**
 * Asks the sponsor for its limits (`session_offer`). A sponsor that does not know the method offers no stated limit.
 * @throws UnavailableError if it does not answer; RefusedError if the answer is not from a sponsor.
 */
export async function readOffer({ sponsor }: World): Promise<Offer> {
  if (!sponsor) return SILENT;
  try {
    const answer: unknown = await sponsor.client.request({ method: "session_offer", params: [] } as never);
    const maxGas = typeof answer === "object" && answer !== null && "maxGas" in answer ? answer.maxGas : undefined;
    return isHex(maxGas) ? { maxGas: hexToBigInt(maxGas) } : SILENT;
  } catch (cause) {
    const error = toUnavailableOrRefused("sponsor", cause);
    // An answer that is not JSON-RPC is not from a sponsor: the error must be about the URL, not about a missing limit.
    if (error instanceof RefusedError && error.httpStatus === undefined) return SILENT;
    throw error;
  }
}
