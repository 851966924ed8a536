import { readItem, readRecipe } from "./lookup";
import { type Outcome, type Refusal, refuse } from "./outcome";
import { addItem, countItem, readPlayer, wears, withPlayer } from "./player";
import type { RecipeRow } from "./table";
import type { Player, RecipeId, World } from "./types";

export function applyCraft(world: World, self: string, id: RecipeId): Outcome {
  const recipe = readRecipe(id);
  if (!recipe) return refuse("RecipeUnknown", `There is no recipe ${id}.`);
  const paid = takeItems(readPlayer(world, self), recipe.inputs);
  if (!paid.ok) return paid;
  const player = addItem(paid.player, recipe.output.item, recipe.output.amount);
  return { ok: true, world: withPlayer(world, self, player) };
}

/** Burns what a recipe or a quest takes. A worn item is never taken, and that is looked at first, as on chain. */
export function takeItems(player: Player, inputs: RecipeRow["inputs"]): { ok: true; player: Player } | Refusal {
  for (const { item } of inputs) {
    if (wears(player, item)) return refuse("ItemIsWorn", `Take off first: ${readItem(item)?.name}.`);
  }
  let rest = player;
  for (const { item, amount } of inputs) {
    const seen = countItem(rest, item);
    if (seen < amount) return refuse("ItemsTooFew", `Needs ${amount} ${readItem(item)?.name}; you have ${seen}.`);
    rest = addItem(rest, item, -amount);
  }
  return { ok: true, player: rest };
}
