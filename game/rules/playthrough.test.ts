import { expect, test } from "vitest";
import type { Action } from "./actions";
import { applyAction } from "./apply";
import { biomeAt, CAMP, readIsland, resourceAt, TILES } from "./island";
import { readNodeKind, readRecipe } from "./lookup";
import { readNodeNow } from "./node";
import { findPath, splitPath } from "./pathfind";
import { countBits, countItem, readOpenBiomes, readPlayer, wears } from "./player";
import { isClaimed } from "./quest";
import { recipes } from "./recipes";
import { readSites } from "./sites";
import { chests, quests, relics } from "./table";
import type { Island, ItemId, Tile, World } from "./types";

// A scripted player who knows the table does every quest from nothing, on several islands: no seed and no row makes the
// game impossible to finish.

test.each([0n, 1n, 7n, 2026n, 4_294_967_295n])("seed %s can be played to the last quest", (seed) => {
  const player = createScriptedPlayer(readIsland(seed));
  for (const quest of quests) {
    const { kind, subject, amount } = quest.ask;
    if (kind === "hold" || kind === "bring") player.obtain(subject, amount);
    if (kind === "wear") player.wear(subject);
    if (kind === "stand") player.standOn(subject);
    if (kind === "explore") player.explore(amount);
    if (kind === "find") for (let relic = 1; relic <= amount; relic++) player.unearth(relic);
    if (kind === "walk") player.act({ type: "move", path: [...Array(5).fill("north"), ...Array(5).fill("south")] });
    player.act({ type: "claim", quest: quest.id });
  }
  for (const quest of quests) expect(isClaimed(player.read(), quest.id), quest.name).toBe(true);
  expect(player.read().sand).toBe(quests.reduce((sum, quest) => sum + BigInt(quest.rewardSand) * 10n ** 18n, 0n));
  for (const chest of chests) player.openChest(chest.id);
  expect(player.read().chests.opened).toBe(2 ** chests.length - 1);
});

function createScriptedPlayer(island: Island) {
  let world: World = { players: {}, nodes: {} };
  let now = 1_800_000_000;
  const self = "ana";
  const read = () => readPlayer(world, self);

  function act(action: Action): void {
    const outcome = applyAction(island, world, self, action, now);
    if (!outcome.ok) throw new Error(`${JSON.stringify(action)}: ${outcome.reason}`);
    world = outcome.world;
    now += 1;
  }

  function walk(to: Tile, goal: "on" | "within-reach"): void {
    const path = findPath(island, readOpenBiomes(read()), read().tile, to, goal);
    if (!path) throw new Error(`no way to ${to}`);
    for (const piece of splitPath(path)) act({ type: "move", path: piece });
  }

  /** Nearest first, in a straight line; only tiles that can be reached. */
  function findNearest(wanted: (tile: Tile) => boolean, goal: "on" | "within-reach"): Tile {
    const distance = (tile: Tile) =>
      Math.abs((tile % 64) - (read().tile % 64)) + Math.abs((tile >> 6) - (read().tile >> 6));
    const tiles = Array.from({ length: TILES }, (_, tile) => tile).filter(wanted);
    const found = tiles
      .sort((a, b) => distance(a) - distance(b))
      .find((tile) => findPath(island, readOpenBiomes(read()), read().tile, tile, goal));
    if (found === undefined) throw new Error("nothing of that kind in reach");
    return found;
  }

  function wear(item: ItemId): void {
    obtain(item, 1);
    if (wears(read(), item)) return;
    // The item that opened this ground may be in the same slot, so change on free ground.
    walk(CAMP, "on");
    act({ type: "equip", item });
  }

  function obtain(item: ItemId, amount: number): void {
    while (countItem(read(), item) < amount) {
      const recipe = recipes.find((row) => row.output.item === item);
      if (recipe) craft(recipe.id);
      else gather(item);
    }
  }

  function craft(id: number): void {
    const inputs = readRecipe(id)?.inputs ?? [];
    // Repeat until all are there: making one input may use up another.
    while (inputs.some((input) => countItem(read(), input.item) < input.amount)) {
      for (const input of inputs) obtain(input.item, input.amount);
    }
    act({ type: "craft", recipe: id });
  }

  function gather(item: ItemId): void {
    const tool = readNodeKind(item)?.needs;
    if (item === 6 && !wears(read(), 14)) wear(14);
    if (tool !== undefined) wear(tool);
    const full = (tile: Tile) => readNodeNow(item, world.nodes[tile], now).available > 0;
    const tile = findNearest((at) => resourceAt(island, at) === item && full(at), "within-reach");
    walk(tile, "within-reach");
    act({ type: "gather", tile });
  }

  function standOn(biome: number): void {
    const item = gearOf(biome);
    if (item !== undefined) wear(item);
    walk(
      findNearest((tile) => biomeAt(island, tile) === biome, "on"),
      "on",
    );
  }

  /** Walks from site to site until enough of the island was seen, within one expedition. */
  function explore(amount: number): void {
    walk(CAMP, "on");
    act({ type: "embark" });
    for (const direction of ["north", "east", "south", "west"] as const) {
      walk(CAMP, "on");
      // A pass leads to the coast in each direction, and along the coast there is land on both sides.
      for (let steps = 0; steps < 18; steps++) act({ type: "move", path: [direction] });
    }
    const free = (tile: Tile) => findPath(island, readOpenBiomes(read()), read().tile, tile, "on");
    for (const { tile } of readSites(island)) {
      if (countBits(read().expedition.regions) >= amount) break;
      if (free(tile)) walk(tile, "on");
    }
  }

  function unearth(relic: number): void {
    if (read().found & (1 << (relic - 1))) return;
    const row = relics.find(({ id }) => id === relic);
    const site = readSites(island).find(({ kind, id }) => kind === "relic" && id === relic);
    wear(19);
    const gear = gearOf(row?.biome ?? 0);
    if (gear !== undefined) wear(gear);
    goTo(site?.tile ?? 0);
    act({ type: "unearth", tile: site?.tile ?? 0 });
  }

  function openChest(chest: number): void {
    obtain(25, 1);
    const site = readSites(island).find(({ kind, id }) => kind === "chest" && id === chest);
    goTo(site?.tile ?? 0);
    act({ type: "unearth", tile: site?.tile ?? 0 });
  }

  /** Walks next to a place, with whatever gear opens the way. */
  function goTo(tile: Tile): void {
    const isReached = () => findPath(island, readOpenBiomes(read()), read().tile, tile, "within-reach");
    for (const gear of [14, 15, 16, 22]) {
      if (isReached()) break;
      wear(gear);
    }
    walk(tile, "within-reach");
  }

  return { act, read, wear, obtain, standOn, explore, unearth, openChest };
}

/** The item that opens a biome. */
function gearOf(biome: number): ItemId | undefined {
  const gear: Record<number, ItemId> = { 1: 15, 5: 14, 6: 16 };
  return gear[biome];
}
