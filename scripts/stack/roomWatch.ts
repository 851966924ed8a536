import { readLength } from "../../game/rules/clock.ts";
import type { Length } from "../../game/rules/types.ts";
import type { DayDraw } from "./keeping.ts";

/** A session lasts an hour, so no room that was opened longer ago is played. */
const HOUR = 3_600n;

/** A room as the contract gives it, times in Unix seconds; length 0: there is none of this number. */
export type KeptRoom = DayDraw & { startsAt: bigint; length: bigint };

/**
 * Finds the rooms that wait for their island, without logs: rooms are numbered from 1 on, so a new one is the next number. It
 * asks for two numbers and for each room that has started.
 * @param read Reads a room by its number.
 * @returns Reads once: the rooms that have started, run still and are not drawn, the one that started first at first.
 */
export function watchRooms(
  read: (room: bigint) => Promise<KeptRoom>,
): (nowSeconds: bigint) => Promise<readonly { room: bigint; draw: KeptRoom }[]> {
  /** The newest room; undefined: not looked for yet. */
  let newest: bigint | undefined;
  /** When rooms start that are not drawn yet. */
  const waiting = new Map<bigint, bigint>();
  const exists = async (room: bigint) => room === 0n || (await read(room)).length !== 0n;

  async function find(nowSeconds: bigint): Promise<void> {
    if (newest === undefined) {
      newest = await findNewest(exists);
      // Those that were opened before this began.
      for (let room = newest; room > 0n; room--) {
        const { startsAt, length } = await read(room);
        if (startsAt + HOUR < nowSeconds) break;
        waiting.set(room, length === 0n ? 0n : startsAt);
      }
    }
    // A reorganisation takes rooms back, and gives their numbers to others.
    while (!(await exists(newest))) waiting.delete(newest--);
    for (;;) {
      const { startsAt, length } = await read(newest + 1n);
      if (length === 0n) return;
      waiting.set(++newest, startsAt);
    }
  }

  return async (nowSeconds) => {
    await find(nowSeconds);
    const due: { room: bigint; draw: KeptRoom }[] = [];
    for (const [room, startsAt] of waiting) {
      if (startsAt > nowSeconds) continue;
      const draw = await read(room);
      if (draw.drawn || isOver(draw, nowSeconds)) waiting.delete(room);
      // After a reorganisation another room may have this number.
      else if (draw.startsAt > nowSeconds) waiting.set(room, draw.startsAt);
      else due.push({ room, draw });
    }
    return due.toSorted((one, other) => Number(one.draw.startsAt - other.draw.startsAt || one.room - other.room));
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
