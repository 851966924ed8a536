import { distanceToCamp } from "./island";
import { readItem } from "./lookup";
import { type Refusal, refuse } from "./outcome";
import { CAMP_REACH } from "./table";
import type { Player } from "./types";

/** The refusal of an action that needs the camp; undefined when the player is there. */
export function refuseAwayFromCamp(player: Player): Refusal | undefined {
  const distance = distanceToCamp(player.tile);
  return distance > CAMP_REACH
    ? refuse("CampOutOfReach", `At the camp only; it is ${distance} tiles away.`)
    : undefined;
}

/** How far from the camp the trader serves a player, in tiles. */
export function readTraderReach(player: Player): number {
  return player.worn.reduce((reach, item) => reach + (readItem(item)?.reach ?? 0), CAMP_REACH);
}
