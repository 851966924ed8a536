import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { readTraderReach } from "@/game/rules/camp";
import { findHere } from "@/game/rules/here";
import { biomeAt, distanceToCamp, resourceAt } from "@/game/rules/island";
import { readPrice } from "@/game/rules/lookup";
import { countItem, readPlayer, wears } from "@/game/rules/player";
import { isClaimed, readProgress } from "@/game/rules/quest";
import { recipes } from "@/game/rules/recipes";
import type { ItemRow, QuestRow } from "@/game/rules/rows";
import { items, quests } from "@/game/rules/table";
import type { Island, Scene, Tile } from "@/game/rules/types";
import type { ItemView, OfferView, PositionView, QuestView, ReachView, RecipeView } from "./hudViews";
import { askText, biomeName, itemHint, itemName, slotName } from "./hudWords";

// Pure: predicted world in, views out. This never decides whether something is allowed: it asks the rules.

const itemRows: readonly ItemRow[] = items;
const questRows: readonly QuestRow[] = quests;

/** Why the rules refuse an action now; undefined when they allow it. */
export function whyNot({ island, world, self, nowSeconds }: Scene, action: Action): string | undefined {
  const outcome = applyAction(island, world, self, action, nowSeconds);
  return outcome.ok ? undefined : outcome.text;
}

export function viewInventory({ world, self }: Scene): ItemView[] {
  const player = readPlayer(world, self);
  return itemRows.map(({ id, name, slot }) => ({
    id,
    name,
    hint: itemHint(id),
    count: countItem(player, id),
    slot: slot === undefined ? undefined : slotName(slot),
    worn: wears(player, id),
  }));
}

export function viewRecipes(scene: Scene): RecipeView[] {
  const player = readPlayer(scene.world, scene.self);
  return recipes.map(({ id, inputs, output }) => ({
    id,
    output: { id: output.item, name: itemName(output.item), hint: itemHint(output.item), amount: output.amount },
    inputs: inputs.map(({ item, amount }) => ({
      id: item,
      name: itemName(item),
      need: amount,
      have: countItem(player, item),
    })),
    whyNot: whyNot(scene, { type: "craft", recipe: id }),
  }));
}

export function viewQuests(scene: Scene): QuestView[] {
  const player = readPlayer(scene.world, scene.self);
  return questRows.map((quest) => {
    const { id, name, ask, rewardSand } = quest;
    const claimed = isClaimed(player, id);
    const reason = claimed ? undefined : whyNot(scene, { type: "claim", quest: id });
    const done = Math.min(ask.amount, claimed ? ask.amount : readProgress(scene.island, player, quest));
    const state = claimed ? "claimed" : reason === undefined ? "claimable" : "open";
    // Met, but still refused (a worn item would be taken): only then the reason says more than the task.
    const text = state === "open" && done >= ask.amount && reason ? reason : askText(ask);
    return { id, name, ask: text, rewardSand, done, goal: ask.amount, state };
  });
}

/** `sandLeft` is what the session may still spend; undefined without a session. */
export function viewOffers(scene: Scene, sandLeft: bigint | undefined): OfferView[] {
  return itemRows.flatMap(({ id, name }) => {
    const price = readPrice(id);
    if (price === undefined) return [];
    const capped = sandLeft !== undefined && sandLeft < price ? "More than this session may spend." : undefined;
    return [
      {
        id,
        name,
        hint: itemHint(id),
        price,
        whyNot: whyNot(scene, { type: "buy", item: id, maxSand: price }) ?? capped,
      },
    ];
  });
}

/** Where the trader is, when the player is too far away. */
export function traderNote({ island, world, self }: Scene): string | undefined {
  const player = readPlayer(world, self);
  const { tile } = player;
  const distance = distanceToCamp(tile);
  if (distance <= readTraderReach(player)) return undefined;
  const from = placeOf(island, tile);
  const camp = placeOf(island, island.camp);
  return `The trader is at the camp, ${distance} tiles ${bearing(camp.x - from.x, camp.y - from.y)}.`;
}

function bearing(dx: number, dy: number): string {
  const northSouth = dy < 0 ? "north" : dy > 0 ? "south" : "";
  const eastWest = dx < 0 ? "west" : dx > 0 ? "east" : "";
  return [northSouth, eastWest].filter(Boolean).join("-");
}

export function viewPosition({ island, world, self }: Scene): PositionView {
  const { tile, facing, steps } = readPlayer(world, self);
  return { tile, ...placeOf(island, tile), biome: biomeName(biomeAt(island, tile)), facing, steps };
}

function placeOf(island: Island, tile: Tile): { x: number; y: number } {
  return { x: tile % island.width, y: Math.floor(tile / island.width) };
}

export function viewReach(scene: Scene): ReachView {
  const found = findHere(scene, "gather");
  const material = found && resourceAt(scene.island, found.action.tile);
  return material
    ? { tile: found.action.tile, material: itemName(material), whyNot: found.whyNot }
    : { tile: undefined, material: undefined, whyNot: "There is nothing to gather within reach." };
}
