import { errorCode } from "@/app/_api/jsonRpc";
import { show } from "@/app/_api/primitives";
import { Failure } from "../failure";
import { countRefusedVoucher } from "../metrics/record";

/** Why the sponsor says no: what it saw, what it allows, and from when it would be worth asking again. */
export type Refusal = { what: string; seen: unknown; allowed: string; retryAt?: number };

/** A condition, the name of what it is about, what was seen and what is allowed. */
export type Rule = [isFine: boolean, what: string, seen: unknown, allowed: string];

/**
 * Looks for the first rule that does not hold.
 * @param rules In the order in which they are told.
 * @returns The refusal, or undefined when all hold.
 */
export function findBroken(rules: readonly Rule[]): Refusal | undefined {
  const broken = rules.find(([isFine]) => !isFine);
  return broken && { what: broken[1], seen: broken[2], allowed: broken[3] };
}

/**
 * A refusal as ERC-7677 clients get it.
 * @param refusal Why.
 * @returns The failure; throttled when there is a time to try again, rejected otherwise.
 */
export function refuse({ what, seen, allowed, retryAt }: Refusal): Failure {
  countRefusedVoucher(what);
  const seenText = show(seen);
  const when = retryAt === undefined ? "" : `; try again after ${new Date(retryAt * 1000).toISOString()}`;
  return new Failure(`The sponsor does not pay for this. ${what}: seen ${seenText}; allowed: ${allowed}${when}`, {
    code: retryAt === undefined ? errorCode.sponsorRefused : errorCode.sponsorThrottled,
    httpStatus: 403,
    data: { part: "sponsor", seen: seenText, allowed, ...(retryAt === undefined ? {} : { retryAt }) },
  });
}
