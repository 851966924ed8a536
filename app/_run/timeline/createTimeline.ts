import { unload } from "@/game/rules/actions/bank";
import { clockAt, readLength } from "@/game/rules/clock";
import { readErrands } from "@/game/rules/errands";
import { directions, neighbour } from "@/game/rules/island";
import { readRecipe } from "@/game/rules/lookup";
import { regionPoints } from "@/game/rules/numbers";
import { nearestPlace, regionOf, startOf } from "@/game/rules/places";
import { unpackPlan } from "@/game/rules/plan";
import { emptyPack } from "@/game/rules/player";
import { tellEvent } from "@/game/rules/tellEvent";
import type { Pack, Plan, Tile } from "@/game/rules/types";
import { isTool, withGoods } from "@/game/rules/weigh";

/** An event of an expedition: seconds since its start, name, values after player and expedition (docs/game.md). */
export type RunEvent = readonly [seconds: number, kind: string, values: readonly (number | string)[]];

/** What is known of the player from a time on, until the next frame. */
export type Frame = {
  /** Seconds since the start of the expedition: of the block, or of a step on the way to it. */
  at: number;
  /** When the step to this tile is drawn to begin; the same as `at` where nobody walks. */
  from: number;
  tile: Tile;
  /** Points that count: banked, claimed, and for new regions. */
  points: number;
  pack: Pack;
  steps: number;
  falls: number;
};

export type MarkKind = "start" | "find" | "bank" | "errand" | "fall" | "other" | "end";

/** Something that happened at a place. */
export type Mark = { at: number; tile: Tile; kind: MarkKind; words: string };

export type Timeline = {
  plan: Plan;
  seed: number;
  /** Seconds since the start, from which on something is known: in a room players come later. */
  begin: number;
  /** In order of time; at least one. */
  frames: readonly [Frame, ...Frame[]];
  marks: readonly Mark[];
  /** Seconds since the start: when the player came home; undefined: never, as far as is known. */
  homeAt: number | undefined;
};

/** A step is drawn in this many seconds, as the game does; where less time passed, in less. */
const STEP_SECONDS = 1 / 3;
/** The points' field of the contract's word stops here. */
const MOST_POINTS = 65_535;

/**
 * Pure: what happened in an expedition, second by second, from its events alone. A block's events have the block's time; the
 * steps of a path before its last are drawn in the seconds before.
 * @param events All of them, in order, the first is `Embarked`.
 * @returns Undefined when its beginning is not among them.
 */
export function createTimeline(events: readonly RunEvent[]): Timeline | undefined {
  const [first, ...rest] = events;
  if (first?.[1] !== "Embarked") return undefined;
  const [begin, kind, values] = first;
  const [packed = 0, seed = 0] = values;
  const plan = unpackPlan(BigInt(packed));
  if (!plan) return undefined;
  const tile = startOf(plan.start);
  const start: Frame = { at: begin, from: begin, tile, points: 0, pack: emptyPack, steps: 0, falls: 0 };
  const frames: [Frame, ...Frame[]] = [start];
  const marks: Mark[] = [{ at: begin, tile, kind: "start", words: tellEvent(kind, values) }];
  const island = { plan, seed: Number(seed), seen: new Set([regionOf(tile)]) };
  let frame = start;
  let homeAt: number | undefined;
  for (const event of rest) {
    const next = event[1] === "Moved" ? walk(frame, event, island.seen) : [act(frame, event, island)];
    frames.push(...next);
    frame = next.at(-1) ?? frame;
    const mark = markOf(event, frame.tile);
    if (mark) marks.push(mark);
    if (event[1] === "Finished") homeAt = event[0];
  }
  return { plan, seed: island.seed, begin, frames, marks, homeAt };
}

/** The steps of a path, the last at the block's time. A region that was not seen before counts at the step into it. */
function walk(before: Frame, [seconds, , values]: RunEvent, seen: Set<number>): readonly Frame[] {
  const steps = [
    ...BigInt(values[0] ?? 1)
      .toString(4)
      .slice(1),
  ].reverse();
  const pace = Math.min(STEP_SECONDS, Math.max(0, seconds - before.at) / Math.max(1, steps.length));
  let { tile, points } = before;
  const frames = steps.map((step, index): Frame => {
    tile = neighbour(tile, directions[Number(step)] ?? "north");
    if (!seen.has(regionOf(tile))) points = Math.min(MOST_POINTS, points + regionPoints);
    seen.add(regionOf(tile));
    const at = seconds - (steps.length - 1 - index) * pace;
    return { ...before, at, from: at - pace, tile, points, steps: before.steps + index + 1 };
  });
  const last = frames.at(-1);
  // The chain says where the path ends.
  return last ? [...frames.slice(0, -1), { ...last, tile: Number(values[1] ?? last.tile) }] : frames;
}

type Ground = { plan: Plan; seed: number };

/** Everything but steps: what it changes of the points and of what is carried. */
function act(frame: Frame, [seconds, kind, values]: RunEvent, { plan, seed }: Ground): Frame {
  const [first = 0, second = 0, third = 0, fourth = 0] = values.map(Number);
  const next = { ...frame, at: seconds, from: seconds };
  const { pack } = frame;
  const { tide } = clockAt(plan.length, seconds);
  switch (kind) {
    case "Fell":
      return { ...next, falls: frame.falls + first };
    case "Gathered":
      return { ...next, pack: withGoods(pack, second, third) };
    case "Unearthed":
      return { ...next, pack: { ...pack, layers: pack.layers + 1, relicValue: pack.relicValue + third } };
    case "Crafted":
      return { ...next, pack: make(pack, first) };
    case "Banked":
      return { ...next, points: third, pack: unload(pack, tide) };
    case "ErrandClaimed": {
      const errand = readErrands(seed, plan.length, tide)[first];
      const given = errand?.kind === "supply" ? withGoods(pack, errand.item, -errand.amount) : pack;
      return { ...next, points: fourth, pack: given };
    }
    case "Finished":
      // What was not banked is lost.
      return { ...next, points: second, pack: emptyPack };
    default:
      return next;
  }
}

function make(pack: Pack, id: number): Pack {
  const recipe = readRecipe(id);
  if (!recipe) return pack;
  const rest = recipe.inputs.reduce((left, { item, amount }) => withGoods(left, item, -amount), pack);
  return isTool(recipe.output.item) ? rest : withGoods(rest, recipe.output.item, recipe.output.amount);
}

const kinds: Readonly<Record<string, MarkKind>> = {
  ...{ Fell: "fall", Gathered: "find", Unearthed: "find", Crafted: "other", Banked: "bank" },
  ...{ ErrandClaimed: "errand", Bought: "other", Signalled: "other", Finished: "end" },
};

/** What is told of an event, at its own place where it has one. */
function markOf([at, kind, values]: RunEvent, tile: Tile): Mark | undefined {
  const what = kinds[kind];
  if (!what) return undefined;
  const isElsewhere = kind === "Gathered" || kind === "Unearthed";
  return { at, tile: isElsewhere ? Number(values[0]) : tile, kind: what, words: tellEvent(kind, values) };
}

/** How long the expedition is in all, in seconds. */
export function secondsOf({ plan }: Pick<Timeline, "plan">): number {
  return readLength(plan.length).seconds;
}

/** The camp or post that is nearest to where it ended. */
export function homeOf({ frames }: Pick<Timeline, "frames">) {
  return nearestPlace((frames.at(-1) ?? frames[0]).tile).place;
}
