import { defineAction } from "../action";
import { tile } from "../argument";
import { earn, isDay, weekOf } from "../expedition";
import { nameItem, readChest, readItem, readRelic, SAND_UNIT } from "../lookup";
import { type Outcome, refuse } from "../outcome";
import { addItem, played, readReach, readSelf, wears } from "../player";
import { readLoot, readOpenedChests, type Site, siteAt } from "../sites";
import { CHEST_KEY, DIG_TOOL } from "../table";
import { takeItems } from "../takeItems";
import type { Scene } from "../types";

/** Takes the relic, or the contents of the chest, of a tile within reach. */
export const unearth = defineAction({
  args: { tile },
  words: "Dig up relics and open chests",
  gas: 220_000,
  panel: "bar",
  sound: "glitter",
  apply(scene, { tile }) {
    const player = readSelf(scene);
    if (!readReach(player).includes(tile)) return refuse("TileOutOfReach", "That is out of reach.");
    const site = siteAt(scene.island, tile);
    if (!site) return refuse("NothingHidden", "Nothing is hidden here.");
    return site.kind === "relic" ? dig(scene, site) : open(scene, site);
  },
  describe({ tile }, island) {
    const site = siteAt(island, tile);
    if (site?.kind === "relic") return `Unearth the ${nameItem(readRelic(site.id)?.item ?? 0)}`;
    return site ? "Open a chest" : "Dig";
  },
  here: (scene) =>
    readReach(readSelf(scene))
      .filter((tile) => siteAt(scene.island, tile))
      .map((tile) => ({ tile })),
});

function dig(scene: Scene, { id }: Site): Outcome {
  const player = readSelf(scene);
  const bit = 1 << (id - 1);
  if (player.found & bit) return refuse("RelicAlreadyFound", "You found this one already.");
  if (!wears(player, DIG_TOOL)) return refuse("ToolNotWorn", `To dig you must wear: ${readItem(DIG_TOOL)?.name}.`);
  const relics = player.expedition.relics + (isDay(player, scene.nowSeconds) ? 1 : 0);
  const next = { ...player, found: player.found | bit, expedition: { ...player.expedition, relics } };
  return played(scene, addItem(next, readRelic(id)?.item ?? 0, 1));
}

function open(scene: Scene, { id, tile }: Site): Outcome {
  const { island, nowSeconds } = scene;
  const player = readSelf(scene);
  const week = weekOf(nowSeconds);
  const opened = readOpenedChests(player, week);
  const bit = 1 << (id - 1);
  if (opened & bit) return refuse("ChestAlreadyOpened", "You opened it this week; it is full again in the next.");
  const paid = takeItems(player, [{ item: CHEST_KEY, amount: 1 }]);
  if (!paid.ok) return paid;
  const sand = readChest(id)?.sand ?? 0;
  const { item, amount } = readLoot(island, tile, week);
  const earned = earn(addItem(paid.player, item, amount), sand, nowSeconds);
  const next = { ...earned, sand: earned.sand + BigInt(sand) * SAND_UNIT, chests: { week, opened: opened | bit } };
  return played(scene, next);
}
