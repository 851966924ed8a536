import { biomeAt, RUINS, resourceAt } from "@/game/rules/island";
import type { Island } from "@/game/rules/types";
import { TILE_PX } from "./ground/layers";
import { footOf, hashTile } from "./place";

/** Something that is only decoration. Position of the foot in world pixels. */
export type Decor = { sprite: string; x: number; y: number };

/** The camp around its fire, which burns on the northern edge of the tile where everybody joins. */
const camp: readonly { sprite: string; dx: number; dy: number }[] = [
  { sprite: "tent", dx: -34, dy: -16 },
  { sprite: "crate", dx: -60, dy: -20 },
  { sprite: "barrel", dx: -6, dy: -27 },
  { sprite: "crate", dx: 10, dy: -24 },
  { sprite: "log", dx: 26, dy: -8 },
  { sprite: "log", dx: -26, dy: 14 },
];

export const fireOffset = { x: 0, y: -9 } as const;

/** Pure: all decoration of an island. Ruins get pillars where nothing grows; their middle keeps the statue. */
export function placeDecor(island: Island): readonly Decor[] {
  const fire = footOf(island, island.camp);
  const decor: Decor[] = camp.map(({ sprite, dx, dy }) => ({ sprite, x: fire.x + dx, y: fire.y + dy }));
  for (let tile = 0; tile < island.width * island.height; tile++) {
    if (biomeAt(island, tile) !== RUINS || resourceAt(island, tile) !== 0) continue;
    const around = [-1, 1, -island.width, island.width].filter((step) => biomeAt(island, tile + step) === RUINS).length;
    const foot = footOf(island, tile);
    const roll = hashTile(tile, 3) % 100;
    // Behind the player: a tile of the ruins stays open ground.
    const y = foot.y - TILE_PX / 2;
    if (around === 4 && isMiddle(island, tile)) decor.push({ sprite: "statue", x: foot.x, y });
    else if (around <= 2)
      decor.push({ sprite: ["pillar", "pillarBroken", "wall"][roll % 3] ?? "pillar", x: foot.x, y });
    else if (roll < 30) decor.push({ sprite: roll < 12 ? "pillarBroken" : "wallLow", x: foot.x, y });
  }
  return decor;
}

function isMiddle(island: Island, tile: number): boolean {
  return [-2, 2, -2 * island.width, 2 * island.width].every((step) => biomeAt(island, tile + step) === RUINS);
}
