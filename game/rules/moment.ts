import { type Clock, isOver, readClock } from "./clock";
import { settleFalls } from "./falls";
import { refuse } from "./outcome";
import { readSelf } from "./player";
import type { Outcome, Player, Refusal, Run, Scene } from "./types";

/** An expedition at the time of an action: how every action but `embark` finds it, with its falls settled. */
export type Moment = Clock & { scene: Scene; player: Player; run: Run };

/** The expedition of the acting player now, or why there is none. */
export function readMoment(scene: Scene): ({ ok: true } & Moment) | Refusal {
  const player = readSelf(scene);
  const { run } = player;
  if (!run) return refuse("NoExpedition", [scene.self], "You are on no expedition. Set out first.");
  if (isOver(run, scene.nowSeconds)) {
    return refuse("ExpeditionOver", [run.endsAt], "This expedition is over. Set out again.");
  }
  const clock = readClock(run, scene.nowSeconds);
  return { ok: true, ...clock, scene, player, run: settleFalls(scene, run) };
}

/** Plays an action of a running expedition. */
export function inExpedition(scene: Scene, play: (moment: Moment) => Outcome): Outcome {
  const moment = readMoment(scene);
  return moment.ok ? play(moment) : moment;
}
