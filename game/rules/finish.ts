import { refuseAwayFromCamp } from "./embark";
import { isDay, score, withExpedition } from "./expedition";
import { type Outcome, refuse } from "./outcome";
import { readPlayer, withPlayer } from "./player";
import type { Seconds, World } from "./types";

export function applyFinish(world: World, self: string, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, self);
  if (player.expedition.embarkedAt === 0) return refuse("NoExpedition", "You are on no expedition.");
  const away = isDay(player, nowSeconds) ? refuseAwayFromCamp(player) : undefined;
  return away ?? { ok: true, world: withPlayer(world, self, withExpedition(score(player), 0)) };
}

/** Anybody's call for another player; not an action of a session. */
export function applySettle(world: World, who: string, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, who);
  if (player.expedition.embarkedAt === 0) return refuse("NoExpedition", "That player is on no expedition.");
  if (isDay(player, nowSeconds)) return refuse("ExpeditionRuns", "That expedition is not over.");
  return { ok: true, world: withPlayer(world, who, withExpedition(score(player), 0)) };
}
