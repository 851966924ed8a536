import type { BoardPlace } from "@/app/_api/boards";
import type { ListedRun, PlayerPage } from "@/app/_api/player";
import { dayOf } from "@/game/rules/seeds";
import type { Tile } from "@/game/rules/types";
import type { OtherView } from "./viewOthers";
import type { RankedOn } from "./viewRank";

/** What a card says of another player: their newest expedition, and its rank where it has one. */
export type PersonView = {
  points: number;
  length: number;
  isOut: boolean;
  rank: number | undefined;
};

/** The board of an expedition in a list; undefined: practice has none, and a list does not say which room it was. */
export function rankedOn({ mode, length, startedAt }: ListedRun): RankedOn | undefined {
  return mode === 0 ? { view: "day", day: dayOf(Number(startedAt)), length } : undefined;
}

/**
 * Pure: the card of a player.
 * @param page What the server has of them.
 * @param place Their place on the board of their newest expedition.
 * @returns Undefined for who has no expedition yet, as far as is known.
 */
export function viewPerson({ runs }: Pick<PlayerPage, "runs">, place: BoardPlace | undefined): PersonView | undefined {
  const [run] = runs;
  if (!run) return undefined;
  const { points, length, state, number } = run;
  return { points, length, isOut: state === "running", rank: place?.number === number ? place.rank : undefined };
}

/**
 * Pure: whose card comes next for who goes through them by keyboard: first the nearest, then everybody once, by their accounts.
 * @param others Those on the island.
 * @param from Where the own player stands; undefined: nowhere.
 * @param current Whose card is open; undefined: nobody's.
 * @returns Undefined where nobody else is.
 */
export function nextOther(
  others: readonly OtherView[],
  from: Tile | undefined,
  current: string | undefined,
): string | undefined {
  const players = others.map(({ player }) => player).sort();
  const at = current === undefined ? -1 : players.indexOf(current);
  if (at >= 0) return players[(at + 1) % players.length];
  const reach = ({ tile }: OtherView) =>
    from === undefined ? 0 : Math.abs((tile & 63) - (from & 63)) + Math.abs((tile >> 6) - (from >> 6));
  return others.toSorted((one, other) => reach(one) - reach(other))[0]?.player;
}
