import type { GameEffect, GameSnapshot } from "@/game/ports";
import { rowOf } from "@/game/rules/actions";
import { biomeAt, resourceAt } from "@/game/rules/island";
import { readPlayer } from "@/game/rules/player";
import type { Cue } from "./cues";

/** Finds in ruins and chests sound like a shard. */
const SHARD = 8;

/** The sound of an effect; undefined if it needs none: confirmation is the normal case. */
export function cueOf(effect: GameEffect, { island, world, self }: GameSnapshot): Cue | undefined {
  if (effect.type === "confirmed") return undefined;
  if (effect.type === "refused") return { type: "refused" };
  if (effect.type === "rolledBack") return { type: "rolledBack" };
  const { action } = effect;
  const { sound } = rowOf(action.type);
  switch (sound) {
    case undefined:
      return undefined;
    case "step":
      return self === undefined ? undefined : { type: "step", ground: biomeAt(island, readPlayer(world, self).tile) };
    case "gather":
      return { type: "gather", material: "tile" in action ? resourceAt(island, action.tile) : SHARD };
    case "glitter":
      return { type: "gather", material: SHARD };
    default:
      return { type: sound };
  }
}
