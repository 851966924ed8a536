import type { GameHandle } from "@/game/ports";
import { biomeAt, readIsland, resourceAt, TILES } from "@/game/rules/island";
import { findPath } from "@/game/rules/pathfind";
import { newcomer, readOpenBiomes } from "@/game/rules/player";
import { readSites } from "@/game/rules/sites";
import { relics } from "@/game/rules/table";

type Direction = Parameters<GameHandle["step"]>[0];

/** A place that a way leads to, and what lies there. */
export type Place = { tile: number; item: number };

export type IslandGuide = ReturnType<typeof createIslandGuide>;

/**
 * What somebody knows who has the map: where things are and how to get there with bare feet. A player sees the ground and
 * walks up to it; a script that reads pictures would test the script. Only the rules of the island are asked, never the page.
 * @param seed The island's, as the deployment names it.
 */
export function createIslandGuide(seed: bigint) {
  const island = readIsland(seed);
  const open = readOpenBiomes(newcomer);
  const wayTo = (from: number, to: number, goal: "on" | "within-reach"): readonly Direction[] => {
    const way = findPath(island, open, from, to, goal);
    if (!way) throw new Error(`Island ${seed} has no way from tile ${from} to ${to} for bare feet.`);
    return way;
  };
  const nearest = <Found extends { tile: number }>(from: number, places: readonly Found[], what: string): Found => {
    const ways = places.flatMap((place) => {
      const way = findPath(island, open, from, place.tile, "on");
      return way ? [{ place, steps: way.length }] : [];
    });
    const [best] = ways.sort((a, b) => a.steps - b.steps);
    if (!best) throw new Error(`Island ${seed} has no ${what} that can be walked to from tile ${from}.`);
    return best.place;
  };
  const all = Array.from({ length: TILES }, (_, tile) => ({ tile }));
  return {
    wayTo,
    /** The nearest tile of a biome, by the way there. */
    findGround: (from: number, biome: number): number => {
      const ground = all.filter(({ tile }) => biomeAt(island, tile) === biome);
      return nearest(from, ground, `biome ${biome}`).tile;
    },
    /** The nearest tile where a material grows, but for some. */
    findNode: (from: number, item: number, except: readonly number[] = []): number => {
      const growing = all.filter(({ tile }) => resourceAt(island, tile) === item && !except.includes(tile));
      return nearest(from, growing, `node of item ${item}`).tile;
    },
    /** The nearest buried relic, and the item that it is. */
    findRelic: (from: number): Place => {
      const places = readSites(island).flatMap(({ kind, id, tile }) => {
        const row = relics.find((relic) => kind === "relic" && relic.id === id);
        return row ? [{ tile, item: row.item }] : [];
      });
      return nearest(from, places, "relic");
    },
  };
}
