import type { OperationView } from "@/app/_bridge/ports";
import { formatCount, formatEth, formatLatency } from "@/app/_ui/format";

/** One line of a receipt. `time` is empty for what has not happened, or happened before a reload. */
export type ReceiptStep = { who: string; what: string; time: string; isDone: boolean };

/** An operation's steps, each with the time that passed since the one before. */
export function readReceipt(operation: OperationView): ReceiptStep[] {
  const { actions, startedAtMs, signedAtMs, acceptedAtMs, latencyMs, blockNumber, costWei, paidBy } = operation;
  const includedAtMs = latencyMs === undefined ? undefined : startedAtMs + latencyMs;
  const isIncluded = blockNumber !== undefined;
  const since = (atMs: number | undefined, beforeMs: number | undefined) =>
    atMs === undefined || beforeMs === undefined ? "" : `+${formatLatency(Math.max(0, atMs - beforeMs))}`;
  return [
    { who: "You did", what: actions.join(", "), time: "0 ms", isDone: true },
    {
      who: "Your key signed",
      what: operation.enables ? "with the grant, which switches it on" : "no pop-up",
      time: since(signedAtMs, startedAtMs),
      isDone: signedAtMs !== undefined || isIncluded,
    },
    {
      who: "The bundler carried",
      what: operation.deploys ? "and your account was created on the way" : "your action to the chain",
      time: since(acceptedAtMs, signedAtMs),
      isDone: acceptedAtMs !== undefined || isIncluded,
    },
    {
      who: paidBy === "account" ? "Your account paid" : "The sponsor paid",
      what:
        costWei === undefined ? "the fee" : `${formatEth(costWei)}${paidBy === "sponsor" ? ", you paid nothing" : ""}`,
      time: isIncluded ? "in the block" : "",
      isDone: isIncluded,
    },
    {
      who: isIncluded ? `Block ${formatCount(Number(blockNumber))}` : "Block",
      what: operation.status === "rejected" && isIncluded ? "undid the calls; the fee stays paid" : "has it",
      time: since(includedAtMs, acceptedAtMs ?? signedAtMs ?? startedAtMs),
      isDone: isIncluded,
    },
  ];
}

/** What the receipt is called. The first operation does three things with one signature of the owner. */
export function titleReceipt({ actions, deploys, enables, status }: OperationView): string {
  if (status !== "rejected" && deploys && enables)
    return "Account created, key switched on, first action: one signature";
  if (status !== "rejected" && enables) return "Key switched on, and first action: one signature";
  return actions.join(", ");
}
