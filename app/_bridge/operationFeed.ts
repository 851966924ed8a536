import type { Confirmation, Confirmations } from "@hourglass/session/core";
import type { BlockEvent } from "@/app/_api/events";

/** Confirmations from the event stream. */
export type Operations = Pick<Confirmations, "watch"> & { hear: (block: BlockEvent) => void };

/** Creates the feed that turns blocks into confirmations for the lane. */
export function createOperationFeed(): Operations {
  const listeners = new Set<(confirmation: Confirmation) => void>();
  return {
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear: ({ number, operations }) => {
      for (const operation of operations) {
        const { userOpHash, success, transactionHash, actualGasUsed, actualGasCost, paymaster, revertReason } =
          operation;
        const confirmation: Confirmation = {
          ...{ userOpHash, transactionHash, paymaster },
          isSuccess: success,
          blockNumber: number,
          gasUsed: actualGasUsed,
          costWei: actualGasCost,
          ...(revertReason && { revertData: revertReason }),
        };
        for (const listener of [...listeners]) listener(confirmation);
      }
    },
  };
}
