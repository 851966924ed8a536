import { biomeAt, CAMP, directions, resourceAt, TILES } from "../../game/rules/island";
import { newcomer, readOpenBiomes } from "../../game/rules/player";
import { recipes } from "../../game/rules/recipes";
import type { ItemRow } from "../../game/rules/rows";
import { readSites } from "../../game/rules/sites";
import { CHEST_KEY, chests, DIG_TOOL, items, quests, relics, slots } from "../../game/rules/table";
import type { Expedition, Island, ItemId, Player, Seconds, Tile } from "../../game/rules/types";
import type { Random } from "./random";

const UNIT = 10n ** 18n;

/** Somebody in the middle of a game: what the rules allow, and what a short sequence would not reach from nothing. */
export function randomPlayer(island: Island, nowSeconds: Seconds, week: number, random: Random): Player {
  const worn = slots.map((_, slot) => (random.below(3) === 0 ? 0 : random.pick([0, ...wearable(slot)])));
  if (random.below(3) === 0) worn[0] = DIG_TOOL;
  const own: Record<ItemId, number> = {};
  for (const item of worn) if (item !== 0) own[item] = 1 + random.below(2);
  // What some recipe or some quest takes, and a key: else few would ever go.
  const wanted = [...random.pick(recipes).inputs, ...random.pick(recipes).inputs, { item: CHEST_KEY, amount: 1 }];
  for (const { item, amount } of wanted) if (random.below(4) > 0) own[item] = (own[item] ?? 0) + amount;
  for (let i = random.below(5); i > 0; i--) own[1 + random.below(25)] = 1 + random.below(6);
  const vault = BigInt(random.below(60)) * UNIT;
  const player: Player = {
    ...newcomer,
    facing: random.pick(directions),
    worn,
    items: own,
    sand: BigInt(random.below(120)) * UNIT,
    claimed: bits(quests.length, random) << 1,
    steps: random.below(30),
    found: bits(relics.length, random),
    vault,
    chests: random.below(2) === 0 ? { week: 0, opened: 0 } : { week, opened: bits(chests.length, random) },
    expedition: randomExpedition(nowSeconds, vault, random),
  };
  return { ...player, tile: randomTile(island, player, random) };
}

function wearable(slot: number): ItemId[] {
  return (items as readonly ItemRow[]).filter((row) => row.slot === slot).map((row) => row.id);
}

/** Mostly under way; often near its end, at its end, or past it. */
function randomExpedition(nowSeconds: Seconds, vault: bigint, random: Random): Expedition {
  if (random.below(4) === 0) return { ...newcomer.expedition, number: random.below(3) };
  return {
    number: 1 + random.below(9),
    embarkedAt: nowSeconds - random.pick([0, 5, 700, 2400, 3590, 3599, 3600, 3601, 9000]),
    regions: (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32)),
    quests: random.below(8),
    relics: random.below(6),
    earned: random.below(300),
    banked: (vault / BigInt(1 + random.below(3)) / UNIT) * UNIT,
  };
}

/** Where the player may stand: near the camp, beside something hidden or growing, or anywhere. */
function randomTile(island: Island, player: Player, random: Random): Tile {
  const open = readOpenBiomes(player);
  const near = (tile: Tile) => tile + random.pick([0, 1, -1, 64, -64]);
  for (let attempt = 0; attempt < 200; attempt++) {
    const roll = random.below(10);
    const tile =
      roll < 3
        ? CAMP + (random.below(7) - 3) * 64 + random.below(7) - 3
        : roll < 6
          ? near(random.pick(readSites(island)).tile)
          : near(random.below(TILES));
    if (!open.has(biomeAt(island, tile))) continue;
    if (roll < 6 || attempt > 20 || resourceAt(island, tile) !== 0) return tile;
  }
  return CAMP;
}

function bits(count: number, random: Random): number {
  return random.below(2) === 0 ? 0 : random.below(2 ** count);
}
