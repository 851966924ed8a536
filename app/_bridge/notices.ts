import { createObservable } from "./observable";
import type { Notice } from "./ports";

/** Short messages to the player, newest last. */
export type Notices = {
  get: () => readonly Notice[];
  subscribe: (listener: () => void) => () => void;
  tell: (tone: Notice["tone"], text: string) => void;
  dismiss: (id: number) => void;
};

const SHOWN = 4;

/** Creates the list; what is said twice in a row stands once. */
export function createNotices(): Notices {
  const list = createObservable<readonly Notice[]>([]);
  let nextId = 1;
  return {
    get: list.get,
    subscribe: list.subscribe,
    tell: (tone, text) => {
      if (list.get().at(-1)?.text === text) return;
      list.set([...list.get(), { id: nextId++, tone, text }].slice(-SHOWN));
    },
    dismiss: (id) => list.set(list.get().filter((notice) => notice.id !== id)),
  };
}
