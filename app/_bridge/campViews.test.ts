import { describe, expect, test } from "vitest";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { CAMP, readIsland } from "@/game/rules/island";
import { addItem, newcomer, withPlayer } from "@/game/rules/player";
import { readSites } from "@/game/rules/sites";
import { CHEST_KEY, EXPEDITION_SECONDS, points } from "@/game/rules/table";
import type { Player, Scene, World } from "@/game/rules/types";
import { viewButtons, viewCamp } from "./campViews";
import type { Panel } from "./hudViews";

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

const buttonOf = (scene: Scene, panel: Panel, type: Action["type"]) =>
  viewButtons(scene, panel).find(({ action }) => action.type === type);
const bankWhyNot = (player: Player) => buttonOf(sceneOf(player), "bank", "bank")?.whyNot;
const hidden = (scene: Scene) => buttonOf(scene, "bar", "unearth");

describe("the camp", () => {
  test("lets a new player set out, and has nothing to finish or to bank", () => {
    expect(viewCamp(sceneOf(newcomer))).toMatchObject({ state: "none", embarkWhyNot: undefined });
    const embark = buttonOf(sceneOf(newcomer), "camp", "embark");
    expect(embark).toEqual({ action: { type: "embark" }, label: "Set out", whyNot: undefined });
    const finish = buttonOf(sceneOf(newcomer), "camp", "finish");
    expect(finish).toMatchObject({ label: "Finish", whyNot: "You are on no expedition." });
    expect(bankWhyNot(newcomer)).toBe("There is nothing to bank.");
  });

  test("counts until nightfall, and says how long", () => {
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

  test("says that night has fallen, and keeps the week's best", () => {
    const out = playOn(sceneOf(newcomer), { type: "embark" }, { type: "move", path: ["north"] });
    const night = { ...out, nowSeconds: now + EXPEDITION_SECONDS };
    expect(viewCamp(night)).toMatchObject({ state: "night", minutesLeft: 0, embarkWhyNot: undefined });
    const scored = playOn(night, { type: "finish" });
    expect(viewCamp(scored)).toMatchObject({ state: "none", best: points.region });
    expect(viewCamp({ ...scored, nowSeconds: now + 604_800 }).best, "of this week only").toBe(0);
  });

  test("banks from the camp only", () => {
    const rich = { ...newcomer, sand: 3n * 10n ** 18n };
    expect(bankWhyNot(rich)).toBeUndefined();
    expect(bankWhyNot({ ...rich, tile: CAMP + 5 })).toBe("At the camp only; it is 5 tiles away.");
    const all = buttonOf(sceneOf(rich), "bank", "bank");
    expect(all).toMatchObject({ action: { type: "bank", amount: rich.sand }, label: "Bank all" });
    const banked = playOn(sceneOf(rich), all?.action ?? { type: "embark" });
    expect(viewCamp(banked)).toMatchObject({ vault: rich.sand, sand: 0n });
  });
});

describe("hidden things", () => {
  const relic = readSites(island).find(({ kind }) => kind === "relic")?.tile ?? 0;
  const chest = readSites(island).find(({ kind }) => kind === "chest")?.tile ?? 0;

  test("show only within reach", () => {
    expect(hidden(sceneOf({ ...newcomer, tile: relic - 2 }))).toBeUndefined();
    expect(hidden(sceneOf({ ...newcomer, tile: relic - 1 }))).toEqual({
      action: { type: "unearth", tile: relic },
      label: "Unearth the idol",
      whyNot: "To dig you must wear: spade.",
    });
  });

  test("ask for a key, and take it", () => {
    expect(hidden(sceneOf({ ...newcomer, tile: chest }))).toMatchObject({
      label: "Open a chest",
      whyNot: "Needs 1 key; you have 0.",
    });
    const ready = sceneOf(addItem({ ...newcomer, tile: chest }, CHEST_KEY, 1));
    expect(hidden(ready)?.whyNot).toBeUndefined();
    expect(hidden(playOn(ready, { type: "unearth", tile: chest }))?.whyNot).toMatch(/this week/);
  });
});
