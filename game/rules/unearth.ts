import { takeItems } from "./craft";
import { earn, isDay, weekOf } from "./expedition";
import { readReach } from "./gather";
import { readChest, readItem, readRelic, SAND_UNIT } from "./lookup";
import { type Outcome, refuse } from "./outcome";
import { addItem, readPlayer, wears, withPlayer } from "./player";
import { readLoot, siteAt } from "./sites";
import { CHEST_KEY, DIG_TOOL } from "./table";
import type { Island, Player, RelicId, Seconds, Tile, Week, World } from "./types";

export function applyUnearth(island: Island, world: World, self: string, tile: Tile, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, self);
  if (!readReach(player).includes(tile)) return refuse("TileOutOfReach", "That is out of reach.");
  const site = siteAt(island, tile);
  if (!site) return refuse("NothingHidden", "Nothing is hidden here.");
  return site.kind === "relic"
    ? dig(world, self, player, site.id, nowSeconds)
    : open(island, world, self, player, site.id, tile, nowSeconds);
}

/** Chests that a player opened in a week: bit `id - 1`. */
export function readOpenedChests(player: Player, week: Week): number {
  return player.chests.week === week ? player.chests.opened : 0;
}

function dig(world: World, self: string, player: Player, relic: RelicId, nowSeconds: Seconds): Outcome {
  const bit = 1 << (relic - 1);
  if (player.found & bit) return refuse("RelicAlreadyFound", "You found this one already.");
  if (!wears(player, DIG_TOOL)) return refuse("ToolNotWorn", `To dig you must wear: ${readItem(DIG_TOOL)?.name}.`);
  const relics = player.expedition.relics + (isDay(player, nowSeconds) ? 1 : 0);
  const next = { ...player, found: player.found | bit, expedition: { ...player.expedition, relics } };
  return { ok: true, world: withPlayer(world, self, addItem(next, readRelic(relic)?.item ?? 0, 1)) };
}

function open(
  island: Island,
  world: World,
  self: string,
  player: Player,
  id: number,
  tile: Tile,
  nowSeconds: Seconds,
): Outcome {
  const week = weekOf(nowSeconds);
  const opened = readOpenedChests(player, week);
  const bit = 1 << (id - 1);
  if (opened & bit) return refuse("ChestAlreadyOpened", "You opened it this week; it is full again in the next.");
  const paid = takeItems(player, [{ item: CHEST_KEY, amount: 1 }]);
  if (!paid.ok) return paid;
  const sand = readChest(id)?.sand ?? 0;
  const { item, amount } = readLoot(island, tile, week);
  const earned = earn(addItem(paid.player, item, amount), sand, nowSeconds);
  const next = { ...earned, sand: earned.sand + BigInt(sand) * SAND_UNIT, chests: { week, opened: opened | bit } };
  return { ok: true, world: withPlayer(world, self, next) };
}
