import { distanceToCamp } from "../../game/rules/buy";
import { readReach } from "../../game/rules/gather";
import { biomeAt, CAMP, resourceAt, TILES } from "../../game/rules/island";
import { findPath, splitPath } from "../../game/rules/pathfind";
import { readOpenBiomes, readPlayer } from "../../game/rules/player";
import { items, quests, recipes } from "../../game/rules/table";
import type { Action, Direction, Island, Tile, World } from "../../game/rules/types";
import type { Random } from "./random";

const directions: readonly Direction[] = ["north", "east", "south", "west"];

/** What a player who half knows the game tries next: mostly sensible, so that the rules are reached deeply; often wrong. */
export function chooseAction(island: Island, world: World, self: string, random: Random): Action {
  const player = readPlayer(world, self);
  const roll = random.below(100);
  if (roll < 30) return walkTo(island, world, self, random, pickNode(island, player.tile, random));
  if (roll < 36) return walkTo(island, world, self, random, CAMP);
  if (roll < 56) {
    const growing = readReach(player).filter((tile) => resourceAt(island, tile) !== 0);
    return { type: "gather", tile: growing.length > 0 ? random.pick(growing) : random.pick(readReach(player)) };
  }
  if (roll < 58) return { type: "gather", tile: random.below(TILES + 2) };
  if (roll < 70) return { type: "craft", recipe: random.below(recipes.length + 2) };
  if (roll < 76) return { type: "equip", item: random.below(items.length + 2) };
  if (roll < 80) return { type: "equip", item: 11 + random.below(items.length - 10) };
  if (roll < 90) return { type: "claim", quest: random.below(quests.length + 2) };
  if (roll < 96) {
    if (distanceToCamp(player.tile) > 2 && random.below(3) > 0) return walkTo(island, world, self, random, CAMP);
    return { type: "buy", item: random.below(items.length + 2), maxSand: BigInt(random.below(90)) * 10n ** 18n };
  }
  const length = random.pick([0, 1, 2, 3, 4, 6, 8, 33]);
  return { type: "move", path: Array.from({ length }, () => random.pick(directions)) };
}

function walkTo(island: Island, world: World, self: string, random: Random, to: Tile): Action {
  const player = readPlayer(world, self);
  const path = findPath(island, readOpenBiomes(player), player.tile, to, "within-reach");
  const [first] = splitPath(path ?? []);
  return { type: "move", path: first ?? [random.pick(directions)] };
}

/** Something that grows within a walk of about ten tiles. */
function pickNode(island: Island, from: Tile, random: Random): Tile {
  for (let attempt = 0; attempt < 20; attempt++) {
    const tile = from + (random.below(21) - 10) * island.width + random.below(21) - 10;
    if (resourceAt(island, tile) !== 0 && biomeAt(island, tile) !== 0) return tile;
  }
  return from;
}
