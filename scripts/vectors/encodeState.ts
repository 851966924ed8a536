import { SAND_UNIT } from "../../game/rules/lookup";
import { countItem } from "../../game/rules/player";
import { items } from "../../game/rules/table";
import type { Node, Player, Week } from "../../game/rules/types";
import { readOpenedChests } from "../../game/rules/unearth";

const directions = ["north", "east", "south", "west"] as const;

/**
 * tile 2 · facing 1 · worn 1 each · steps 4 · claimed 4 · whole Sand 4 · items 2 each · found 1 · whole Sand in the bank 4 ·
 * chests opened this week 2 · best of this week 4 · expedition: number 3, embarked 5, regions 8, quests 1, relics 1, earned 2,
 * whole Sand banked 4. contracts/test/game/PlayerState.sol packs the same.
 */
export function encodePlayer(player: Player, week: Week): string {
  const { expedition } = player;
  return [
    hex(player.tile, 2),
    hex(directions.indexOf(player.facing), 1),
    ...player.worn.map((item) => hex(item, 1)),
    hex(player.steps, 4),
    hex(player.claimed, 4),
    hex(Number(player.sand / SAND_UNIT), 4),
    ...items.map((row) => hex(countItem(player, row.id), 2)),
    hex(player.found, 1),
    hex(Number(player.vault / SAND_UNIT), 4),
    hex(readOpenedChests(player, week), 2),
    hex(player.best.week === week ? player.best.points : 0, 4),
    hex(expedition.number, 3),
    hex(expedition.embarkedAt, 5),
    hex(expedition.regions, 8),
    hex(expedition.quests, 1),
    hex(expedition.relics, 1),
    hex(expedition.earned, 2),
    hex(Number(expedition.banked / SAND_UNIT), 4),
  ].join("");
}

/** since 5 · left 1; a node that nobody touched is zeros. */
export function encodeNode(node: Node | undefined): string {
  return hex(node?.since ?? 0, 5) + hex(node?.left ?? 0, 1);
}

export function encodePath(path: readonly (typeof directions)[number][]): string {
  return path.map((direction) => hex(directions.indexOf(direction), 1)).join("");
}

function hex(value: number | bigint, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}
