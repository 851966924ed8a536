import { countItem } from "../../game/rules/player";
import { items } from "../../game/rules/table";
import type { Node, Player } from "../../game/rules/types";

const directions = ["north", "east", "south", "west"] as const;

/** tile 2 · facing 1 · worn 1 each · steps 4 · claimed 4 · whole Sand 4 · items 2 each. contracts/test/game/Vectors.t.sol packs the same. */
export function encodePlayer(player: Player): string {
  return [
    hex(player.tile, 2),
    hex(directions.indexOf(player.facing), 1),
    ...player.worn.map((item) => hex(item, 1)),
    hex(player.steps, 4),
    hex(player.claimed, 4),
    hex(Number(player.sand / 10n ** 18n), 4),
    ...items.map((row) => hex(countItem(player, row.id), 2)),
  ].join("");
}

/** since 5 · left 1; a node that nobody touched is zeros. */
export function encodeNode(node: Node | undefined): string {
  return hex(node?.since ?? 0, 5) + hex(node?.left ?? 0, 1);
}

export function encodePath(path: readonly (typeof directions)[number][]): string {
  return path.map((direction) => hex(directions.indexOf(direction), 1)).join("");
}

function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}
