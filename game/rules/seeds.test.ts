import { expect, test } from "vitest";
import { drawRoom, openDay, openRoom } from "./seeds";
import { START, sceneOf } from "./testing";
import type { Draws, Outcome, Scene } from "./types";

const DAY = Math.floor(START / 86_400);
const draws: Partial<Draws> = { day: (_, block) => block * 10, room: (room, block) => block * 100 + room };
const fresh = sceneOf({ block: 1000, draws });
const why = (outcome: Outcome) => (outcome.ok ? "" : [outcome.reason, ...outcome.seen].join(" "));

function after(scene: Scene, outcome: Outcome): Scene {
  if (!outcome.ok) throw new Error(outcome.text);
  return { ...scene, world: outcome.world };
}

test("a day names the block two ahead, and draws once that is mined", () => {
  const named = after(fresh, openDay(fresh));
  expect(named.world.days[DAY]).toEqual({ block: 1002, seed: undefined });
  expect(why(openDay({ ...named, block: 1002 }))).toBe(`DayNotOpen ${DAY} 1002`);
  const drawn = after(named, openDay({ ...named, block: 1003 }));
  expect(drawn.world.days[DAY]).toEqual({ block: 1002, seed: 10_020 });
  expect(why(openDay({ ...drawn, block: 1004 }))).toBe(`DayIsOpen ${DAY}`);
});

test("after 250 blocks another block is named", () => {
  const named = after(fresh, openDay(fresh));
  expect(after(named, openDay({ ...named, block: 1252 })).world.days[DAY]?.seed).toBe(10_020);
  expect(after(named, openDay({ ...named, block: 1253 })).world.days[DAY]).toEqual({ block: 1255, seed: undefined });
});

test("a room begins within what is left of a session's hour", () => {
  expect(why(openRoom(fresh, START - 1, 1))).toBe(`RoomTimeInvalid ${START - 1} ${START} ${START + 3240}`);
  expect(why(openRoom(fresh, START + 3240, 1))).toBe("");
  expect(why(openRoom(fresh, START + 61, 3))).toBe(`RoomTimeInvalid ${START + 61} ${START} ${START + 60}`);
});

test("rooms are numbered from 1, and drawn from their start on", () => {
  const one = after(fresh, openRoom(fresh, START + 30, 2));
  const two = after(one, openRoom(one, START, 1));
  expect(why(drawRoom(two, 0))).toBe("RoomUnknown 0 2");
  expect(why(drawRoom(two, 3))).toBe("RoomUnknown 3 2");
  expect(why(drawRoom(two, 1))).toBe(`RoomNotStarted ${START + 30}`);
  const named = after(two, drawRoom(two, 2));
  expect(why(drawRoom(named, 2))).toBe("RoomNotOpen 2 1002");
  const drawn = after(named, drawRoom({ ...named, block: 1003 }, 2));
  expect(drawn.world.rooms[2]).toEqual({ block: 1002, seed: 100_202, startsAt: START, length: 1 });
  expect(why(drawRoom(drawn, 2))).toBe("RoomIsOpen 2");
});
