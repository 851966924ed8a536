import type { PageStore } from "./pageStore";
import type { Notice } from "./ports";

/** Says something short to the player; what is said twice in a row stands once. */
export type Tell = (tone: Notice["tone"], text: string) => void;

const SHOWN = 4;

/**
 * Creates the voice of the page.
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
