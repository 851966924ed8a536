import type { GameEffect, GameView } from "@/game/ports";
import { readSelf } from "@/game/readSelf";
import { biomeAt, resourceAt } from "@/game/rules/island";
import type { Cue } from "./cues";

/** Finds in ruins and chests sound like a shard. */
const SHARD = 8;

/** The sound of an effect; undefined if it needs none. */
export function cueOf(effect: GameEffect, view: GameView): Cue | undefined {
  if (effect.type === "fell") return { type: "rolledBack" };
  if (effect.type !== "played") return { type: effect.type };
  const { deed, tile } = effect;
  switch (deed) {
    case "step": {
      const self = readSelf(view);
      return self && { type: "step", ground: biomeAt(view.island, self.tile) };
    }
    case "gather":
      return { type: "gather", material: tile === undefined ? SHARD : resourceAt(view.island, tile) };
    case "dig":
    case "glitter":
      return { type: "gather", material: SHARD };
    default:
      return { type: deed };
  }
}
