import { describe, expect, it } from "vitest";
import { createLocalPlay } from "@/app/_bridge/expedition/localPlay";
import { createScenePort } from "@/app/_bridge/expedition/scenePort";
import { GRAIN_MS } from "@/app/_bridge/expedition/sceneView";
import { type Action, rowOf } from "@/game/rules/actions";
import { growthOf } from "@/game/rules/ground";
import { CAMP, WIDTH } from "@/game/rules/island";
import type { Direction } from "@/game/rules/types";
import { createWalker } from "./createWalker";

const ANA = "0x00000000000000000000000000000000000a11ce";
const SEED = 7;
/** Who sets out stands a row south of the fire, and a bush grows a row farther. */
const START = CAMP + WIDTH;
const BUSH = CAMP + 2 * WIDTH;
/** A step takes a grain, on the ground around the camp. */
const STEP_MS = GRAIN_MS;

/** A port over the real rules that records what was played in a practice Walk. */
function createPort(isOut = true) {
  const play = createLocalPlay({ self: ANA, now: () => 1_800_000_000, roll: () => 255 });
  const plan = { mode: 1, length: 2, calling: 1, tool: 4, purse: 0, start: 0, of: SEED } as const;
  if (isOut) play.play({ type: "embark", plan });
  const played: Action[] = [];
  play.onEffect((effect) => {
    if (effect.type === "played") played.push(effect.action);
  });
  return { port: createScenePort(play), played };
}

const step = (direction: Direction): Action => ({ type: "move", path: [direction] });

describe("createWalker", () => {
  it("takes one step per step time while a key is held", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.hold("south");
    walker.update(0);
    walker.update(STEP_MS / 2);
    expect(played).toEqual([step("south")]);
    walker.update(STEP_MS / 2 + 1);
    expect(played).toEqual([step("south"), step("south")]);
  });

  it("takes the step of a key released before the next frame", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.hold("west");
    walker.release("west");
    walker.update(16);
    walker.update(STEP_MS * 2);
    expect(played).toEqual([step("west")]);
  });

  it("continues with the earlier key when the last one is released", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.hold("east");
    walker.update(1);
    walker.hold("north");
    walker.update(STEP_MS + 1);
    walker.release("north");
    walker.update(STEP_MS + 1);
    expect(played).toEqual([step("east"), step("north"), step("east")]);
  });

  it("walks within reach of a node and gathers it", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    const wood = CAMP + 2;
    expect(growthOf(SEED, wood)).toBe(1);
    walker.goTo(wood, true);
    for (let i = 0; i < 20; i++) walker.update(STEP_MS);
    expect(played.at(-1)).toEqual({ type: "gather", tile: wood });
    expect(played.filter(({ type }) => type === "move")).toHaveLength(2);
  });

  it("gathers what grows next to the player when no place is given", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.act("gather");
    walker.update(STEP_MS);
    expect(played).toEqual([{ type: "gather", tile: BUSH }]);
    expect(rowOf("gather").keys?.length).toBeGreaterThan(0);
  });

  it("reports the direction of a refused step and drops its path", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    const bumps: Direction[] = [];
    walker.listen({ onBump: (direction) => bumps.push(direction), onRoute: () => {}, onUnreachable: () => {} });
    walker.hold("north");
    for (let i = 0; i < 60; i++) walker.update(STEP_MS);
    expect(bumps[0]).toBe("north");
    expect(played.length).toBeGreaterThan(0);
  });

  it("reports a place that cannot be reached", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    const refused: number[] = [];
    walker.listen({ onBump: () => {}, onRoute: () => {}, onUnreachable: (tile) => refused.push(tile) });
    walker.goTo(0, false);
    walker.update(STEP_MS);
    expect(refused).toEqual([0]);
    expect(played).toEqual([]);
  });

  it("drops its path when a prediction is rolled back", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.goTo(START + 3, false);
    walker.update(1);
    walker.forget();
    walker.update(STEP_MS * 3);
    expect(played).toHaveLength(1);
  });

  it("accepts no input while nothing can be played", () => {
    const { port, played } = createPort(false);
    const walker = createWalker(port);
    walker.hold("south");
    walker.act("gather");
    walker.goTo(START + 1, false);
    walker.update(STEP_MS);
    expect(played).toEqual([]);
  });
});
