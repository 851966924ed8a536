import { biomeAt, directions, neighbour, SEA } from "@/game/rules/island";
import { findCheapest } from "@/game/rules/pathfind";
import type { Island, Tile } from "@/game/rules/types";

/** Somebody who moved further than this at once was not watched while walking. */
const FAR_TILES = 24;

/** The tiles that somebody walked over from one to another, the last one included; undefined when it is too far to tell. */
export function findWay(island: Island, from: Tile, to: Tile): readonly Tile[] | undefined {
  // It is nearly always the next tile, and a block moves everybody at once, so that case needs no search.
  if (directions.some((direction) => neighbour(from, direction) === to)) return [to];
  if (Math.abs(to - from) >= FAR_TILES * island.width) return undefined;
  // What others wear is not known: they may walk wherever somebody with all gear may.
  const way = findCheapest((onto) => (biomeAt(island, onto) === SEA ? undefined : 1), from, to);
  if (!way || way.length > FAR_TILES) return undefined;
  let tile = from;
  return way.map((direction) => {
    tile = neighbour(tile, direction);
    return tile;
  });
}
