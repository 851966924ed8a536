import type { GameView, Person } from "./ports";

/** The own player; undefined while nobody is connected. */
export function readSelf({ people, self }: GameView): Person | undefined {
  return self === undefined ? undefined : people[self];
}
