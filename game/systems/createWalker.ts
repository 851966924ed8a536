import { STEP_MS } from "@/game/objects/beats";
import type { GamePort, Person } from "@/game/ports";
import { readSelf } from "@/game/readSelf";
import { neighbour } from "@/game/rules/island";
import { findCheapest } from "@/game/rules/pathfind";
import type { Direction, Tile } from "@/game/rules/types";

const BUMP_MS = 260;
/** How soon a step is tried again that was not possible yet. */
const WAIT_MS = 120;
/** Between two actions, however short they are. */
const ACT_MS = 240;
/** Steps queued by button taps while one step is taken. More would feel like ice. */
const STEPS_AHEAD = 2;

export type WalkerEvents = {
  /** The rules refused a step in this direction. */
  onBump: (direction: Direction) => void;
  /** The path that is being walked, from the next tile on; empty when there is none (any more). */
  onRoute: (from: Tile, route: readonly Direction[], goal: Tile | undefined) => void;
  /** The tile cannot be reached. */
  onUnreachable: (tile: Tile) => void;
};

/**
 * What the player wants, turned into actions one at a time at walking pace. Does not use Phaser: keys, pointer and the
 * page's buttons all talk to it, and it talks only to the port. One long function, because each method changes the same state
 * of what is wanted, and the order in `update` decides what comes first.
 */
export type Walker = ReturnType<typeof createWalker>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the path and where it stands are one state; its steps are the functions inside.
export function createWalker(port: GamePort) {
  let events: WalkerEvents = { onBump: () => {}, onRoute: () => {}, onUnreachable: () => {} };
  let held: Direction[] = [];
  let steps: Direction[] = [];
  let route: Direction[] = [];
  let goal: Tile | undefined;
  let gatherAt: Tile | undefined;
  /** For actions played from here: whose key is held, and which one was asked for once. */
  let heldAction: string | undefined;
  let nextAction: string | undefined;
  let waitMs = 0;

  const self = (): Person | undefined => {
    const view = port.getView();
    return view.playable ? readSelf(view) : undefined;
  };

  const drop = () => {
    if (route.length > 0 || goal !== undefined) events.onRoute(0, [], undefined);
    route = [];
    goal = undefined;
    gatherAt = undefined;
  };

  const take = (direction: Direction, isOnRoute: boolean): void => {
    const { costMs, stepCost } = port.getView();
    const from = self()?.tile;
    const cost = from === undefined ? undefined : stepCost(neighbour(from, direction), from);
    const outcome = port.walk(direction);
    if (outcome === "waits") {
      if (isOnRoute) route.unshift(direction);
      else steps = [direction];
      waitMs = WAIT_MS;
      return;
    }
    if (outcome === "walked") {
      waitMs += (cost ?? 1) * costMs;
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

  return {
    /** Sets the scene's listeners. Returns a function that removes them. */
    listen(next: WalkerEvents): () => void {
      const before = events;
      events = next;
      return () => {
        events = before;
      };
    },
    hold(direction: Direction): void {
      held = [direction, ...held.filter((other) => other !== direction)];
      // A key that is pressed and released within one step still takes that step.
      steps = [direction];
      drop();
    },
    release(direction: Direction): void {
      held = held.filter((other) => other !== direction);
    },
    releaseAll(): void {
      held = [];
      heldAction = undefined;
    },
    step(direction: Direction): void {
      drop();
      if (steps.length < STEPS_AHEAD) steps.push(direction);
    },
    /** Plays an action from where the player will stand, as soon as no step is under way. */
    act(action: string): void {
      nextAction = action;
    },
    holdAction(action: string): void {
      heldAction = action;
      nextAction = action;
    },
    releaseAction(action: string): void {
      if (heldAction === action) heldAction = undefined;
    },
    /** Walks to a tile, or within reach of what grows there and gathers it. */
    goTo(tile: Tile, thenGather: boolean): void {
      drop();
      steps = [];
      const player = self();
      if (!player) return;
      const found = findCheapest(port.getView().stepCost, player.tile, tile, thenGather ? "within-reach" : "on");
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
    /** The world was not as predicted, so the path may lead elsewhere now. */
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
        nextAction = undefined;
        return;
      }
      const pressed = steps.shift() ?? held[0];
      const direction = pressed ?? route.shift();
      const action = nextAction ?? heldAction;
      if (direction) {
        take(direction, pressed === undefined);
      } else if (gatherAt !== undefined) {
        const tile = gatherAt;
        const lasts = port.gather(tile);
        if (lasts !== "waits") drop();
        waitMs = lasts === "waits" ? WAIT_MS : Math.max(ACT_MS, lasts);
      } else if (action) {
        nextAction = undefined;
        waitMs = Math.max(ACT_MS, port.act(action));
      } else {
        waitMs = Math.max(waitMs, 0);
      }
    },
  };
}
