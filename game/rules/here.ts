import { type ActionName, type ActionOf, rowOf } from "./actions";
import { applyAction } from "./apply";
import type { Scene } from "./types";

/** An action played from where the player stands; `whyNot` when the rules refuse it now. */
export type Here<Name extends ActionName = ActionName> = { action: ActionOf<Name>; whyNot: string | undefined };

/**
 * What an action means without given arguments, for its button and its key: the first choice
 * that the rules accept, else the first of all.
 * @param scene As predicted.
 * @param type Which action.
 * @returns The choice; undefined when there is none here.
 */
export function findHere<Name extends ActionName>(scene: Scene, type: Name): Here<Name> | undefined {
  const found = (rowOf(type).here?.(scene) ?? []).map((args): Here<Name> => {
    const action = { type, ...args } as ActionOf<Name>;
    const outcome = applyAction(scene, action);
    return { action, whyNot: outcome.ok ? undefined : outcome.text };
  });
  return found.find(({ whyNot }) => whyNot === undefined) ?? found[0];
}
