import type { Action } from "../rules/actions";
import { applyAction } from "../rules/apply";
import type { Draws, Reason, Scene, Seconds, World } from "../rules/types";

/** An action that was drawn and will not happen. */
export type RolledBack = { action: Action; reason: Reason; text: string };

/** What is played, and when it was first played: an expedition that was begun does not begin later with each new fold. */
export type Played = { action: Action; at: Seconds };

/** Where and when actions are predicted. */
export type Prospect = {
  self: string;
  nowSeconds: Seconds;
  /** Number of the block in which they may be played. */
  block: number;
  /** What the hashes of earlier blocks decide, as far as they are known; default: nothing. */
  draws?: Draws | undefined;
};

/** Without a hash nobody falls, and no seed is drawn. */
const unknown: Draws = { falls: () => undefined, day: () => undefined, room: () => undefined };

/** What the rules look at in a prediction. */
export function predictedScene(world: World, { self, nowSeconds, block, draws = unknown }: Prospect): Scene {
  return { world, self, nowSeconds: Math.floor(nowSeconds), block, draws };
}

/** Refusals that time alone takes away: grains come with the seconds, falls are known with the next block. */
export function isEarly(reason: Reason): boolean {
  return reason === "OutOfGrains" || reason === "NightUnsettled";
}

export type Folded<Entry> = {
  world: World;
  /** Those that can still happen, in order. */
  kept: readonly Entry[];
  /** How many of them happen now; the others wait for their time, and are not in `world`. */
  ready: number;
  rolledBack: readonly RolledBack[];
};

/** Plays entries on a world in order. Those that are refused are left out and returned; whatever is too early waits, with all after it. */
export function fold<Entry extends Played>(world: World, entries: readonly Entry[], prospect: Prospect): Folded<Entry> {
  const kept: Entry[] = [];
  const rolledBack: RolledBack[] = [];
  let folded = world;
  for (const [index, entry] of entries.entries()) {
    const nowSeconds = entry.action.type === "embark" ? entry.at : prospect.nowSeconds;
    const outcome = applyAction(predictedScene(folded, { ...prospect, nowSeconds }), entry.action);
    if (outcome.ok) {
      folded = outcome.world;
      kept.push(entry);
    } else if (isEarly(outcome.reason)) {
      return { world: folded, kept: [...kept, ...entries.slice(index)], ready: kept.length, rolledBack };
    } else {
      rolledBack.push({ action: entry.action, reason: outcome.reason, text: outcome.text });
    }
  }
  return { world: folded, kept, ready: kept.length, rolledBack };
}
