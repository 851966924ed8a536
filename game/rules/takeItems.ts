import { readItem } from "./lookup";
import { type Refusal, refuse } from "./outcome";
import { addItem, countItem, wears } from "./player";
import type { RecipeRow } from "./rows";
import type { Player } from "./types";

/** Burns what a recipe or a quest takes. Never burns a worn item, and checks that first, as on chain. */
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
