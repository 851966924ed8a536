import { createStore } from "zustand/vanilla";
import type { Action } from "@/game/rules/actions";
import { readSelf } from "@/game/rules/player";
import type { Deed, PlayPort } from "../playPort";
import { beginHistory, type History, recordDeed } from "./history";

/** What this visit saw of the newest expedition. */
export type ExpeditionLog = {
  /** Undefined: none was begun or continued in this visit. */
  history: History | undefined;
  /** The newest action, for what is shown for a breath. */
  newest: Deed | undefined;
};

export type LogStore = {
  get: () => ExpeditionLog;
  subscribe: (listener: () => void) => () => void;
  dispose: () => void;
};

/** Keeps the log of one player after the other. */
export function createExpeditionLog(game: PlayPort): LogStore {
  const log = createStore<ExpeditionLog>(() => ({ history: undefined, newest: undefined }));
  /** Of the newest expedition: what is undone is taken out again. */
  let deeds: readonly Deed[] = [];
  let { self } = game.getSnapshot();
  const stop = game.onEffect((effect) => {
    if (effect.type === "played") {
      const { history } = log.getState();
      // An expedition that another device began is not the one of before.
      const isKnown = history?.run.number === readSelf(effect.before).run?.number;
      deeds = effect.action.type === "embark" || !isKnown ? [effect] : [...deeds, effect];
      log.setState({ history: recordDeed(isKnown ? history : resume(effect), effect), newest: effect });
    } else if (effect.type === "rolledBack") {
      deeds = withoutUndone(deeds, effect.action);
      const [first] = deeds;
      log.setState({ history: first && deeds.reduce(recordDeed, resume(first)), newest: undefined });
    }
  });
  // What one player did is not shown to the next.
  const stopFollowing = game.subscribe(() => {
    const { self: now } = game.getSnapshot();
    if (now === self) return;
    self = now;
    deeds = [];
    log.setState({ history: undefined, newest: undefined });
  });
  return {
    get: log.getState,
    subscribe: log.subscribe,
    dispose: () => {
      stop();
      stopFollowing();
    },
  };
}

/** After a reload an expedition goes on: from here on, with the points that it had. */
function resume({ before }: Deed): History | undefined {
  const player = readSelf(before);
  const { run } = player;
  if (!run) return undefined;
  const earned = run.points > 0 ? [{ source: "earlier", points: run.points, t: 0 } as const] : [];
  return { ...beginHistory(run, player), earned };
}

/** Without the newest deeds that an action stands for: a path may be of many. */
function withoutUndone(deeds: readonly Deed[], undone: Action): readonly Deed[] {
  let steps = undone.type === "move" ? undone.path.length : 1;
  const kept: Deed[] = [];
  for (const deed of [...deeds].reverse()) {
    const isUndone = steps > 0 && deed.action.type === undone.type;
    if (!isUndone) kept.unshift(deed);
    else steps -= deed.action.type === "move" ? deed.action.path.length : 1;
  }
  return kept;
}
