import type { GameHandle } from "@/game/ports";
import { biomeOf, growthOf, readOpen, stepGrains } from "@/game/rules/ground";
import { TILES } from "@/game/rules/island";
import { findCheapest } from "@/game/rules/pathfind";
import { layersDug, readSites } from "@/game/rules/sites";
import type { Digs, Run, Tide } from "@/game/rules/types";

type Direction = Parameters<GameHandle["step"]>[0];

/**
 * Knows the whole map of an expedition: where things are and how to get there. A player sees the ground and walks up to it; a
 * script that reads pictures would test itself. This uses only the rules of the island, never the page.
 * @param run The expedition, from the chain: its seed, and what is worn.
 */
export function createIslandGuide({ seed, worn }: Pick<Run, "seed" | "worn">) {
  // At high tide: what is open then is open at any time.
  const open = readOpen(worn, false);
  const find = (from: number, to: number, goal: "on" | "within-reach") =>
    findCheapest((onto, at) => stepGrains(open, biomeOf(seed, at), biomeOf(seed, onto)), from, to, goal);
  const sort = (from: number, tiles: readonly number[]): readonly number[] =>
    tiles
      .flatMap((tile) => {
        const way = find(from, tile, "within-reach");
        return way ? [{ tile, steps: way.length }] : [];
      })
      .sort((a, b) => a.steps - b.steps)
      .map(({ tile }) => tile);
  return {
    wayTo: (from: number, to: number, goal: "on" | "within-reach"): readonly Direction[] => {
      const way = find(from, to, goal);
      if (!way) throw new Error(`Island ${seed} has no way from tile ${from} to ${to}.`);
      return way;
    },
    /** The tiles where a material grows that can be reached, the nearest first. */
    listNodes: (from: number, item: number): readonly number[] =>
      sort(
        from,
        Array.from({ length: TILES }, (_, tile) => tile).filter((tile) => growthOf(seed, tile) === item),
      ),
    /** Disturbed earth of a tide that can be reached and is not dug out, the nearest first. */
    listSites: (from: number, tide: Tide, digs: Digs): readonly number[] =>
      sort(
        from,
        readSites(seed, tide).flatMap((site) =>
          site && layersDug(digs, tide, site.region) < site.layers ? [site.tile] : [],
        ),
      ),
  };
}
