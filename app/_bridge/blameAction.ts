import { findRefusedCall, RefusedError, type SessionError } from "@hourglass/session/core";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import type { Reason, World } from "@/game/rules/types";
import type { Context } from "./context";
import { encodeAction } from "./encodeAction";
import { createGamePermissions } from "./gamePermissions";
import { limitWords } from "./sessionLimits";

export type Blamed = { index: number; reason: Reason; text: string };

/**
 * Which action of a batch the chain refused, and why: the call that the session module names, otherwise the first action that
 * the game's rules refuse on the current state. The rest is sent again.
 */
export function blameAction(parts: {
  context: Context;
  world: World;
  account: string;
  actions: readonly Action[];
  failure: SessionError;
}): Blamed {
  const { context, world, account, actions, failure } = parts;
  const { hourglass } = context.config.deployment;
  const contractError = failure instanceof RefusedError ? failure.contractError : undefined;
  if (contractError) {
    const calls = actions.map((action) => encodeAction(hourglass, action));
    const index = findRefusedCall(contractError, calls, createGamePermissions(hourglass).permissions);
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
  // The rules find nothing wrong any more. One action is dropped, so that a batch can never be sent for ever.
  return { index: 0, reason: contractError?.name ?? failure.name, text: failure.shortMessage };
}
