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
