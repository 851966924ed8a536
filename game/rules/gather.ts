import { neighbour, resourceAt } from "./island";
import { readItem, readNodeKind } from "./lookup";
import { readNodeNow } from "./node";
import { type Outcome, refuse } from "./outcome";
import { addItem, readBonus, readPlayer, wears, withPlayer } from "./player";
import type { Island, Player, Seconds, Tile, World } from "./types";

export function applyGather(island: Island, world: World, self: string, tile: Tile, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, self);
  if (!readReach(player).includes(tile)) return refuse("TileOutOfReach", "That is out of reach.");
  const material = resourceAt(island, tile);
  const kind = readNodeKind(material);
  if (!kind) return refuse("NothingGrows", "Nothing grows here.");
  if (kind.needs !== undefined && !wears(player, kind.needs)) {
    return refuse("ToolNotWorn", `To gather ${readItem(material)?.name} you must wear: ${readItem(kind.needs)?.name}.`);
  }
  const node = readNodeNow(material, world.nodes[tile], nowSeconds);
  if (node.available === 0) {
    const seconds = Math.max(1, Math.ceil(node.readyAt - nowSeconds));
    return refuse("NodeEmpty", `Nothing is left here. It grows back in ${seconds} s.`);
  }
  const amount = Math.min(node.available, 1 + readBonus(player, material));
  const next = withPlayer(world, self, addItem(player, material, amount));
  const nodes = { ...world.nodes, [tile]: { left: node.available - amount, since: node.since } };
  return { ok: true, world: { ...next, nodes } };
}

/** Tiles that the player can gather or unearth from: the own one, then north, east, south, west. */
export function readReach(player: Player): readonly Tile[] {
  const { tile } = player;
  return [tile, ...(["north", "east", "south", "west"] as const).map((direction) => neighbour(tile, direction))];
}
