import { type Action, rowOf } from "@/game/rules/actions";
import { clockAt, readClock, readLength } from "@/game/rules/clock";
import { available } from "@/game/rules/grains";
import { neighbour } from "@/game/rules/island";
import { readSelf } from "@/game/rules/player";
import type { Direction, Run, Scene, World } from "@/game/rules/types";

/** Whatever is on its way may arrive this much later: near the end of a tide nothing is gathered, as it may count in the next one. */
const MARGIN_SECONDS = 120;
/** Grains that are left over: on chain, where actions arrive later, those that fall meanwhile may be lost. */
const RESERVE = 40;

type Step = { type: "move" | "gather"; way: Direction };
const gather = (way: Direction): Step => ({ type: "gather", way });
const move = (way: Direction): Step => ({ type: "move", way });

/** Around the fire, where every island is open, past the four things that grow two tiles away from it. */
const route: readonly Step[] = [
  ...[gather("south"), move("north"), move("north"), gather("north"), move("south")],
  ...[move("east"), gather("east"), move("west"), move("west"), gather("west"), move("east"), move("south")],
];

/** A choice, the world after it, and where on the route the player is then. */
export type Choice = { action: Action; world: World; turn: number };

/**
 * What an honest player does next: sets out in practice, on the island of their own seed, and goes round the fire, gathering.
 * @param scene As predicted.
 * @param turn Where on the route the player is.
 * @param seed Of the island.
 * @returns Undefined: the player waits for grains.
 */
export function chooseNext(scene: Scene, turn: number, seed: number): Choice | undefined {
  const { run } = readSelf(scene);
  // At night players fall by chance, which nobody predicts.
  const isEvening = run && run.endsAt - scene.nowSeconds < readLength(run.length).seconds / 6 + MARGIN_SECONDS;
  if (!run || isEvening) return setOut(scene, seed);
  for (let at = turn; at < turn + route.length; at++) {
    const { type, way } = route[at % route.length] ?? move("north");
    const isLate = type === "gather" && leftOfTide(run, scene.nowSeconds) < MARGIN_SECONDS;
    if (isLate) continue;
    const action: Action = type === "move" ? { type, path: [way] } : { type, tile: neighbour(run.tile, way) };
    const chosen = play(scene, action, at + 1);
    // What was gathered in this tide is passed.
    if (chosen === "NodeTaken") continue;
    return typeof chosen === "string" ? undefined : chosen;
  }
  return undefined;
}

function setOut(scene: Scene, seed: number): Choice | undefined {
  const plan = { mode: 1, length: 3, calling: 1, tool: 0, purse: 0, start: 0, of: seed } as const;
  const chosen = play(scene, { type: "embark", plan }, 0);
  return typeof chosen === "string" ? undefined : chosen;
}

/** The world after an action, or why the rules refuse it. */
function play(scene: Scene, action: Action, turn: number): Choice | string {
  const outcome = rowOf(action.type).apply(scene, action);
  if (!outcome.ok) return outcome.reason;
  const { run } = readSelf({ ...scene, world: outcome.world });
  const isShort = run !== undefined && available(run, readClock(run, scene.nowSeconds).t) < RESERVE;
  return isShort ? "OutOfGrains" : { action, world: outcome.world, turn };
}

function leftOfTide({ length, endsAt }: Run, nowSeconds: number): number {
  const { seconds } = readLength(length);
  const { t, tide } = clockAt(length, nowSeconds - (endsAt - seconds));
  return ((tide + 1) * seconds) / 3 - t;
}
