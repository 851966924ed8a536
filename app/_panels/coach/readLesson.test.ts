import { describe, expect, it } from "vitest";
import { viewCamp } from "@/app/_bridge/campViews";
import { viewInventory, viewPosition, viewQuests, viewReach, viewRecipes } from "@/app/_bridge/selectors";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { CAMP, readIsland } from "@/game/rules/island";
import type { Scene } from "@/game/rules/types";
import { readLearnt, readLesson, type Sight } from "./readLesson";

const island = readIsland(3n);
const controls = { walk: "Use the keys.", gather: "Press Space." };

/** What the coach sees after some actions of a newcomer, on the real rules. */
function play(...actions: readonly Action[]): Sight {
  let scene: Scene = { island, world: { players: {}, nodes: {} }, self: "me", nowSeconds: 1_800_000_000 };
  for (const action of actions) {
    const outcome = applyAction(island, scene.world, "me", action, scene.nowSeconds);
    if (!outcome.ok) throw new Error(outcome.text);
    scene = { ...scene, world: outcome.world };
  }
  return {
    steps: viewPosition(scene).steps,
    items: viewInventory(scene),
    recipes: viewRecipes(scene),
    quests: viewQuests(scene),
    reach: viewReach(scene),
    camp: viewCamp(scene),
  };
}

const walk: Action = { type: "move", path: ["east", "west", "east", "west"] };
const eastOnce: Action = { type: "move", path: ["east"] };
const wood: Action = { type: "gather", tile: CAMP + 2 };

describe("the coach", () => {
  it("starts with walking", () => {
    const sight = play();
    expect(readLearnt(sight)).toEqual([]);
    expect(readLesson([], sight, controls)).toMatchObject({ lesson: "walk", text: controls.walk });
  });

  it("goes on to gathering after a few steps, and names what is within reach", () => {
    const away = play(walk);
    expect(readLearnt(away)).toEqual(["walk"]);
    const near = play(walk, eastOnce);
    expect(readLesson(["walk"], near, controls)?.text).toBe("There is wood within reach. Press Space.");
  });

  it("says what a tool still takes, and when all is there", () => {
    const some = play(walk, eastOnce, wood);
    const lesson = readLesson(readLearnt(some), some, controls);
    expect(lesson?.lesson).toBe("craft");
    expect(lesson?.text).toMatch(/^For the \w+ you still need \d/);
    const ready: Sight = { ...some, recipes: some.recipes.map((recipe) => ({ ...recipe, whyNot: undefined })) };
    expect(readLesson(["walk", "gather"], ready, controls)?.text).toContain("Open Craft");
  });

  it("names the quest that is done", () => {
    const sight = play(walk, eastOnce, wood, wood, wood);
    const lesson = readLesson(["walk", "gather", "craft"], sight, controls);
    expect(lesson?.lesson).toBe("claim");
    expect(lesson?.text).toContain("Open Quests");
  });

  it("sends who has claimed out for an hour, from the camp", () => {
    const claimed: readonly Action[] = [walk, eastOnce, wood, wood, wood, { type: "claim", quest: 2 }];
    const sight = play(...claimed);
    expect(readLearnt(sight)).toContain("claim");
    const before = ["walk", "gather", "craft", "claim"] as const;
    expect(readLesson(before, sight, controls)).toMatchObject({ lesson: "embark" });
    expect(readLesson(before, sight, controls)?.text).toContain("open Camp and set out");
    const away = play(...claimed, { type: "move", path: ["west", "west", "south", "south", "south"] });
    expect(readLesson(before, away, controls)?.text).toMatch(/At the camp only; it is \d+ tiles away/);
  });

  it("has nothing left to say to somebody who has set out", () => {
    const sight = play(walk, { type: "embark" });
    expect(readLearnt(sight)).toEqual(["walk", "embark"]);
    expect(readLesson(["walk", "gather", "craft", "claim", "embark"], sight, controls)).toBeUndefined();
  });
});
