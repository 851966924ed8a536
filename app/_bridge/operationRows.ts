import type { LaneOperation, NamedValue } from "@hourglass/session/core";
import { nameArguments, RefusedError } from "@hourglass/session/core";
import { numberToHex, zeroAddress } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Action } from "@/game/rules/actions";
import type { NamedText, OperationView } from "./ports";

/** What the lane stores about a batch: its id in the prediction, what the player did, and each action in words as it was then. */
export type BatchItem = { batchId: number; actions: readonly Action[]; words: readonly string[] };

/** A row of the session panel. */
export function viewOperation(operation: LaneOperation<BatchItem>): OperationView {
  const { item, paymaster, error, maxCostWei: _, ...same } = operation;
  const refusal = error instanceof RefusedError && error.contractError;
  return {
    ...same,
    // Stored by an earlier version of the page: without words.
    actions: item.words ?? [],
    ...(paymaster && { paidBy: paymaster === zeroAddress ? ("account" as const) : ("sponsor" as const) }),
    ...(error && { reason: error.shortMessage }),
    ...(refusal && { refusal: { rule: refusal.name, values: toTexts(nameArguments(refusal, hourglassAbi)) } }),
    ...(same.status === "lost" && { reason: "The blockchain took this back, and it was not sent again." }),
  };
}

/** Larger than every amount: such a number is made of parts, as a nonce is, and is read in hexadecimal. */
const PARTS = 2n ** 128n;

/** Values of the chain as texts: numbers in decimals, bytes in hexadecimal. */
export function toTexts(values: readonly NamedValue[]): NamedText[] {
  return values.map(({ name, value }) => ({ name, value: toText(value) }));
}

function toText(value: unknown): string {
  if (typeof value === "bigint" && value >= PARTS) return numberToHex(value);
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each));
}
