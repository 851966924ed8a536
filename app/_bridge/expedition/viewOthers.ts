import { namePlayer } from "@/game/rules/playerName";
import type { Seconds, Tile } from "@/game/rules/types";
import type { PlaySnapshot } from "../playPort";
import { seedOfToday } from "./today";

export type OtherView = { player: string; name: string; tile: Tile };

/** Others on the island that is shown: that of the own expedition, or of the day. */
export function viewOthers({ world, others, self = "" }: PlaySnapshot, nowSeconds: Seconds): readonly OtherView[] {
  const seed = world.players[self]?.run?.seed ?? seedOfToday(world, nowSeconds);
  return Object.entries(others).flatMap(([player, other]) =>
    other.seed === seed && other.endsAt > nowSeconds ? [{ player, name: namePlayer(player), tile: other.tile }] : [],
  );
}

/**
 * Pure: whose card comes next for who goes through them by keyboard: first the nearest, then everybody once, by their accounts.
 * @param others See {@link viewOthers}.
 * @param from Where the own player stands; undefined: nowhere.
 * @param current Whose card is open; undefined: nobody's.
 * @returns Undefined where nobody else is.
 */
export function nextOther(
  others: readonly OtherView[],
  from: Tile | undefined,
  current: string | undefined,
): string | undefined {
  const players = others.map(({ player }) => player).sort();
  const at = current === undefined ? -1 : players.indexOf(current);
  if (at >= 0) return players[(at + 1) % players.length];
  const reach = ({ tile }: OtherView) =>
    from === undefined ? 0 : Math.abs((tile & 63) - (from & 63)) + Math.abs((tile >> 6) - (from >> 6));
  return others.toSorted((one, other) => reach(one) - reach(other))[0]?.player;
}
