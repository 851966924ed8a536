import type { Action } from "./actions";
import { applyAction } from "./apply";
import { readLength } from "./clock";
import { emptyDigs, emptyPack, emptyWorld, newcomer, withPlayer } from "./player";
import type { Digs, Draws, Outcome, Pack, Player, Run, Scene } from "./types";
import { bare } from "./weigh";

/** For tests: no hash is known. */
export const noDraws: Draws = { falls: () => undefined, day: () => undefined, room: () => undefined };

export const START = 1_800_000_000;
export const ANA = "0x00000000000000000000000000000000000a11ce";

/** A Walk on island 7, without a purse, just begun at the camp. */
export function runOf(changes: Partial<Run> = {}): Run {
  const length = changes.length ?? 2;
  return {
    ...{
      tile: 33 * 64 + 32,
      facing: "south",
      length,
      mode: 0,
      calling: 1,
      purse: 2,
      oil: false,
      rations: 0,
      fell: false,
    },
    ...{
      worn: bare,
      number: 1,
      used: 0,
      points: 0,
      nightSteps: 0,
      nightBlock: 0,
      nightLit: false,
      seed: 7,
      regions: 0n,
    },
    endsAt: START + readLength(length).seconds,
    ...changes,
  };
}

/** What a test says of a player; the rest is as at the start. */
type Given = {
  run?: Partial<Run>;
  pack?: Partial<Pack>;
  digs?: Partial<Digs>;
  player?: Partial<Player>;
  /** Seconds since the start. */
  t?: number;
  block?: number;
  draws?: Partial<Draws>;
};

/** The scene of a player in the middle of an expedition. */
export function sceneOf({ run, pack, digs, player, t = 0, block = 1000, draws }: Given = {}): Scene {
  const ana: Player = {
    ...newcomer,
    run: runOf(run),
    pack: { ...emptyPack, ...pack },
    digs: { ...emptyDigs, ...digs },
    ...player,
  };
  const world = withPlayer(emptyWorld, ANA, ana);
  return { world, self: ANA, nowSeconds: START + t, block, draws: { ...noDraws, ...draws } };
}

/** The player after an action that the rules accept. */
export function play(scene: Scene, action: Action): Player {
  return playerOf(applyAction(scene, action));
}

export function playerOf(outcome: Outcome): Player {
  if (!outcome.ok) throw new Error(`${outcome.reason}(${outcome.seen}): ${outcome.text}`);
  return outcome.world.players[ANA] ?? newcomer;
}

/** The run after an action that the rules accept. */
export function playRun(scene: Scene, action: Action): Run {
  const { run } = play(scene, action);
  if (!run) throw new Error("The expedition is over.");
  return run;
}

/** Why an action is refused: "OutOfGrains 1800000005"; "" when it is played. */
export function whyNot(scene: Scene, action: Action): string {
  const outcome = applyAction(scene, action);
  return outcome.ok ? "" : [outcome.reason, ...outcome.seen].join(" ");
}
