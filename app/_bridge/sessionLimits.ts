import type { ContractError } from "@hourglass/session/core";
import { type Action, rowOf } from "@/game/rules/actions";
import type { PredictionSnapshot } from "@/game/sync/createPrediction";
import { sandText } from "./owner/words";

/** What a session may still do, according to the chain. Sand in its smallest unit. */
export type SessionLimits = {
  actionsLeft: number;
  sandLeft: bigint;
  gasLeftWei: bigint;
  /** The cost that was counted for the last operation; 0 before the first. */
  operationWei: bigint;
};

type Refusal = { ok: false; reason: string; text: string };

/**
 * Whether the session still has room for an action, counting everything pending as the chain will count it.
 * @param limits Undefined until the chain has reported them: then the chain decides.
 * @param pending What is drawn and not confirmed.
 * @param action The new action.
 * @returns Why not; undefined when there is room.
 */
export function refuseByLimits(
  limits: SessionLimits | undefined,
  { queued, inFlight }: Pick<PredictionSnapshot, "queued" | "inFlight">,
  action: Action,
): Refusal | undefined {
  if (!limits) return undefined;
  const waiting = [...(inFlight?.actions ?? []), ...queued];
  if (countCalls([...waiting, action]) > limits.actionsLeft) {
    return refuse("ActionsExceeded", "This session has no actions left. End it and start a new hour to keep playing.");
  }
  const authorised = waiting.reduce((sum, each) => sum + sandCapOf(each), 0n);
  const cap = sandCapOf(action);
  if (cap > 0n && authorised + cap > limits.sandLeft) {
    return refuse("SpendExceeded", spendWords(authorised + cap, limits.sandLeft));
  }
  if (limits.gasLeftWei < limits.operationWei) {
    return refuse("GasBudgetExceeded", "The gas budget of this session is used up. Start a new hour to keep playing.");
  }
  return undefined;
}

/** The same texts for limits that only the chain found. */
export function limitWords({ name, args }: ContractError): string | undefined {
  const [seen, allowed] = args;
  if (name !== "SpendExceeded" || typeof seen !== "bigint" || typeof allowed !== "bigint") return undefined;
  return spendWords(seen, allowed);
}

const refuse = (reason: string, text: string): Refusal => ({ ok: false, reason, text });

const spendWords = (seen: bigint, allowed: bigint) =>
  `This session may spend only ${sandText(allowed)} more; this needs ${sandText(seen)}.`;

/** Sand that the call authorises: a camp takes no more, and the chain counts all of it. */
function sandCapOf(action: Action): bigint {
  const { spends = "" } = rowOf(action.type);
  const cap = new Map<string, unknown>(Object.entries(action)).get(spends);
  return typeof cap === "bigint" ? cap : 0n;
}

/** Consecutive moves are sent as one call. */
function countCalls(actions: readonly Action[]): number {
  return actions.filter((action, index) => !rowOf(action.type).join || actions[index - 1]?.type !== action.type).length;
}
