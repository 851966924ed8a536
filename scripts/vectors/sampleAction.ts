import { type Action, type ActionName, rowOf } from "../../game/rules/actions";
import { type Argument, direction, item, path, quest, recipe, sand, tile } from "../../game/rules/argument";
import { directions, TILES } from "../../game/rules/island";
import { readReach } from "../../game/rules/player";
import { recipes } from "../../game/rules/recipes";
import { items, quests } from "../../game/rules/table";
import type { Player } from "../../game/rules/types";
import type { Random } from "./random";

type Sample = (player: Player, random: Random) => unknown;

/** What is tried for each kind of argument: mostly what there is, sometimes what there is not. */
const samples = new Map<Argument, Sample>([
  [tile, (player, random) => random.pick([...readReach(player), random.below(TILES + 2)])],
  [item, (_, random) => random.below(items.length + 2)],
  [recipe, (_, random) => random.below(recipes.length + 2)],
  [quest, (_, random) => random.below(quests.length + 2)],
  [sand, (_, random) => BigInt(random.below(90)) * 10n ** 18n],
  [direction, (_, random) => random.pick(directions)],
  [path, (_, random) => Array.from({ length: random.below(9) }, () => random.pick(directions))],
]);

/**
 * An action with arguments at random.
 * @param type Which.
 * @param player Who plays: tiles are mostly within reach.
 * @throws When it has an argument of a kind that nobody knows how to try.
 */
export function sampleAction(type: ActionName, player: Player, random: Random): Action {
  const args = Object.entries(rowOf(type).args).map(([name, argument]) => {
    const sample = samples.get(argument);
    if (!sample) throw new Error(`Nothing is tried for '${name}' of '${type}': see scripts/vectors/sampleAction.ts.`);
    return [name, sample(player, random)];
  });
  return { type, ...Object.fromEntries(args) };
}
