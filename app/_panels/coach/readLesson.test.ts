import { describe, expect, it } from "vitest";
import { type Scene, viewInventory, viewPosition, viewQuests, viewReach, viewRecipes } from "@/app/_bridge/selectors";
import { applyAction } from "@/game/rules/apply";
import { CAMP, readIsland } from "@/game/rules/island";
import type { Action } from "@/game/rules/types";
import { readLearnt, readLesson, type Sight } from "./readLesson";

const island = readIsland(3n);
const controls = { walk: "Use the keys.", gather: "Press Space." };

/** What the coach sees after some actions of a newcomer, on the real rules. */
function play(...actions: readonly Action[]): Sight {
  let scene: Scene = { island, world: { players: {}, nodes: {} }, self: "me", nowSeconds: 1_000 };
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

  it("has nothing left to say to somebody who has claimed", () => {
    const sight = play(walk, eastOnce, wood, wood, wood, { type: "claim", quest: 2 });
    expect(readLearnt(sight)).toContain("claim");
    expect(readLesson(["walk", "gather", "craft", "claim"], sight, controls)).toBeUndefined();
  });
});
