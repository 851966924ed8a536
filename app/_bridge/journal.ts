import type { GameEffect, GamePort } from "@/game/ports";
import { describeAction } from "@/game/rules/describe";

/** One line of what happened, for the text mirror and for the log. */
export type JournalEntry = { id: number; kind: GameEffect["type"] | "refused"; text: string };

export type Journal = {
  getEntries: () => readonly JournalEntry[];
  subscribe: (listener: () => void) => () => void;
  /** For refusals, which the rules answer at once and which therefore are no effect of the game. */
  write: (kind: JournalEntry["kind"], text: string) => void;
  dispose: () => void;
};

const kept = 30;

/** Keeps the last lines of what the game reports. Newest last, as a log is read. */
export function createJournal(game: GamePort): Journal {
  const listeners = new Set<() => void>();
  let entries: readonly JournalEntry[] = [];
  let nextId = 1;

  function write(kind: JournalEntry["kind"], text: string): void {
    entries = [...entries, { id: nextId++, kind, text }].slice(-kept);
    for (const listener of listeners) listener();
  }

  const stop = game.onEffect((effect) => write(effect.type, describeEffect(game, effect)));
  return {
    getEntries: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write,
    dispose: () => {
      stop();
      listeners.clear();
    },
  };
}

function describeEffect({ getSnapshot }: GamePort, effect: GameEffect): string {
  const { island } = getSnapshot();
  switch (effect.type) {
    case "played":
      return describeAction(island, effect.action);
    case "confirmed":
      return `On chain: ${effect.actions.map((action) => describeAction(island, action)).join(", ")}`;
    case "rolledBack":
      return `Undone: ${describeAction(island, effect.action)}. ${effect.text}`;
  }
}
