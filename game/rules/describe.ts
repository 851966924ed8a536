import { resourceAt } from "./island";
import { readItem, readQuest, readRecipe, readRelic, SAND_UNIT } from "./lookup";
import { siteAt } from "./sites";
import type { Action, Island, Tile } from "./types";

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
    case "embark":
      return "Set out";
    case "finish":
      return "Finish the expedition";
    case "bank":
      return `Bank ${action.amount / SAND_UNIT} Sand`;
    case "unearth":
      return describeSite(island, action.tile);
  }
}

function describeSite(island: Island, tile: Tile): string {
  const site = siteAt(island, tile);
  if (site?.kind === "relic") return `Unearth the ${itemName(readRelic(site.id)?.item ?? 0)}`;
  return site ? "Open a chest" : "Dig";
}

function itemName(id: number): string {
  return readItem(id)?.name ?? "nothing";
}
