import { describe, expect, it } from "vitest";
import type { PlayPort, PlaySnapshot } from "@/app/_bridge/playPort";
import { createScenePort } from "@/app/_bridge/scenePort";
import { STEP_MS } from "@/game/objects/beats";
import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { findHere } from "@/game/rules/here";
import { CAMP, neighbour, readIsland, resourceAt, WIDTH } from "@/game/rules/island";
import { readPlayer, withPlayer } from "@/game/rules/player";
import type { Direction, Player, World } from "@/game/rules/types";
import { createWalker } from "./createWalker";

/** A port over the real rules that records what was played. */
function createPort(playable = true, place: Partial<Player> = {}) {
  const island = readIsland(3n);
  const empty: World = { players: {}, nodes: {} };
  const world = withPlayer(empty, "me", { ...readPlayer(empty, "me"), ...place });
  let snapshot: PlaySnapshot = { island, world, self: "me", pending: 0, playable };
  const played: Action[] = [];
  const play: PlayPort = {
    getSnapshot: () => snapshot,
    subscribe: () => () => {},
    onEffect: () => () => {},
    now: () => 1000,
    play: (action) => {
      const result = applyAction(island, snapshot.world, "me", action, 1000);
      if (!result.ok) return result;
      played.push(action);
      snapshot = { ...snapshot, world: result.world };
      return { ok: true };
    },
  };
  return { port: createScenePort(play, () => 0), world, played };
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
    walker.hold("south");
    walker.update(1);
    walker.hold("west");
    walker.update(STEP_MS + 1);
    walker.release("west");
    walker.update(STEP_MS + 1);
    expect(played).toEqual([step("south"), step("west"), step("south")]);
  });

  it("walks within reach of a node and gathers it", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    const bush = CAMP + 2 * WIDTH;
    expect(resourceAt(readIsland(3n), bush)).toBe(5);
    walker.goTo(bush, true);
    for (let i = 0; i < 10; i++) walker.update(STEP_MS);
    expect(played).toEqual([step("south"), { type: "gather", tile: bush }]);
  });

  it("gathers what grows next to the player when no place is given", () => {
    const { port, played } = createPort();
    const walker = createWalker(port);
    walker.step("south");
    walker.update(1);
    walker.act("gather");
    walker.update(STEP_MS);
    expect(played[1]).toEqual({ type: "gather", tile: CAMP + 2 * WIDTH });
  });

  it("gathers what the page's button names when several things grow there", () => {
    const island = readIsland(3n);
    let compared = 0;
    for (let tile = CAMP - 20 * WIDTH; tile < CAMP + 20 * WIDTH; tile++) {
      for (const facing of ["north", "east", "south", "west"] as const) {
        const { port, world, played } = createPort(true, { tile, facing });
        const named = findHere({ island, world, self: "me", nowSeconds: 1000 }, "gather");
        if (named?.whyNot !== undefined) continue;
        const walker = createWalker(port);
        walker.act("gather");
        walker.update(1);
        expect(played, `${tile} ${facing}`).toEqual([named?.action]);
        const ahead = neighbour(tile, facing);
        if (named && resourceAt(island, tile) !== 0 && resourceAt(island, ahead) !== 0) compared++;
      }
    }
    expect(compared, "places where the own tile and the one ahead both grow something").toBeGreaterThan(20);
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
    walker.goTo(CAMP + 4 * WIDTH, false);
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
    walker.goTo(CAMP + WIDTH, false);
    walker.update(STEP_MS);
    expect(played).toEqual([]);
  });
});
