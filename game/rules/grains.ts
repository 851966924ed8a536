import { startedAt } from "./clock";
import { grains } from "./numbers";
import { refuse } from "./outcome";
import type { Refusal, Run, Seconds } from "./types";

const { hold, perSecond } = grains;
/** Largest value of the field in RUN. */
const MOST_USED = 32_767;

/** Grains that fell until now, with those at the start. */
function fallen(t: Seconds): number {
  return hold + perSecond * t;
}

/** Grains that a player could spend now. Below 0 after falls: the player waits. */
export function available(run: Run, t: Seconds): number {
  return fallen(t) - Math.max(run.used, perSecond * t);
}

/** When an action of a cost can be paid, without rations. */
export function readyAt(run: Run, cost: number): Seconds {
  return startedAt(run) + Math.max(0, Math.floor((run.used + cost - hold + 1) / perSecond));
}

/** From when on further grains are lost. */
export function fullAt(run: Run): Seconds {
  return startedAt(run) + Math.ceil(run.used / perSecond);
}

/** Used grains after a fall, which takes them without asking: at the time of the step, whenever it is settled. */
export function take(run: Run, cost: number): number {
  return Math.min(MOST_USED, run.used + cost);
}

/** The player with an action of a cost paid. When grains are short, rations are eaten. */
export function spend(run: Run, t: Seconds, cost: number): { ok: true; run: Run } | Refusal {
  if (cost > hold) {
    return refuse(
      "TooDear",
      [cost, hold],
      `That takes ${cost} grains; you never hold more than ${hold}. Do less at once.`,
    );
  }
  let used = Math.max(run.used, perSecond * t);
  let { rations } = run;
  while (used + cost > fallen(t) && rations > 0) {
    used = Math.max(used - hold, perSecond * t);
    rations--;
  }
  if (used + cost > fallen(t)) return refuseShort({ ...run, used }, t, cost);
  return { ok: true, run: { ...run, rations, used: Math.min(MOST_USED, used + cost) } };
}

/** The refusal of an action that must wait for grains. */
export function refuseShort(run: Run, t: Seconds, cost: number): Refusal {
  const at = readyAt(run, cost);
  const seconds = Math.max(1, at - startedAt(run) - t);
  return refuse("OutOfGrains", [at], `Wait ${seconds} s: you have too few grains.`);
}
