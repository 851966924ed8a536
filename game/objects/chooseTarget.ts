import { biomeAt, resourceAt } from "@/game/rules/island";
import type { Island, Tile } from "@/game/rules/types";
import { readNodeLook } from "./nodeLooks";
import { footOf, tileAt } from "./place";

/** Rows of tiles above its own that the crown of a tree covers, and half its width in world pixels. */
const CROWN_ROWS = 2;
const CROWN_HALF_PX = 9;

/**
 * The tile meant by a point of the world: the one under it, unless that is bare and hidden by the crown of a tree;
 * then the tree, because that is what the player sees and points at.
 */
export function chooseTarget(
  island: Island,
  point: { x: number; y: number },
  isGrowing: (tile: Tile) => boolean,
): Tile | undefined {
  const own = tileAt(island, point);
  if (own === undefined || isGrowing(own)) return own;
  for (let row = CROWN_ROWS; row > 0; row--) {
    const tile = own + row * island.width;
    if (!isGrowing(tile) || !readNodeLook(resourceAt(island, tile), biomeAt(island, tile), tile).tall) continue;
    if (Math.abs(footOf(island, tile).x - point.x) <= CROWN_HALF_PX) return tile;
  }
  return own;
}
