import { STEP_MS } from "@/game/objects/beats";
import { chooseCloak } from "@/game/objects/cloaks";
import { findWay } from "@/game/objects/findWay";
import { footOf, tileAt } from "@/game/objects/place";
import { type Stroller, strideOf, stroll } from "@/game/objects/stroll";
import { biomeAt, SHALLOWS } from "@/game/rules/island";
import type { Island, Tile } from "@/game/rules/types";
import type { Person } from "./listSprites";

type Member = { walker: Stroller; tile: Tile };

/** People who walk where they are told: what the painter draws, from nothing but "who is on which tile". */
export type Crowd = {
  /** Somebody is on a tile now: walks there from the last one; jumps when that is far, or when they were not there before. */
  put: (key: string, tile: Tile) => void;
  remove: (key: string) => void;
  /** Everybody walks on. */
  update: (deltaMs: number) => void;
  /** @param alpha How solid they look. */
  list: (alpha?: number) => readonly Person[];
};

/** Creates a crowd on an island, empty. */
export function createCrowd(island: Island): Crowd {
  const members = new Map<string, Member>();

  const isShallow = ({ x, y }: { x: number; y: number }) => {
    const tile = tileAt(island, { x, y: y - 2 });
    return tile !== undefined && biomeAt(island, tile) === SHALLOWS;
  };

  return {
    put(key, tile) {
      const known = members.get(key);
      if (known?.tile === tile) return;
      const way = known && findWay(island, known.tile, tile);
      if (known && way) {
        known.walker.way.push(...way.map((each) => footOf(island, each)));
        known.tile = tile;
      } else {
        const walker: Stroller = { at: footOf(island, tile), way: [], facing: "south", travelled: 0, tileMs: STEP_MS };
        members.set(key, { walker, tile });
      }
    },
    remove: (key) => void members.delete(key),
    update(deltaMs) {
      for (const { walker } of members.values()) stroll(walker, deltaMs);
    },
    list: (alpha = 1) =>
      [...members].map(([key, { walker }]) => ({
        key,
        at: { ...walker.at },
        facing: walker.facing,
        stride: walker.way.length > 0 ? strideOf(walker) : 0,
        cloak: chooseCloak(key),
        isAfloat: isShallow(walker.at),
        alpha,
      })),
  };
}
