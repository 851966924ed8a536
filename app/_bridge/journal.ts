import { describeAction } from "@/game/rules/describe";
import { readSelf } from "@/game/rules/player";
import type { PlayEffect, PlayPort } from "./playPort";

/** One line of what happened, for the text mirror and for the log. */
export type JournalEntry = { id: number; kind: PlayEffect["type"]; text: string };

export type Journal = {
  getEntries: () => readonly JournalEntry[];
  subscribe: (listener: () => void) => () => void;
  /** For refusals by the page itself, which the game does not know. */
  write: (kind: JournalEntry["kind"], text: string) => void;
  dispose: () => void;
};

const kept = 30;

/** Keeps the last lines of what the game reports. Newest last, like a log. */
export function createJournal(game: PlayPort): Journal {
  const listeners = new Set<() => void>();
  let entries: readonly JournalEntry[] = [];
  let nextId = 1;

  function write(kind: JournalEntry["kind"], text: string): void {
    const last = entries.at(-1);
    // Holding a key against a rock is reported once.
    if (kind === "refused" && last?.kind === kind && last.text === text) return;
    entries = [...entries, { id: nextId++, kind, text }].slice(-kept);
    for (const listener of listeners) listener();
  }

  const stop = game.onEffect((effect) => write(effect.type, describeEffect(game, effect)));
  let { self } = game.getSnapshot();
  // What one player did is not shown to the next.
  const stopFollowing = game.subscribe(() => {
    const { self: now } = game.getSnapshot();
    if (now === self) return;
    self = now;
    entries = [];
    for (const listener of listeners) listener();
  });
  return {
    getEntries: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write,
    dispose: () => {
      stop();
      stopFollowing();
      listeners.clear();
    },
  };
}

function describeEffect(game: PlayPort, effect: PlayEffect): string {
  switch (effect.type) {
    case "played":
      return describeAction(effect.before, effect.action);
    case "confirmed":
      return `On chain: ${effect.words.join(", ")}`;
    case "rolledBack":
      return `Not done: ${effect.words}. ${effect.text} ${whereNow(game)}`.trim();
    case "refused":
      return effect.refusal.text;
  }
}

/** The prediction was undone, so the player may stand elsewhere than a moment ago. */
function whereNow({ getScene }: PlayPort): string {
  const { run } = readSelf(getScene());
  return run ? `You are at column ${run.tile & 63}, row ${run.tile >> 6}.` : "";
}
