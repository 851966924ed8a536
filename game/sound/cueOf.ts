import type { GameEffect, GameSnapshot } from "@/game/ports";
import { biomeAt, resourceAt } from "@/game/rules/island";
import { readPlayer } from "@/game/rules/player";
import type { Cue } from "./cues";

/** What lies in ruins and chests glitters as a shard does. */
const SHARD = 8;

/** What is heard of something that happened; undefined for what needs no sound: a confirmation is the normal case. */
export function cueOf(effect: GameEffect, { island, world, self }: GameSnapshot): Cue | undefined {
  if (effect.type === "confirmed") return undefined;
  if (effect.type === "refused") return { type: "refused" };
  if (effect.type === "rolledBack") return { type: "rolledBack" };
  const { action } = effect;
  switch (action.type) {
    case "move":
      return self === undefined ? undefined : { type: "step", ground: biomeAt(island, readPlayer(world, self).tile) };
    case "gather":
      return { type: "gather", material: resourceAt(island, action.tile) };
    case "craft":
    case "claim":
    case "buy":
      return { type: action.type };
    case "equip":
      return { type: "wear" };
    case "bank":
      return { type: "buy" };
    case "embark":
      return { type: "hello" };
    case "finish":
      return { type: "claim" };
    case "unearth":
      return { type: "gather", material: SHARD };
  }
}
