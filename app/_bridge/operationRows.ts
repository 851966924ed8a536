import { zeroAddress } from "viem";

import { describeAction } from "@/game/rules/describe";
import type { Action, Island } from "@/game/rules/types";
import type { LaneOperation } from "@/session/laneTypes";
import type { OperationView } from "./ports";

/** What the lane carries of a batch: which one it is in the prediction, and what the player did. */
export type BatchItem = { batchId: number; actions: readonly Action[] };

/** A row of the session panel. */
export function viewOperation(island: Island, operation: LaneOperation<BatchItem>): OperationView {
  const { item, paymaster, error, id, status, startedAtMs, userOpHash, transactionHash, gasUsed, costWei, latencyMs } =
    operation;
  return {
    id,
    status,
    startedAtMs,
    actions: item.actions.map((action) => describeAction(island, action)),
    ...(userOpHash && { userOpHash }),
    ...(transactionHash && { transactionHash }),
    ...(gasUsed !== undefined && { gasUsed }),
    ...(costWei !== undefined && { costWei }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(paymaster && { paidBy: paymaster === zeroAddress ? ("account" as const) : ("sponsor" as const) }),
    ...(error && { reason: error.shortMessage }),
    ...(status === "lost" && { reason: "The blockchain took this back, and it was not sent again." }),
  };
}
