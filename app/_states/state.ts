import type { ReactNode } from "react";
import type { Sizes } from "./sizes";
import type { Still } from "./still";

/** One state of a part of the page. A new one is a new entry in a file of `pictures`. */
export type State = {
  /** Its address: `/states/<name>`. */
  name: string;
  title: string;
  /** What the page knows in this state, where that differs from an hour that runs. */
  knows?: (sizes: Sizes) => Partial<Still>;
  draw: (sizes: Sizes) => ReactNode;
  /** Selectors that are pressed one after the other before the state is there. */
  press?: readonly string[];
  /** Selector of what comes last, where its code is loaded when it is shown. */
  until?: string;
  /** The browser says that it has no network. */
  isOffline?: boolean;
};

/** States that belong together. */
export type StateGroup = { title: string; states: readonly State[] };
