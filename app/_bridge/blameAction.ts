import { hourglassAbi } from "@/app/_chain/generated/abis";
import { applyAction } from "@/game/rules/apply";
import type { Action, Reason, World } from "@/game/rules/types";
import { findRefusedCall } from "@/session/blame";
import { RefusedError, type SessionKitError } from "@/session/errors";
import type { Context } from "./context";
import { encodeAction } from "./encodeAction";
import { createGamePermissions } from "./gamePermissions";
import { limitWords } from "./sessionLimits";

export type Blamed = { index: number; reason: Reason; text: string };

/**
 * Which action of a batch the chain did not take, and why: the call that the session module names, else the first that
 * the rules of the game refuse on what the chain has now. The rest is played on.
 */
export function blameAction(parts: {
  context: Context;
  world: World;
  account: string;
  actions: readonly Action[];
  failure: SessionKitError;
}): Blamed {
  const { context, world, account, actions, failure } = parts;
  const { hourglass } = context.config.deployment;
  const contractError = failure instanceof RefusedError ? failure.contractError : undefined;
  if (contractError) {
    const calls = actions.map((action) => encodeAction(hourglass, action));
    const index = findRefusedCall(contractError, calls, createGamePermissions(hourglassAbi, hourglass));
    if (index !== undefined) {
      return { index, reason: contractError.name, text: limitWords(contractError) ?? failure.shortMessage };
    }
  }
  let folded = world;
  for (const [index, action] of actions.entries()) {
    const outcome = applyAction(context.island, folded, account, action, context.clock.now());
    if (!outcome.ok) return { index, reason: outcome.reason, text: outcome.text };
    folded = outcome.world;
  }
  // The rules find nothing wrong any more. One action goes, so that a batch can never be sent for ever.
  return { index: 0, reason: contractError?.name ?? failure.name, text: failure.shortMessage };
}
