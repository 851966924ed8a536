import type { Room } from "@/game/rules/types";
import type { WorldChange } from "./gameEvents";
import type { WorldReader } from "./worldReader";

/** Changes that came while something was read. */
export type Heard = { change: WorldChange; block: bigint }[];

/** By number; undefined: there is none. */
type Rooms = Readonly<Record<number, Room | undefined>>;

/**
 * Reads rooms.
 * @param reader Reads the chain.
 * @param numbers Which.
 * @returns By number, undefined where there is no room. Rejects when the chain does not answer.
 */
export async function readRooms(reader: Pick<WorldReader, "readRoom">, numbers: readonly number[]): Promise<Rooms> {
  return Object.fromEntries(
    await Promise.all(numbers.map(async (number) => [number, await reader.readRoom(number)] as const)),
  );
}

/**
 * Reads one room, at least as new as what is heard of it meanwhile.
 * @param reader Reads the chain.
 * @param hearing Gets a list of what is heard while the answer is on its way.
 * @param number Which.
 * @returns The room by its number; nothing where there is none. Rejects when the chain does not answer.
 */
export async function readNewRoom(
  reader: Pick<WorldReader, "readRoom">,
  hearing: Set<Heard>,
  number: number,
): Promise<Record<number, Room>> {
  const heard: Heard = [];
  hearing.add(heard);
  const { [number]: room } = await readRooms(reader, [number]).finally(() => hearing.delete(heard));
  const draw = Object.assign({}, ...heard.map(({ change }) => change.rooms[number]));
  return existing({ [number]: room && { ...room, ...draw } });
}

/** Without those that are not there. */
export function existing(rooms: Rooms): Record<number, Room> {
  return Object.fromEntries(Object.entries(rooms).flatMap(([number, room]) => (room ? [[number, room]] : [])));
}
