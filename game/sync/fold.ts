import type { Action } from "../rules/actions";
import { applyAction } from "../rules/apply";
import type { Island, Reason, Seconds, World } from "../rules/types";

/** An action that was drawn and will not happen. */
export type RolledBack = { action: Action; reason: Reason; text: string };

/** Plays entries on a world in order; refused ones are left out and returned. */
export function fold<Entry extends { action: Action }>(
  island: Island,
  world: World,
  self: string,
  entries: readonly Entry[],
  nowSeconds: Seconds,
): { world: World; kept: readonly Entry[]; rolledBack: readonly RolledBack[] } {
  const kept: Entry[] = [];
  const rolledBack: RolledBack[] = [];
  let folded = world;
  for (const entry of entries) {
    const outcome = applyAction(island, folded, self, entry.action, nowSeconds);
    if (outcome.ok) {
      folded = outcome.world;
      kept.push(entry);
    } else {
      rolledBack.push({ action: entry.action, reason: outcome.reason, text: outcome.text });
    }
  }
  return { world: folded, kept, rolledBack };
}
