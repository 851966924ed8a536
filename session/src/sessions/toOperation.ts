import { zeroAddress } from "viem";
import { RefusedError, SessionError } from "../errors/errors.ts";
import { CallsRevertedError } from "../errors/sessionErrors.ts";
import type { LaneOperation } from "../lane/laneTypes.ts";
import type { Outcome } from "./outcomes.ts";
import type { Entry, Together } from "./queue.ts";
import type { SessionOperation } from "./types.ts";

/** A row of the lane, as a session shows it. */
export function toOperation(
  row: LaneOperation<Together>,
  entries: readonly Entry[] = row.item.entries,
): SessionOperation {
  const { status, userOpHash, transactionHash, gasUsed, costWei, paymaster, latencyMs, error } = row;
  return {
    ...{ ids: entries.map(({ id }) => id), calls: entries.flatMap(({ calls }) => calls), status },
    ...(userOpHash && { userOpHash }),
    ...(transactionHash && { transactionHash }),
    ...(gasUsed !== undefined && { gasUsed }),
    ...(costWei !== undefined && { costWei }),
    ...(paymaster && { paidBy: paymaster === zeroAddress ? "account" : "sponsor" }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(error && { error }),
  };
}

/** The result for those who wait for calls. */
export function toOutcome(
  id: string,
  row: LaneOperation<Together>,
  error: SessionError | undefined,
): Exclude<Outcome, { kind: "pending" }> {
  const { transactionHash, userOpHash, blockNumber, gasUsed, costWei } = row;
  const isOnChain = transactionHash !== undefined && userOpHash !== undefined && blockNumber !== undefined;
  if (row.status === "confirmed" && isOnChain) {
    return {
      kind: "receipt",
      receipt: { id, transactionHash, userOpHash, blockNumber, gasUsed: gasUsed ?? 0n, costWei: costWei ?? 0n },
    };
  }
  if (row.status === "lost") {
    return {
      kind: "error",
      error: new SessionError("The result of these calls is not known.", { details: `operation ${userOpHash}` }),
    };
  }
  if (error instanceof RefusedError && transactionHash) {
    const { shortMessage, details, contractError, cause } = error;
    const known = { ...(details && { details }), ...(contractError && { contractError }), cause };
    return { kind: "error", error: new CallsRevertedError(shortMessage, { ...known, transactionHash }) };
  }
  return { kind: "error", error: error ?? new SessionError("These calls were refused.") };
}
