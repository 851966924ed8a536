import { actionNames } from "../../game/rules/actions";
import { biomeAt, CAMP, directions, distanceToCamp, resourceAt, TILES } from "../../game/rules/island";
import { findPath, splitPath } from "../../game/rules/pathfind";
import { countItem, readOpenBiomes, readPlayer, readReach } from "../../game/rules/player";
import { readProgress } from "../../game/rules/quest";
import { recipes } from "../../game/rules/recipes";
import type { ItemRow } from "../../game/rules/rows";
import { readSites, siteAt } from "../../game/rules/sites";
import { items, quests } from "../../game/rules/table";
import type { Island, Tile, World } from "../../game/rules/types";
import type { PlayedAction } from "./playAction";
import type { Random } from "./random";
import { sampleAction } from "./sampleAction";

const wearable = (items as readonly ItemRow[]).filter((row) => row.slot !== undefined).map((row) => row.id);

/** Of these it is known below when they make sense; what else there is, is tried at random. */
const practised = "move gather craft equip claim buy embark finish bank unearth".split(" ");
const others = actionNames.filter((name) => !practised.includes(name));

/**
 * What a player who half knows the game tries next: mostly sensible, so that the rules are reached deeply; often wrong.
 * @param everybody Keys of the players in the world.
 */
export function chooseAction(
  island: Island,
  world: World,
  self: string,
  everybody: readonly string[],
  random: Random,
): PlayedAction {
  const player = readPlayer(world, self);
  if (others.length > 0 && random.below(12) === 0) return sampleAction(random.pick(others), player, random);
  const near = readReach(player);
  const site = near.find((tile) => siteAt(island, tile));
  if (site !== undefined && random.below(3) === 0) return { type: "unearth", tile: site };
  const isNearCamp = distanceToCamp(player.tile) <= 3;
  if (isNearCamp && random.below(4) === 0) return atCamp(random);
  const roll = random.below(100);
  if (roll < 22) return walkTo(island, world, self, random, pickNode(island, player.tile, random));
  if (roll < 30) return walkTo(island, world, self, random, random.pick(readSites(island)).tile);
  if (roll < 36) return walkTo(island, world, self, random, CAMP);
  if (roll < 53) {
    const growing = near.filter((tile) => resourceAt(island, tile) !== 0);
    return { type: "gather", tile: growing.length > 0 ? random.pick(growing) : random.pick(near) };
  }
  if (roll < 55) return { type: "gather", tile: random.below(TILES + 2) };
  if (roll < 65) {
    const ready = recipes.filter(({ inputs }) => inputs.every(({ item, amount }) => countItem(player, item) >= amount));
    const known = ready.length > 0 && random.below(4) > 0;
    return { type: "craft", recipe: known ? random.pick(ready).id : random.below(recipes.length + 2) };
  }
  if (roll < 69) return { type: "equip", item: random.below(items.length + 2) };
  if (roll < 76) return { type: "equip", item: random.pick(wearable) };
  if (roll < 85) {
    const ready = quests.filter((row) => readProgress(island, player, row) >= row.ask.amount);
    const known = ready.length > 0 && random.below(3) > 0;
    return { type: "claim", quest: known ? random.pick(ready).id : random.below(quests.length + 2) };
  }
  if (roll < 90) {
    if (!isNearCamp && random.below(3) > 0) return walkTo(island, world, self, random, CAMP);
    return { type: "buy", item: random.below(items.length + 2), maxSand: BigInt(random.below(90)) * 10n ** 18n };
  }
  if (roll < 92) return { type: "settle", player: random.pick(everybody) };
  if (roll < 94) return { type: "withdraw", amount: BigInt(random.below(40)) * 10n ** 18n };
  if (roll < 96) return atCamp(random);
  if (roll < 97) return { type: "unearth", tile: random.pick([...near, random.below(TILES)]) };
  const length = random.pick([0, 1, 2, 3, 4, 6, 8, 33]);
  return { type: "move", path: Array.from({ length }, () => random.pick(directions)) };
}

function atCamp(random: Random): PlayedAction {
  const amount = BigInt(random.below(40)) * 10n ** 18n;
  return random.pick([{ type: "embark" }, { type: "finish" }, { type: "bank", amount }]);
}

function walkTo(island: Island, world: World, self: string, random: Random, to: Tile): PlayedAction {
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
