import type { RefusedError } from "./errors";
import type { LaneEnd } from "./laneTypes";

/** What a lane does about a refusal. `rebuild` makes the operation anew with what was learnt. */
export type Reaction =
  | { type: "accepted" }
  | {
      type: "rebuild";
      learnt: "nonce" | "fees" | "voucher" | "notShown" | "deployed" | "undeployed" | "enabled" | "notEnabled";
    }
  | { type: "end"; end: LaneEnd }
  | { type: "reject" };

const byName: Record<string, Reaction> = {
  AA10: { type: "rebuild", learnt: "deployed" },
  AA20: { type: "rebuild", learnt: "undeployed" },
  AA22: { type: "end", end: "expired" },
  AA25: { type: "rebuild", learnt: "nonce" },
  AA31: { type: "end", end: "unsponsored" },
  AA32: { type: "rebuild", learnt: "voucher" },
  AA34: { type: "rebuild", learnt: "voucher" },
  SessionAlreadyEnabled: { type: "rebuild", learnt: "enabled" },
  SessionUnknown: { type: "rebuild", learnt: "notEnabled" },
  SessionRevoked: { type: "end", end: "revoked" },
  SessionEpochPassed: { type: "end", end: "revoked" },
  GrantWrongEpoch: { type: "end", end: "revoked" },
  ActionsExceeded: { type: "end", end: "exhausted" },
  GasBudgetExceeded: { type: "end", end: "exhausted" },
  FeeAboveCap: { type: "rebuild", learnt: "voucher" },
  PriorityFeeAboveCap: { type: "rebuild", learnt: "voucher" },
  VoucherNotRegistered: { type: "rebuild", learnt: "notShown" },
  VoucherSpent: { type: "end", end: "unsponsored" },
  VoucherIsDenied: { type: "end", end: "unsponsored" },
  AccountIsDenied: { type: "end", end: "unsponsored" },
};

// Refusals that bundlers word themselves, without a code of the EntryPoint.
const byWords: readonly [RegExp, Reaction][] = [
  [/already known/i, { type: "accepted" }],
  [/expires too soon|expires shortly/i, { type: "end", end: "expired" }],
  [/invalid userop paymasterdata/i, { type: "rebuild", learnt: "voucher" }],
  [/max(Priority)?FeePerGas must be|fee too low|underpriced/i, { type: "rebuild", learnt: "fees" }],
];

/**
 * Decides what a refusal means for the lane.
 * @param error The refusal, decoded.
 * @returns The contract's own error decides before EntryPoint's code, the code before the bundler's words. What is not
 * known is a rejection: the calls themselves are at fault.
 */
export function reactTo(error: RefusedError): Reaction {
  const named = byName[error.contractError?.name ?? ""] ?? byName[error.code ?? ""];
  if (named) return named;
  const worded = byWords.find(([words]) => words.test(error.details ?? ""));
  if (worded) return worded[1];
  return error.part === "sponsor" ? { type: "end", end: "unsponsored" } : { type: "reject" };
}
