import type { Action } from "@/game/rules/types";
import type { PredictionSnapshot } from "@/game/sync/createPrediction";
import type { ContractError } from "@/session/errors";
import { sandText } from "./owner/words";

/** What a session may still do, as the chain said last. Sand in its smallest unit. */
export type SessionLimits = {
  actionsLeft: number;
  sandLeft: bigint;
  gasLeftWei: bigint;
  /** What the last operation was counted with; 0 before the first. */
  operationWei: bigint;
};

type Refusal = { ok: false; reason: string; text: string };

/**
 * Whether the session still has room for an action, with all that is pending counted as the chain will count it.
 * @param limits Undefined while the chain has not said: then it decides.
 * @param pending What is drawn and not confirmed.
 * @param action What is played now.
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

/** The same words for what only the chain found. */
export function limitWords({ name, args }: ContractError): string | undefined {
  const [seen, allowed] = args;
  if (name !== "SpendExceeded" || typeof seen !== "bigint" || typeof allowed !== "bigint") return undefined;
  return spendWords(seen, allowed);
}

const refuse = (reason: string, text: string): Refusal => ({ ok: false, reason, text });

const spendWords = (seen: bigint, allowed: bigint) =>
  `This session may spend only ${sandText(allowed)} more; this needs ${sandText(seen)}.`;

/** Sand that the call authorises: the trader takes no more, and the chain counts all of it. */
const sandCapOf = (action: Action): bigint => (action.type === "buy" ? action.maxSand : 0n);

/** Consecutive moves go out as one call. */
function countCalls(actions: readonly Action[]): number {
  return actions.filter(({ type }, index) => type !== "move" || actions[index - 1]?.type !== "move").length;
}
