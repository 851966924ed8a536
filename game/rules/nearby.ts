import { applyGather, readReach } from "./gather";
import { neighbour, resourceAt } from "./island";
import { readPlayer } from "./player";
import type { Island, ItemId, Seconds, Tile, World } from "./types";

/** What grows within reach; `whyNot` when the rules refuse to gather it now. */
export type Nearby = { tile: Tile; material: ItemId; whyNot: string | undefined };

/**
 * What "gather" means when nobody named a tile, for the button that says it and for the key that does it: the own tile
 * first, because who stands on something walked there, then the one ahead and those around; and what can be gathered before what cannot.
 * @param island Where.
 * @param world As predicted.
 * @param self The player.
 * @param nowSeconds Unix seconds.
 * @returns The choice; undefined when nothing grows within reach.
 */
export function findNearby(island: Island, world: World, self: string, nowSeconds: Seconds): Nearby | undefined {
  const player = readPlayer(world, self);
  const ahead = neighbour(player.tile, player.facing);
  const [own = player.tile, ...around] = readReach(player);
  const growing = [own, ahead, ...around.filter((tile) => tile !== ahead)]
    .map((tile) => ({ tile, material: resourceAt(island, tile) }))
    .filter(({ material }) => material !== 0)
    .map((each) => {
      const outcome = applyGather(island, world, self, each.tile, nowSeconds);
      return { ...each, whyNot: outcome.ok ? undefined : outcome.text };
    });
  return growing.find(({ whyNot }) => whyNot === undefined) ?? growing[0];
}
