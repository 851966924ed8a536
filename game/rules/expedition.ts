import { countBits } from "./player";
import { EXPEDITION_SECONDS, points } from "./table";
import type { Expedition, Player, Seconds, Tile, Week } from "./types";

// The counting part of the twin of contracts/src/game/Expeditions.sol.

const WEEK_SECONDS = 604_800;
/** The first Monday of 1970: the year began on a Thursday. */
const FIRST_MONDAY_SECONDS = 3 * 86_400;

/** Whether an action now counts for an expedition; at nightfall itself it no longer does. Without an expedition nothing counts. */
export function isDay({ expedition }: Player, nowSeconds: Seconds): boolean {
  return Math.floor(nowSeconds) < readNightfall(expedition);
}

/** When the expedition is over; long ago without one. */
export function readNightfall({ embarkedAt }: Expedition): Seconds {
  return embarkedAt + EXPEDITION_SECONDS;
}

export function weekOf(atSeconds: Seconds): Week {
  return Math.floor((atSeconds + FIRST_MONDAY_SECONDS) / WEEK_SECONDS);
}

/** Which of the 64 regions a tile is in. */
export function regionOf(tile: Tile): number {
  return ((tile >> 6) & 0x38) | ((tile >> 3) & 7);
}

/** Adds what a quest or a chest pays, in whole Sand. */
export function earn(player: Player, sand: number, nowSeconds: Seconds): Player {
  if (!isDay(player, nowSeconds)) return player;
  return { ...player, expedition: { ...player.expedition, earned: player.expedition.earned + sand } };
}

export type Score = { regions: number; relics: number; quests: number; banked: number; points: number };

/** The current score of an expedition. Banked Sand counts up to what was earned in it. */
export function readScore({ regions, relics, quests, earned, banked }: Expedition): Score {
  const counted = Math.min(Number(banked / 10n ** 18n), earned);
  const explored = countBits(regions);
  return {
    regions: explored,
    relics,
    quests,
    banked: counted,
    points: explored * points.region + relics * points.relic + quests * points.quest + counted * points.sand,
  };
}

/** The player with the expedition's points on the leaderboard. */
export function score(player: Player): Player {
  const week = weekOf(player.expedition.embarkedAt);
  const { points } = readScore(player.expedition);
  const known = player.best.week === week ? player.best.points : 0;
  return points > known ? { ...player, best: { week, points } } : player;
}

/** The player with a new, empty expedition; 0 for none. */
export function withExpedition(player: Player, embarkedAt: Seconds): Player {
  const { number, banked } = player.expedition;
  return { ...player, expedition: { number, embarkedAt, regions: 0n, quests: 0, relics: 0, earned: 0, banked } };
}
