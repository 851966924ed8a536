import type { GameHandle } from "@/game/ports";
import { biomeAt, readIsland, resourceAt, TILES } from "@/game/rules/island";
import { readNodeNow } from "@/game/rules/node";
import { findPath } from "@/game/rules/pathfind";
import { newcomer, readOpenBiomes } from "@/game/rules/player";
import { readSites } from "@/game/rules/sites";
import { relics } from "@/game/rules/table";

type Direction = Parameters<GameHandle["step"]>[0];

/** A place that can be reached, and what is there. */
export type Place = { tile: number; item: number };

export type IslandGuide = ReturnType<typeof createIslandGuide>;

/**
 * Knows the whole map: where things are and how to get there without gear. A player sees the ground and
 * walks up to it; a script that reads pictures would test itself. This uses only the rules of the island, never the page.
 * @param seed The island's seed, from the deployment.
 */
export function createIslandGuide(seed: bigint) {
  const island = readIsland(seed);
  const open = readOpenBiomes(newcomer);
  const wayTo = (from: number, to: number, goal: "on" | "within-reach"): readonly Direction[] => {
    const way = findPath(island, open, from, to, goal);
    if (!way) throw new Error(`Island ${seed} has no way from tile ${from} to ${to} for bare feet.`);
    return way;
  };
  /** Places that can be reached, the nearest first by walking distance. */
  const sort = <Found extends { tile: number }>(from: number, places: readonly Found[]): readonly Found[] =>
    places
      .flatMap((place) => {
        const way = findPath(island, open, from, place.tile, "on");
        return way ? [{ place, steps: way.length }] : [];
      })
      .sort((a, b) => a.steps - b.steps)
      .map(({ place }) => place);
  const first = <Found>([found]: readonly Found[], what: string): Found => {
    if (found === undefined) throw new Error(`Island ${seed} has no ${what} for bare feet.`);
    return found;
  };
  const all = Array.from({ length: TILES }, (_, tile) => ({ tile }));
  return {
    wayTo,
    /** The nearest tile of a biome by walking distance. */
    findGround: (from: number, biome: number): number => {
      const ground = all.filter(({ tile }) => biomeAt(island, tile) === biome);
      return first(sort(from, ground), `biome ${biome}`).tile;
    },
    /** The tiles where a material grows, the nearest first. */
    listNodes: (from: number, item: number): readonly number[] => {
      const growing = all.filter(({ tile }) => resourceAt(island, tile) === item);
      return sort(from, growing).map(({ tile }) => tile);
    },
    /** How much of a material a node holds at a time, given its state on chain. */
    countGrown: (item: number, node: { since: number; left: number }, nowSeconds: bigint): number =>
      readNodeNow(item, node.since === 0 ? undefined : node, Number(nowSeconds)).available,
    /** The nearest buried relic, and its item. */
    findRelic: (from: number): Place => {
      const places = readSites(island).flatMap(({ kind, id, tile }) => {
        const row = relics.find((relic) => kind === "relic" && relic.id === id);
        return row ? [{ tile, item: row.item }] : [];
      });
      return first(sort(from, places), "relic");
    },
  };
}
