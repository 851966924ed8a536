import { weekOf } from "@/app/_api/isoWeek";
import type { Run } from "@/app/_server/generated/prisma/client";
import { neighbour } from "@/game/rules/island";
import { regionPoints } from "@/game/rules/numbers";
import { regionOf, startOf } from "@/game/rules/places";
import { unpackPlan } from "@/game/rules/plan";
import { resultOf } from "@/game/rules/points";
import { dayOf } from "@/game/rules/seeds";
import type { Length } from "@/game/rules/types";
import type { RunEventRow } from "./runEvents";

/** A Run as it is folded. */
export type RunRow = Omit<Run, "sand" | "regions"> & { sand: bigint; regions: bigint };

/** The points' field of the contract's word stops here. */
const MOST_POINTS = 65_535;

/** Where each direction of a path came from. */
const opposite = ["south", "west", "north", "east"] as const;

/**
 * What an event makes of its run. The order of a run's events is all that matters, not how they were split into batches.
 * @param run The run so far; undefined before its first event.
 * @param event The next event.
 * @returns The run afterwards; undefined when its beginning was not read.
 */
export function foldRun(run: RunRow | undefined, event: RunEventRow): RunRow | undefined {
  if (event.kind === "Embarked") return begin(event);
  if (!run) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = event.values.map(Number);
  switch (event.kind) {
    case "Moved":
      return walk(run, event);
    case "Fell":
      return { ...run, falls: run.falls + first };
    case "Banked":
      return score(run, event, third);
    case "ErrandClaimed":
      return score(run, event, fourth);
    case "Finished":
      return { ...score(run, event, second), home: first, sand: BigInt(event.values[2] ?? 0), relics: fourth };
    default:
      return run;
  }
}

function begin({ account, number, blockNumber, logIndex, seconds, values }: RunEventRow): RunRow | undefined {
  const [packed = 0, seed = 0, endsAt = 0] = values;
  const plan = unpackPlan(BigInt(packed));
  if (!plan) return undefined;
  const isDaily = plan.mode === 0;
  return {
    ...{ account, number, plan: BigInt(packed), length: plan.length, seed: BigInt(seed), endsAt: BigInt(endsAt) },
    day: isDaily ? dayOf(Number(seconds)) : null,
    week: isDaily ? weekOf(seconds) : null,
    room: plan.mode === 2 ? plan.of : null,
    ...{ points: 0, result: 0, scoredBlock: blockNumber, scoredLogIndex: logIndex },
    ...{ home: null, steps: 0, falls: 0, sand: 0n, relics: 0 },
    // The region of the start is not new.
    regions: regionBit(startOf(plan.start)),
  };
}

/** The event has two bits per step, the first lowest, a single 1 above the last, and the tile after it: read from the end. */
function walk(run: RunRow, event: RunEventRow): RunRow {
  const [path = 1, last = 0] = event.values;
  const steps = BigInt(path).toString(4).slice(1);
  let { regions } = run;
  let tile = Number(last);
  let points = run.points;
  for (const step of steps) {
    if ((regions & regionBit(tile)) === 0n) points += regionPoints;
    regions |= regionBit(tile);
    tile = neighbour(tile, opposite[Number(step)] ?? "north");
  }
  return score({ ...run, regions, steps: run.steps + steps.length }, event, Math.min(points, MOST_POINTS));
}

/** The run with these points; whoever has more points than before has them since this event. */
function score(run: RunRow, { blockNumber, logIndex }: RunEventRow, points: number): RunRow {
  if (points === run.points) return run;
  const result = resultOf({ length: run.length as Length }, points);
  return { ...run, points, result, scoredBlock: blockNumber, scoredLogIndex: logIndex };
}

function regionBit(tile: number): bigint {
  return 1n << BigInt(regionOf(tile));
}
