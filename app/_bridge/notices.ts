import type { PageStore } from "./pageStore";
import type { Notice } from "./ports";

/** Shows a short message to the player; the same message twice in a row is shown once. */
export type Tell = (tone: Notice["tone"], text: string) => void;

const SHOWN = 4;

/**
 * Creates the page's messages.
 * @param store Keeps the last few, newest last.
 */
export function createTell(store: PageStore): Tell {
  let nextId = 1;
  return (tone, text) => {
    const { notices } = store.getState();
    if (notices.at(-1)?.text === text) return;
    store.setState({ notices: [...notices, { id: nextId++, tone, text }].slice(-SHOWN) });
  };
}

export function dismissNotice(store: PageStore, id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
