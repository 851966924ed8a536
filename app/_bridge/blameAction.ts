import { type ContractError, findRefusedCall, RefusedError, type SessionError } from "@hourglass/session/core";
import type { Action } from "@/game/rules/actions";
import type { Reason, World } from "@/game/rules/types";
import { fold } from "@/game/sync/fold";
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
  /** Number of the block in which it would be played now. */
  block: number;
  account: string;
  actions: readonly Action[];
  failure: SessionError;
}): Blamed {
  const { context, world, block, account, actions, failure } = parts;
  const { hourglass } = context.config.deployment;
  const contractError = contractErrorOf(failure);
  if (contractError) {
    const calls = actions.map((action) => encodeAction(hourglass, action));
    const index = findRefusedCall(contractError, calls, createGamePermissions(hourglass).permissions);
    if (index !== undefined) {
      return { index, reason: contractError.name, text: limitWords(contractError) ?? failure.shortMessage };
    }
  }
  const nowSeconds = context.clock.now();
  const played = actions.map((action) => ({ action, at: nowSeconds }));
  const [refused] = fold(world, played, { self: account, nowSeconds, block }).rolledBack;
  if (refused) return { index: actions.indexOf(refused.action), reason: refused.reason, text: refused.text };
  // The rules find nothing wrong any more. One action is dropped, so that a batch can never be sent for ever.
  return { index: 0, reason: contractError?.name ?? failure.name, text: failure.shortMessage };
}

/** The error of a contract in a failure, if one was the cause. */
export function contractErrorOf(failure: SessionError): ContractError | undefined {
  return failure instanceof RefusedError ? failure.contractError : undefined;
}

/** From when on what was too early can be played, Unix seconds; 0: with the next block. */
export function readyAtOf(failure: SessionError): number {
  const { name, args: [readyAt] = [] } = contractErrorOf(failure) ?? {};
  return name === "OutOfGrains" && typeof readyAt === "bigint" ? Number(readyAt) : 0;
}
