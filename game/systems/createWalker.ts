import type { GamePort } from "@/game/ports";
import { findNearby } from "@/game/rules/nearby";
import { findPath } from "@/game/rules/pathfind";
import { readOpenBiomes, readPlayer } from "@/game/rules/player";
import type { Direction, Player, Tile } from "@/game/rules/types";

/** Walking pace: six steps a second. Faster than a block, so that the bridge can coalesce steps into one path. */
export const STEP_MS = 1000 / 6;
const GATHER_MS = 420;
const BUMP_MS = 260;
/** Steps asked for by taps on a button that wait for the one being taken. More would feel like ice. */
const STEPS_AHEAD = 2;

export type WalkerEvents = {
  /** The rules refused a step this way. */
  onBump: (direction: Direction) => void;
  /** The way that is being walked, from the next tile on; empty when there is none (any more). */
  onRoute: (from: Tile, route: readonly Direction[], goal: Tile | undefined) => void;
  /** No way leads there. */
  onUnreachable: (tile: Tile) => void;
};

/**
 * What the player wants, turned into actions one at a time at walking pace. Knows no Phaser: keys, pointer and the
 * page's buttons all speak to it, and it speaks to the port only.
 */
export type Walker = ReturnType<typeof createWalker>;

export function createWalker(port: GamePort) {
  let events: WalkerEvents = { onBump: () => {}, onRoute: () => {}, onUnreachable: () => {} };
  let held: Direction[] = [];
  let steps: Direction[] = [];
  let route: Direction[] = [];
  let goal: Tile | undefined;
  let gatherAt: Tile | undefined;
  let gatherHeld = false;
  let gatherOnce = false;
  let waitMs = 0;

  const self = (): Player | undefined => {
    const { self: key, playable, world } = port.getSnapshot();
    return key !== undefined && playable ? readPlayer(world, key) : undefined;
  };

  const drop = () => {
    if (route.length > 0 || goal !== undefined) events.onRoute(0, [], undefined);
    route = [];
    goal = undefined;
    gatherAt = undefined;
  };

  const take = (direction: Direction): void => {
    const result = port.play({ type: "move", path: [direction] });
    if (result.ok) {
      waitMs += STEP_MS;
      const player = self();
      if (goal !== undefined && player) events.onRoute(player.tile, route, goal);
      if (route.length === 0 && gatherAt === undefined) drop();
      return;
    }
    drop();
    steps = [];
    waitMs = BUMP_MS;
    events.onBump(direction);
  };

  const gatherFrom = (tile: Tile): void => {
    port.play({ type: "gather", tile });
    waitMs = GATHER_MS;
  };

  return {
    /** The scene's ears. Returns its own undo. */
    listen(next: WalkerEvents): () => void {
      const before = events;
      events = next;
      return () => {
        events = before;
      };
    },
    hold(direction: Direction): void {
      held = [direction, ...held.filter((other) => other !== direction)];
      // A key that is pressed and let go within one step still takes that step.
      steps = [direction];
      drop();
    },
    release(direction: Direction): void {
      held = held.filter((other) => other !== direction);
    },
    releaseAll(): void {
      held = [];
      gatherHeld = false;
    },
    step(direction: Direction): void {
      drop();
      if (steps.length < STEPS_AHEAD) steps.push(direction);
    },
    gather(): void {
      gatherOnce = true;
    },
    holdGather(on: boolean): void {
      gatherHeld = on;
      if (on) gatherOnce = true;
    },
    /** Walks to a tile, or within reach of what grows there and gathers it. */
    goTo(tile: Tile, thenGather: boolean): void {
      drop();
      steps = [];
      const player = self();
      if (!player) return;
      const { island } = port.getSnapshot();
      const found = findPath(island, readOpenBiomes(player), player.tile, tile, thenGather ? "within-reach" : "on");
      if (!found) {
        events.onUnreachable(tile);
        return;
      }
      if (found.length === 0 && !thenGather) return;
      route = [...found];
      goal = tile;
      gatherAt = thenGather ? tile : undefined;
      events.onRoute(player.tile, route, goal);
    },
    /** The world was not as predicted: the way there may lead elsewhere now. */
    forget(): void {
      drop();
      steps = [];
    },
    update(deltaMs: number): void {
      waitMs = Math.max(waitMs - deltaMs, -STEP_MS);
      if (waitMs > 0) return;
      const player = self();
      if (!player) {
        drop();
        steps = [];
        gatherOnce = false;
        return;
      }
      const direction = steps.shift() ?? held[0] ?? route.shift();
      if (direction) {
        take(direction);
      } else if (gatherAt !== undefined) {
        const tile = gatherAt;
        drop();
        gatherFrom(tile);
      } else if (gatherOnce || gatherHeld) {
        gatherOnce = false;
        const { island, world, self: name = "" } = port.getSnapshot();
        gatherFrom(findNearby(island, world, name, port.now())?.tile ?? player.tile);
      } else {
        waitMs = Math.max(waitMs, 0);
      }
    },
  };
}
