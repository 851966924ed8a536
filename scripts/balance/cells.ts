import type { Length } from "../../game/rules/types";
import { playExpedition, type Result } from "./play";
import { type Strategy, strategies, turns, variants } from "./strategies";

/** Tries of one person on one island, by as many accounts. */
export const ACCOUNTS = 10;
export const TEN = "ten accounts";
export const HINDERED = "Delver, night, hindered";

const players: Readonly<Record<string, Strategy>> = { ...strategies, ...turns, ...variants };
/** Everything that is played. */
export const cellNames: readonly string[] = [...Object.keys(players), TEN, HINDERED];

/** Results by cell: one for each island; of ten accounts ten, one after the other. */
export type Results = Readonly<Record<string, readonly Result[]>>;

/** A cell is played on each island, on each third one, or on each tenth: what differs from another strategy in one thing needs fewer. */
const everyOf = (name: string) => (name in strategies ? 1 : name === TEN ? ACCOUNTS : 3);

/** Plays cells on the islands with these numbers. Islands and luck are the same for all, so what differs is the strategy. */
export function playCells(names: readonly string[], length: Length, islands: readonly number[]): Results {
  const play = (name: string) => {
    const strategy = players[name] ?? strategies["Delver, night"];
    return islands
      .filter((island) => island % everyOf(name) === 0)
      .flatMap((island) =>
        Array.from({ length: name === TEN ? ACCOUNTS : 1 }, (_, account) =>
          playExpedition({ strategy, length, island, account, isHindered: name === HINDERED }),
        ),
      );
  };
  return Object.fromEntries(names.map((name) => [name, play(name)]));
}
