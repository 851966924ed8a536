import { describe, expect, test } from "vitest";

import { applyAction } from "@/game/rules/apply";
import { CAMP, readIsland } from "@/game/rules/island";
import { addItem, newcomer, withPlayer } from "@/game/rules/player";
import { readSites } from "@/game/rules/sites";
import { CHEST_KEY, EXPEDITION_SECONDS, points } from "@/game/rules/table";
import type { Action, Player, World } from "@/game/rules/types";
import { viewCamp, viewHidden } from "./campViews";
import type { Scene } from "./selectors";

const island = readIsland(7n);
const now = 1_800_000_000;
const sceneOf = (player: Player, nowSeconds = now): Scene => ({
  island,
  world: withPlayer({ players: {}, nodes: {} }, "ana", player),
  self: "ana",
  nowSeconds,
});

function playOn(scene: Scene, ...actions: Action[]): Scene {
  let world: World = scene.world;
  for (const action of actions) {
    const outcome = applyAction(island, world, "ana", action, scene.nowSeconds);
    if (!outcome.ok) throw new Error(outcome.text);
    world = outcome.world;
  }
  return { ...scene, world };
}

describe("the camp", () => {
  test("lets a newcomer set out, and has nothing to finish or to bank", () => {
    const view = viewCamp(sceneOf(newcomer));
    expect(view).toMatchObject({ state: "none", embarkWhyNot: undefined, finishWhyNot: "You are on no expedition." });
    expect(view.bankWhyNot).toBe("There is nothing to bank.");
  });

  test("counts while it is day, and says how long", () => {
    const out = playOn(
      sceneOf({ ...newcomer, sand: 5n * 10n ** 18n }),
      { type: "embark" },
      { type: "move", path: ["north"] },
    );
    const later = { ...out, nowSeconds: now + 61 };
    expect(viewCamp(later)).toMatchObject({
      state: "day",
      minutesLeft: 59,
      embarkWhyNot: "Your expedition runs for another 59 min.",
    });
    expect(viewCamp(later).score).toMatchObject({ regions: 1, points: points.region });
  });

  test("says that night has fallen, and keeps the best of the week", () => {
    const out = playOn(sceneOf(newcomer), { type: "embark" }, { type: "move", path: ["north"] });
    const night = { ...out, nowSeconds: now + EXPEDITION_SECONDS };
    expect(viewCamp(night)).toMatchObject({ state: "night", minutesLeft: 0, embarkWhyNot: undefined });
    const scored = playOn(night, { type: "finish" });
    expect(viewCamp(scored)).toMatchObject({ state: "none", best: points.region });
    expect(viewCamp({ ...scored, nowSeconds: now + 604_800 }).best, "of this week only").toBe(0);
  });

  test("banks from the camp only", () => {
    const rich = { ...newcomer, sand: 3n * 10n ** 18n };
    expect(viewCamp(sceneOf(rich)).bankWhyNot).toBeUndefined();
    expect(viewCamp(sceneOf({ ...rich, tile: CAMP + 5 })).bankWhyNot).toBe("At the camp only; it is 5 tiles away.");
    const banked = playOn(sceneOf(rich), { type: "bank", amount: rich.sand });
    expect(viewCamp(banked)).toMatchObject({ vault: rich.sand, sand: 0n });
  });
});

describe("what is hidden", () => {
  const relic = readSites(island).find(({ kind }) => kind === "relic")?.tile ?? 0;
  const chest = readSites(island).find(({ kind }) => kind === "chest")?.tile ?? 0;

  test("shows within reach only", () => {
    expect(viewHidden(sceneOf({ ...newcomer, tile: relic - 2 }))).toBeUndefined();
    expect(viewHidden(sceneOf({ ...newcomer, tile: relic - 1 }))).toEqual({
      tile: relic,
      label: "Unearth the idol",
      whyNot: "To dig you must wear: spade.",
    });
  });

  test("asks for a key, and takes it", () => {
    expect(viewHidden(sceneOf({ ...newcomer, tile: chest }))).toMatchObject({
      label: "Open a chest",
      whyNot: "Needs 1 key; you have 0.",
    });
    const ready = sceneOf(addItem({ ...newcomer, tile: chest }, CHEST_KEY, 1));
    expect(viewHidden(ready)?.whyNot).toBeUndefined();
    expect(viewHidden(playOn(ready, { type: "unearth", tile: chest }))?.whyNot).toMatch(/this week/);
  });
});
