import { createStore } from "zustand/vanilla";
import type { GamePort } from "@/game/ports";
import type { Action } from "@/game/rules/next/actions";
import { isOver } from "@/game/rules/next/clock";
import { type Moment, readMoment } from "@/game/rules/next/moment";
import { readSelf } from "@/game/rules/next/player";
import type { Plan } from "@/game/rules/next/types";
import { type History, recordDeed } from "./history";
import { createLocalPlay, type Deed, type ExpeditionPlay } from "./localPlay";
import { createExpeditionScenePort } from "./scenePort";

/** Nobody's account. */
const SELF = "0x00000000000000000000000000000000000a11ce";
/** How often the clock is looked at. */
const TICK_MS = 500;

/** An expedition at one moment. */
export type Live = {
  /** Undefined: before it, or after its end. */
  moment: Moment | undefined;
  /** Of the newest expedition. */
  history: History | undefined;
  /** The newest action, for what is shown for a breath. */
  newest: Deed | undefined;
};

export type LiveExpedition = {
  port: GamePort;
  get: () => Live;
  subscribe: (listener: () => void) => () => void;
  play: (action: Action) => void;
  setOut: (plan: Plan) => void;
  dispose: () => void;
};

/**
 * An expedition in practice, on this machine alone: its own clock, no chain, nothing to win or lose.
 * @param seed Of the island.
 */
export function createLiveExpedition(seed: number): LiveExpedition {
  const now = () => Date.now() / 1_000;
  const roll = () => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
  const play: ExpeditionPlay = createLocalPlay({ self: SELF, now, roll });
  const live = createStore<Live>(() => ({ moment: undefined, history: undefined, newest: undefined }));
  const look = () => {
    const moment = readMoment(play.getScene());
    live.setState({ moment: moment.ok ? moment : undefined });
  };
  const undo = play.onEffect((effect) => {
    if (effect.type !== "played") return;
    live.setState({ history: recordDeed(live.getState().history, effect), newest: effect });
    look();
  });
  const timer = setInterval(() => {
    const { run } = readSelf(play.getScene());
    if (run && (!isOver(run, now()) || live.getState().moment)) look();
  }, TICK_MS);
  return {
    port: createExpeditionScenePort(play, seed),
    get: live.getState,
    subscribe: live.subscribe,
    play: (action) => void play.play(action),
    setOut: (plan) => void play.play({ type: "embark", plan }),
    dispose: () => {
      undo();
      clearInterval(timer);
    },
  };
}
