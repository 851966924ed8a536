import { isDay, readNightfall, score, withExpedition } from "./expedition";
import { distanceToCamp } from "./island";
import { type Outcome, type Refusal, refuse } from "./outcome";
import { readPlayer, withPlayer } from "./player";
import { CAMP_REACH } from "./table";
import type { Player, Seconds, World } from "./types";

export function applyEmbark(world: World, self: string, nowSeconds: Seconds): Outcome {
  const before = readPlayer(world, self);
  if (isDay(before, nowSeconds)) {
    const minutes = Math.ceil((readNightfall(before.expedition) - nowSeconds) / 60);
    return refuse("ExpeditionRuns", `Your expedition runs for another ${minutes} min.`);
  }
  const away = refuseAwayFromCamp(before);
  if (away) return away;
  const player = withExpedition(before.expedition.embarkedAt === 0 ? before : score(before), Math.floor(nowSeconds));
  const expedition = { ...player.expedition, number: player.expedition.number + 1, banked: 0n };
  return { ok: true, world: withPlayer(world, self, { ...player, expedition }) };
}

/** The refusal of what is done at the camp only; undefined when the player is there. */
export function refuseAwayFromCamp(player: Player): Refusal | undefined {
  const distance = distanceToCamp(player.tile);
  return distance > CAMP_REACH
    ? refuse("CampOutOfReach", `At the camp only; it is ${distance} tiles away.`)
    : undefined;
}
