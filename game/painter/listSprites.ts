import { FLAME_MS, WIND_MS } from "@/game/objects/beats";
import type { Cloak } from "@/game/objects/cloaks";
import { footOf } from "@/game/objects/place";
import { fireOffset, placeDecor } from "@/game/objects/placeDecor";
import { placeNode } from "@/game/objects/placeNode";
import type { Direction, Island, Tile } from "@/game/rules/types";
import type { View } from "./camera";

/** Somebody on the island, on a tile or between two. */
export type Person = {
  /** Whose it is, for names. */
  key: string;
  /** The foot, in world pixels. */
  at: { x: number; y: number };
  facing: Direction;
  /** Picture of the walk cycle, 0 to 3. */
  stride: number;
  cloak: Cloak;
  /** In the shallows: on a raft. */
  isAfloat: boolean;
  /** 0 to 1. */
  alpha: number;
};

/** One moment of the island. Where it comes from (live, a replay, a still) is not the painter's business. */
export type Moment = {
  people: readonly Person[];
  /** For wind, waves, fire and clouds: 0 is a still picture. */
  timeMs: number;
  /** From dawn (0) to nightfall (1). */
  daytime: number;
};

/** A sprite with its foot, in world pixels. What has a smaller depth is drawn first. */
export type Drawn = { sprite: string; x: number; y: number; depth: number; isFlipped: boolean; alpha: number };

/** What stands on the island and stays, sorted by its foot from north to south. */
export type Scenery = readonly Standing[];
type Standing = { sprite: string; x: number; y: number; isFlipped: boolean; phase: number; sways: boolean };

/** Trees extend this far beyond their foot. */
const REACH_PX = 44;

/** Pure: everything that stands on an island. Slow enough to be made once for each island. */
export function listScenery(island: Island): Scenery {
  const decor = placeDecor(island).map((each) => ({ ...each, isFlipped: false, phase: 0, sways: false }));
  const nodes: Standing[] = [];
  for (let tile: Tile = 0; tile < island.width * island.height; tile++) {
    const node = placeNode(island, tile);
    if (!node) continue;
    const { look, x, y, phase, isFlipped } = node;
    nodes.push({ sprite: look.full, x, y, isFlipped, phase, sways: look.sways });
  }
  return [...decor, ...nodes].sort((a, b) => a.y - b.y);
}

/** Pure: what is drawn within a view, from back to front. */
export function listSprites(island: Island, scenery: Scenery, moment: Moment, view: View): readonly Drawn[] {
  const { people, timeMs } = moment;
  const wind = Math.floor(timeMs / WIND_MS);
  const drawn = scenery
    .filter((each) => isIn(view, each))
    .map(({ sprite, x, y, isFlipped, phase, sways }): Drawn => {
      return { sprite: sways ? `${sprite}_${(wind + phase) & 3}` : sprite, x, y, depth: y, isFlipped, alpha: 1 };
    });
  const camp = footOf(island, island.camp);
  const fire = { x: camp.x + fireOffset.x, y: camp.y + fireOffset.y };
  if (isIn(view, fire)) {
    const sprite = `fire_${Math.floor(timeMs / FLAME_MS) & 3}`;
    drawn.push({ sprite, ...fire, depth: fire.y, isFlipped: false, alpha: 1 });
  }
  for (const person of people) {
    if (isIn(view, person.at)) drawn.push(...drawPerson(person, timeMs));
  }
  return drawn.sort((a, b) => a.depth - b.depth);
}

function drawPerson({ at, facing, stride, cloak, isAfloat, alpha }: Person, timeMs: number): readonly Drawn[] {
  const bob = isAfloat ? Math.round(Math.sin(timeMs / 420)) - 1 : 0;
  const common = { x: Math.round(at.x), isFlipped: false, alpha };
  const y = Math.round(at.y) + bob;
  const figure = { ...common, sprite: `wanderer_${cloak}_${facing}_${isAfloat ? 0 : stride}`, y, depth: at.y };
  return isAfloat ? [{ ...common, sprite: "raft", y: y + 1, depth: at.y - 0.5 }, figure] : [figure];
}

function isIn({ left, top, right, bottom }: View, { x, y }: { x: number; y: number }): boolean {
  return x > left - REACH_PX && x < right + REACH_PX && y > top - REACH_PX && y < bottom + REACH_PX;
}
