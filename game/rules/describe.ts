import { resourceAt } from "./island";
import { readItem, readQuest, readRecipe } from "./lookup";
import type { Action, Island } from "./types";

/** An action in the words of the panel: "Walk 4 steps", "Gather wood". */
export function describeAction(island: Island, action: Action): string {
  switch (action.type) {
    case "move":
      return action.path.length === 1 ? "Walk 1 step" : `Walk ${action.path.length} steps`;
    case "gather":
      return `Gather ${itemName(resourceAt(island, action.tile))}`;
    case "craft":
      return `Craft ${itemName(readRecipe(action.recipe)?.output.item ?? 0)}`;
    case "equip":
      return `Equip ${itemName(action.item)}`;
    case "claim":
      return `Claim “${readQuest(action.quest)?.name ?? "quest"}”`;
    case "buy":
      return `Buy ${itemName(action.item)}`;
  }
}

function itemName(id: number): string {
  return readItem(id)?.name ?? "nothing";
}
