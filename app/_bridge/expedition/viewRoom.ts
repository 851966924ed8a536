import { readySeed } from "@/game/rules/draw";
import { lengths } from "@/game/rules/numbers";
import { endOfRoom, longestLobby } from "@/game/rules/seeds";
import type { Scene, Seconds } from "@/game/rules/types";
import { lengthNames } from "./names";
import type { Length, LobbyMinutes, OpeningView, RoomView } from "./views";

/** Whether the chain was asked for a room: it is, it did not answer, or it answered. */
export type RoomReading = "reading" | "failed" | "read";

const NUMBER = /^\d{1,9}$/;
const MINUTE = 60;
export const lobbies = [1, 2, 5, 10] as const satisfies readonly LobbyMinutes[];

/** The number that somebody typed; undefined: it is none of a room. */
export function toRoomNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) && Number(trimmed) > 0 ? Number(trimmed) : undefined;
}

/**
 * The room that a link invites to.
 * @param search The query of the address, with or without its question mark.
 * @returns Its number; undefined where the link names none.
 */
export function readInvitation(search: string): number | undefined {
  return toRoomNumber(new URLSearchParams(search).get("room") ?? "");
}

/** The room of a number, as far as it is known; `text` is what was typed. */
export function viewRoom({ world, nowSeconds, block, draws }: Scene, text: string, reading: RoomReading): RoomView {
  if (text.trim() === "") return "none";
  const number = toRoomNumber(text);
  const room = number === undefined ? undefined : world.rooms[number];
  if (number === undefined) return "unknown";
  if (!room) return reading === "read" ? "unknown" : reading === "failed" ? "unread" : "reading";
  if (nowSeconds >= endOfRoom(room)) return "over";
  const startsInSeconds = Math.max(0, Math.ceil(room.startsAt - nowSeconds));
  const isDrawn = readySeed(room, block, (named) => draws.room(number, named)) !== undefined;
  return { number, length: lengthNames[room.length], startsInSeconds, isOpen: startsInSeconds === 0 && isDrawn };
}

/** When the expedition of a room ends, Unix seconds; 0 for another length, and where there is no room. */
export function roomEnd({ world }: Scene, view: RoomView, length: Length): Seconds {
  const room = typeof view === "object" ? world.rooms[view.number] : undefined;
  return room && lengthNames[room.length] === length ? endOfRoom(room) : 0;
}

/**
 * What a room that is opened now can be: waiting and the expedition must fit into what the key has left.
 * @param nowSeconds The chain's clock.
 * @param keyUntil Until when the key lasts, Unix seconds.
 */
export function viewOpening(nowSeconds: number, keyUntil: number | undefined): OpeningView {
  const left = keyUntil === undefined ? 0 : keyUntil - nowSeconds;
  const byLength = <T>(of: (row: (typeof lengths)[number]) => T) =>
    Object.fromEntries(lengths.map((row) => [lengthNames[row.id], of(row)])) as Record<Length, T>;
  return {
    keyUntil,
    minutes: byLength(({ seconds }) => seconds / MINUTE),
    possible: byLength(({ id, seconds }) =>
      lobbies.filter((minutes) => {
        const waits = minutes * MINUTE;
        return waits <= longestLobby(id) && waits + seconds + MINUTE <= left;
      }),
    ),
  };
}
