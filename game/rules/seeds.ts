import { readLength } from "./clock";
import { advance, unnamed } from "./draw";
import { lengths } from "./numbers";
import { refuse } from "./outcome";
import type { Length, Outcome, Refusal, Room, Scene, Seconds } from "./types";

// What anybody may do for the seeds of days and rooms, and opening a room, which is for owners: in no grant.

const DAY_SECONDS = 86_400;
/** Waiting and the expedition fit into a session's hour, with a minute to spare. */
const ROOM_SECONDS = 3540;

export function dayOf(nowSeconds: Seconds): number {
  return Math.floor(nowSeconds / DAY_SECONDS);
}

export function openDay(scene: Scene): Outcome {
  const { world, block, draws } = scene;
  const day = dayOf(scene.nowSeconds);
  const draw = world.days[day] ?? unnamed;
  if (draw.seed !== undefined) return refuse("DayIsOpen", [day], "The island of the day is open. Set out.");
  const next = advance(draw, block, (named) => draws.day(day, named));
  if (!next) return refuseDay(day, draw.block);
  return { ok: true, world: { ...world, days: { ...world.days, [day]: next } } };
}

export function refuseDay(day: number, block: number): Refusal {
  return refuse("DayNotOpen", [day, block], "The island of the day is being drawn. Try again in a few seconds.");
}

export function countRooms({ world }: Scene): number {
  return Object.keys(world.rooms).length;
}

/** How long a room may wait for its start: afterwards its expedition still fits into a session's hour. */
export function longestLobby(length: Length): Seconds {
  return ROOM_SECONDS - readLength(length).seconds;
}

export function openRoom(scene: Scene, startsAt: Seconds, length: Length): Outcome {
  const { world } = scene;
  const row = lengths.find(({ id }) => id === length);
  if (!row) return refuse("LengthUnknown", [length, lengths.length], "An expedition is a Dash, a Walk or a Voyage.");
  const now = Math.floor(scene.nowSeconds);
  const latest = now + longestLobby(length);
  if (startsAt < now || startsAt > latest) {
    const minutes = Math.floor((latest - now) / 60);
    return refuse("RoomTimeInvalid", [startsAt, now, latest], `A ${row.name} starts within ${minutes} min from now.`);
  }
  const room: Room = { ...unnamed, startsAt, length };
  return { ok: true, world: { ...world, rooms: { ...world.rooms, [countRooms(scene) + 1]: room } } };
}

/** A room that exists and has started, or why not. */
export function readStartedRoom(scene: Scene, number: number): { ok: true; room: Room } | Refusal {
  const room = scene.world.rooms[number];
  if (!room) return refuse("RoomUnknown", [number, countRooms(scene)], `There is no room ${number}. Check its link.`);
  if (scene.nowSeconds >= room.startsAt) return { ok: true, room };
  const seconds = Math.ceil(room.startsAt - scene.nowSeconds);
  return refuse("RoomNotStarted", [room.startsAt], `The room starts in ${seconds} s. Wait for it.`);
}

export function drawRoom(scene: Scene, number: number): Outcome {
  const { world, block, draws } = scene;
  const started = readStartedRoom(scene, number);
  if (!started.ok) return started;
  const { room } = started;
  if (room.seed !== undefined) return refuse("RoomIsOpen", [number], "The room is open. Set out.");
  const next = advance(room, block, (named) => draws.room(number, named));
  if (!next) return refuseRoom(number, room.block);
  return { ok: true, world: { ...world, rooms: { ...world.rooms, [number]: next } } };
}

export function refuseRoom(number: number, block: number): Refusal {
  return refuse("RoomNotOpen", [number, block], "The island of this room is being drawn. Try again in a few seconds.");
}

export function endOfRoom({ startsAt, length }: Room): Seconds {
  return startsAt + readLength(length).seconds;
}
