import type { OperationView, SessionView } from "@/app/_bridge/ports";

/** What a session's key did, and what the sponsor paid for it. */
export type Tally = { signed: number; refused: number; wei: bigint };

/**
 * Counts a session: what is on chain according to the chain, the rest according to this visit.
 * @returns Nothing before the chain has said what was paid, or before the first signature.
 */
export function tallyOf({ paid }: SessionView, operations: readonly OperationView[]): Tally | undefined {
  if (!paid) return undefined;
  const count = (...of: OperationView["status"][]) => operations.filter(({ status }) => of.includes(status)).length;
  const refused = count("rejected", "lost");
  const signed = paid.operations + count("sending", "pending") + refused;
  return signed === 0 ? undefined : { signed, refused, wei: paid.wei };
}
