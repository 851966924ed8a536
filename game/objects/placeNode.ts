import { biomeAt, resourceAt } from "@/game/rules/island";
import type { Island, ItemId, Tile } from "@/game/rules/types";
import { type NodeLook, readNodeLook } from "./nodeLooks";
import { footOf, hashTile } from "./place";

/** Something that grows. Position of its foot in world pixels; `phase`: which of the four pictures of its sway it begins with. */
export type PlacedNode = {
  material: ItemId;
  look: NodeLook;
  x: number;
  y: number;
  phase: number;
  isFlipped: boolean;
};

/** Pure: what grows on a tile, and where exactly it stands; undefined: nothing. */
export function placeNode(island: Island, tile: Tile): PlacedNode | undefined {
  const material = resourceAt(island, tile);
  if (material === 0) return undefined;
  const look = readNodeLook(material, biomeAt(island, tile), tile);
  const foot = footOf(island, tile);
  // A pixel or two off the grid, so that a wood does not look like an orchard. Behind a player on the same tile.
  const roll = hashTile(tile, 11);
  return {
    material,
    look,
    x: foot.x + (roll % 5) - 2,
    y: foot.y - 2 - ((roll >>> 4) % 3),
    phase: (roll >>> 8) & 3,
    isFlipped: ((roll >>> 12) & 1) === 1 && !look.full.startsWith("palm"),
  };
}
