import { describe, expect, it } from "vitest";
import { CAMP, readIsland, WIDTH } from "@/game/rules/island";
import { readPlayer, readReach, withPlayer } from "@/game/rules/player";
import { recipes } from "@/game/rules/recipes";
import { items, quests } from "@/game/rules/table";
import type { Player, Scene, World } from "@/game/rules/types";
import { traderNote, viewInventory, viewOffers, viewPosition, viewQuests, viewReach, viewRecipes } from "./selectors";

const empty: World = { players: {}, nodes: {} };
const sandUnit = 10n ** 18n;

function sceneOf(player: Partial<Player> = {}): Scene {
  const world = withPlayer(empty, "me", { ...readPlayer(empty, "me"), ...player });
  return { island: readIsland(7n), world, self: "me", nowSeconds: 1_000 };
}

describe("a new player", () => {
  const scene: Scene = { island: readIsland(7n), world: empty, self: "", nowSeconds: 0 };

  it("stands at the camp with nothing, and every panel can be shown", () => {
    expect(viewPosition(scene)).toMatchObject({ tile: CAMP, x: CAMP % WIDTH, steps: 0, biome: "Meadow" });
    expect(viewInventory(scene).every(({ count, worn }) => count === 0 && !worn)).toBe(true);
    expect(viewRecipes(scene).every(({ whyNot }) => whyNot !== undefined)).toBe(true);
    expect(viewQuests(scene).every(({ state }) => state === "open")).toBe(true);
    expect(traderNote(scene)).toBeUndefined();
  });
});

describe("the tables", () => {
  it("give every item, recipe and quest its own text", () => {
    const scene = sceneOf();
    expect(viewInventory(scene).filter(({ hint }) => hint === "")).toEqual([]);
    expect(viewInventory(scene)).toHaveLength(items.length);
    expect(viewRecipes(scene)).toHaveLength(recipes.length);
    expect(new Set(viewQuests(scene).map(({ name }) => name)).size).toBe(quests.length);
  });
});

describe("crafting", () => {
  it("is offered when the rules allow it, with what the player has and what is needed", () => {
    const [rope] = viewRecipes(sceneOf({ items: { 2: 3 } }));
    expect(rope).toMatchObject({ whyNot: undefined, inputs: [{ name: "fibre", need: 3, have: 3 }] });
  });

  it("shows the rules' reason when they refuse", () => {
    const [rope] = viewRecipes(sceneOf({ items: { 2: 1 } }));
    expect(rope?.whyNot).toBe("Needs 3 fibre; you have 1.");
  });
});

describe("quests", () => {
  it("can be claimed when met, once", () => {
    const met = viewQuests(sceneOf({ steps: 41 }))[0];
    expect(met).toMatchObject({ state: "claimable", done: 10, goal: 10 });
    expect(viewQuests(sceneOf({ steps: 41, claimed: 1 << 1 }))[0]).toMatchObject({ state: "claimed", done: 10 });
  });

  it("show progress that never passes the goal", () => {
    for (const { done, goal } of viewQuests(sceneOf({ steps: 4, items: { 1: 99 } })))
      expect(done).toBeLessThanOrEqual(goal);
  });
});

describe("the trader", () => {
  it("sells near the camp, to players who can pay, within the session's cap", () => {
    const rich = sceneOf({ sand: 100n * sandUnit });
    expect(viewOffers(rich, undefined).every(({ whyNot }) => whyNot === undefined)).toBe(true);
    expect(viewOffers(rich, sandUnit)[0]?.whyNot).toBe("More than this session may spend.");
    expect(viewOffers(sceneOf(), undefined)[0]?.whyNot).toBe("You have too little Sand.");
  });

  it("says where the trader is, from far away", () => {
    const far = sceneOf({ tile: CAMP - 5 * WIDTH + 4, sand: 100n * sandUnit });
    expect(traderNote(far)).toBe("The trader is at the camp, 5 tiles south-west.");
    expect(viewOffers(far, undefined)[0]?.whyNot).toBe("The trader is at the camp.");
  });
});

describe("what is within reach", () => {
  it("is the tile ahead before the others", () => {
    // One step east of the camp, the camp's own wood is ahead.
    const facing = viewReach(sceneOf({ tile: CAMP + 1, facing: "east" }));
    expect(facing).toEqual({ tile: CAMP + 2, material: "wood", whyNot: undefined });
  });

  it("says when it grows back while it is used up", () => {
    const scene = sceneOf({ tile: CAMP + 1, facing: "east" });
    const nodes = Object.fromEntries(
      readReach(readPlayer(scene.world, "me")).map((tile) => [tile, { left: 0, since: 990 }]),
    );
    const used: Scene = { ...scene, world: { ...scene.world, nodes } };
    expect(viewReach(used)).toEqual({
      tile: CAMP + 2,
      material: "wood",
      whyNot: "Nothing is left here. It grows back in 35 s.",
    });
  });
});
