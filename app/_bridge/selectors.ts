import { biomeAt, resourceAt } from "@/game/rules/island";
import { type ItemRow, items, type QuestRow, quests, recipes, TRADER_REACH } from "@/game/rules/table";
import type { Island, Player, Seconds, Tile, World } from "@/game/rules/types";
import type { ItemView, OfferView, PositionView, QuestView, ReachView, RecipeView } from "./hudViews";
import { askText, biomeName, itemHint, itemName, itemRow, nodeRow, slotName } from "./hudWords";

// Pure: predicted world in, views out. They explain; `GamePort.play` decides.

const whole = 10n ** 18n;
const itemRows: readonly ItemRow[] = items;
const questRows: readonly QuestRow[] = quests;

export function viewInventory(player: Player): ItemView[] {
  return itemRows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: itemHint(row),
    count: player.items[row.id] ?? 0,
    slot: row.slot === undefined ? undefined : slotName(row.slot),
    worn: player.worn.includes(row.id),
  }));
}

export function viewRecipes(player: Player): RecipeView[] {
  return recipes.map(({ id, inputs, output }) => {
    const ingredients = inputs.map(({ item, amount }) => ({
      id: item,
      name: itemName(item),
      need: amount,
      have: player.items[item] ?? 0,
    }));
    const missing = ingredients.filter(({ need, have }) => have < need);
    const worn = ingredients.find((each) => player.worn.includes(each.id));
    const row = itemRow(output.item);
    return {
      id,
      output: { id: output.item, name: itemName(output.item), hint: row ? itemHint(row) : "", amount: output.amount },
      inputs: ingredients,
      whyNot:
        missing.length > 0
          ? `Needs ${missing.map(({ need, have, name }) => `${need - have} more ${name}`).join(" and ")}`
          : worn && `Take off the ${worn.name} first`,
    };
  });
}

export function viewQuests(island: Island, player: Player): QuestView[] {
  return questRows.map(({ id, name, ask, rewardSand }) => {
    const claimed = ((player.claimed >>> id) & 1) === 1;
    const done = claimed ? ask.amount : Math.min(ask.amount, progressOf(ask, island, player));
    const state = claimed ? "claimed" : done >= ask.amount ? "claimable" : "open";
    return { id, name, ask: askText(ask), rewardSand, done, goal: ask.amount, state };
  });
}

function progressOf({ kind, subject }: QuestRow["ask"], island: Island, player: Player): number {
  switch (kind) {
    case "walk":
      return player.steps;
    case "hold":
    case "bring":
      return player.items[subject] ?? 0;
    case "wear":
      return player.worn.includes(subject) ? 1 : 0;
    case "stand":
      return biomeAt(island, player.tile) === subject ? 1 : 0;
  }
}

/** `sandLeft` is what the session may still spend; undefined without a session. */
export function viewOffers(island: Island, player: Player, sandLeft: bigint | undefined): OfferView[] {
  const away = traderNote(island, player);
  return itemRows.flatMap((row) => {
    if (row.priceSand === undefined) return [];
    const price = BigInt(row.priceSand) * whole;
    const capped = sandLeft !== undefined && sandLeft < price;
    const whyNot = away
      ? "The trader is too far away"
      : player.sand < price
        ? "Not enough Sand"
        : capped
          ? "Above what this session may spend"
          : undefined;
    return [{ id: row.id, name: row.name, hint: itemHint(row), price, whyNot }];
  });
}

/** Where the trader is, when he is not here. */
export function traderNote(island: Island, player: Player): string | undefined {
  const from = placeOf(island, player.tile);
  const camp = placeOf(island, island.camp);
  const distance = Math.max(Math.abs(from.x - camp.x), Math.abs(from.y - camp.y));
  if (distance <= TRADER_REACH) return undefined;
  return `The trader stays at the camp, ${distance} tiles ${bearing(camp.x - from.x, camp.y - from.y)} of here.`;
}

function bearing(dx: number, dy: number): string {
  const northSouth = dy < 0 ? "north" : dy > 0 ? "south" : "";
  const eastWest = dx < 0 ? "west" : dx > 0 ? "east" : "";
  return [northSouth, eastWest].filter(Boolean).join("-");
}

export function viewPosition(island: Island, player: Player): PositionView {
  const biome = biomeName(biomeAt(island, player.tile));
  return { tile: player.tile, ...placeOf(island, player.tile), biome, facing: player.facing, steps: player.steps };
}

function placeOf(island: Island, tile: Tile): { x: number; y: number } {
  return { x: tile % island.width, y: Math.floor(tile / island.width) };
}

const offsets = { north: [0, -1], east: [1, 0], south: [0, 1], west: [-1, 0] } as const;

/** The tile ahead first, then the one underfoot, then the other neighbours. */
export function viewReach(island: Island, world: World, player: Player, now: Seconds): ReachView {
  const ahead = offsets[player.facing];
  const order = [ahead, [0, 0] as const, ...Object.values(offsets).filter((each) => each !== ahead)];
  const candidates = order
    .map(([dx, dy]) => player.tile + dx + dy * island.width)
    .filter((tile) => resourceAt(island, tile) !== 0)
    .map((tile) => viewNode(island, world, player, now, tile));
  return (
    candidates.find(({ whyNot }) => whyNot === undefined) ??
    candidates[0] ?? { tile: undefined, material: undefined, whyNot: "Nothing grows within reach" }
  );
}

function viewNode(island: Island, world: World, player: Player, now: Seconds, tile: Tile): ReachView {
  const item = resourceAt(island, tile);
  const row = nodeRow(item);
  const material = itemName(item);
  if (row?.needs !== undefined && !player.worn.includes(row.needs)) {
    return { tile, material, whyNot: `Wear the ${itemName(row.needs)} to take ${material}` };
  }
  const node = world.nodes[tile];
  const regrowSeconds = row?.regrowSeconds ?? 1;
  const empty = node !== undefined && node.left + Math.floor((now - node.since) / regrowSeconds) <= 0;
  return { tile, material, whyNot: empty ? `This ${material} is used up and grows back soon` : undefined };
}
