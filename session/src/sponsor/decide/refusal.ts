import { show } from "../../grant/readers.ts";
import { RpcFailure, rpcCode } from "../http/rpcFailure.ts";

/** Why the sponsor refuses: what it saw, what it allows, and from when (Unix seconds) it makes sense to ask again. */
export type Refusal = { what: string; seen: unknown; allowed: string; retryAt?: number };

/** A condition, the name of the field, what was seen and what is allowed. */
export type Rule = [isFine: boolean, what: string, seen: unknown, allowed: string];

/**
 * Finds the first rule that does not hold.
 * @param rules In the order in which they are reported.
 * @returns The refusal, or undefined if all hold.
 */
export function findBroken(rules: readonly Rule[]): Refusal | undefined {
  const broken = rules.find(([isFine]) => !isFine);
  return broken && { what: broken[1], seen: broken[2], allowed: broken[3] };
}

/** The sponsor's refusal. `what`, which other failures do not have, is a word from this code, never from the request. */
export class SponsorRefusal extends RpcFailure {
  override name = "SponsorRefusal";
  readonly what: string;

  /** Throttled if there is a time to try again, rejected otherwise. */
  constructor({ what, seen, allowed, retryAt }: Refusal) {
    const seenText = show(seen);
    const when = retryAt === undefined ? "" : `; try again after ${new Date(retryAt * 1000).toISOString()}`;
    super(`The sponsor does not pay for this. ${what}: seen ${seenText}; allowed: ${allowed}${when}`, {
      code: retryAt === undefined ? rpcCode.sponsorRefused : rpcCode.sponsorThrottled,
      httpStatus: 403,
      data: { part: "sponsor", seen: seenText, allowed, ...(retryAt === undefined ? {} : { retryAt }) },
    });
    this.what = what;
  }
}
