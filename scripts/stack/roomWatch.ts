import { readLength } from "../../game/rules/clock.ts";
import type { Length } from "../../game/rules/types.ts";
import type { DayDraw } from "./keeping.ts";

/** A session lasts an hour, so no room that was opened longer ago is played. */
const HOUR = 3_600n;

/** A room as the contract gives it, times in Unix seconds; length 0: there is none of this number. */
export type KeptRoom = DayDraw & { startsAt: bigint; length: bigint };

/** So many numbers are looked at in one look, and so many of the rooms that are due are read: nobody can make a look long by opening rooms. */
const MOST_READS = 40;

type Due = { room: bigint; draw: KeptRoom };

/**
 * Finds the rooms that wait for their island, without logs: rooms are numbered from 1 on, so a new one is the next number. It
 * asks for two numbers and for each room that has started, until whoever looks has seen enough.
 * @param read Reads a room by its number.
 * @returns Looks once: the rooms that have started, run still and are not drawn, the one that started first at first.
 */
export function watchRooms(read: (room: bigint) => Promise<KeptRoom>): (nowSeconds: bigint) => AsyncGenerator<Due> {
  /** The newest room; undefined: not looked for yet. */
  let newest: bigint | undefined;
  /** The next to be looked at of those that were opened before this began; 0: none. */
  let older = 0n;
  /** When rooms start that are not drawn yet. */
  const waiting = new Map<bigint, bigint>();

  async function find(nowSeconds: bigint): Promise<void> {
    if (newest === undefined) {
      newest = await findNewest(async (room) => room === 0n || (await read(room)).length !== 0n);
      older = newest;
    }
    let left = MOST_READS;
    const look = (room: bigint) => {
      left--;
      return read(room);
    };
    // A reorganisation takes rooms back, and gives their numbers to others.
    while (left > 0 && newest > 0n && (await look(newest)).length === 0n) waiting.delete(newest--);
    while (left > 0) {
      const { startsAt, length } = await look(newest + 1n);
      if (length === 0n) break;
      waiting.set(++newest, startsAt);
    }
    if (older > newest) older = newest;
    while (left > 0 && older > 0n) {
      const { startsAt } = await look(older);
      if (startsAt + HOUR < nowSeconds) older = 0n;
      else waiting.set(older--, startsAt);
    }
  }

  return async function* (nowSeconds) {
    await find(nowSeconds);
    const started = [...waiting].filter(([, startsAt]) => startsAt <= nowSeconds);
    started.sort(([one, first], [other, second]) => Number(first - second || one - other));
    for (const [room] of started.slice(0, MOST_READS)) {
      const draw = await read(room);
      if (draw.drawn || isOver(draw, nowSeconds)) waiting.delete(room);
      // After a reorganisation another room may have this number.
      else if (draw.startsAt > nowSeconds) waiting.set(room, draw.startsAt);
      else yield { room, draw };
    }
  };
}

function isOver({ startsAt, length }: KeptRoom, nowSeconds: bigint): boolean {
  return length === 0n || nowSeconds >= startsAt + BigInt(readLength(Number(length) as Length).seconds);
}

/** The newest room: first a number that is too high, then by halves. */
async function findNewest(exists: (room: bigint) => Promise<boolean>): Promise<bigint> {
  let [low, high] = [0n, 1n];
  while (await exists(high)) [low, high] = [high, 2n * high];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (await exists(middle)) low = middle;
    else high = middle;
  }
  return low;
}
