import { expect, test } from "vitest";
import { emptyWorld } from "../player";
import { ANA, noDraws, play, playRun, START, sceneOf, whyNot } from "../testing";
import type { Draw, Plan, Room, Scene } from "../types";

const DAY = Math.floor(START / 86_400);
const daily: Plan = { mode: 0, length: 2, calling: 1, tool: 4, purse: 1, start: 0, of: 0 };
const practice: Plan = { ...daily, mode: 1, of: 99 };
const inRoom: Plan = { ...daily, mode: 2, of: 1 };
const embark = (plan: Plan) => ({ type: "embark", plan }) as const;

function scene({ day, room, block = 1000 }: { day?: Draw; room?: Room; block?: number } = {}): Scene {
  const world = { ...emptyWorld, days: day ? { [DAY]: day } : {}, rooms: room ? { 1: room } : {} };
  const draws = { ...noDraws, day: () => 5, room: () => 6 };
  return { world, self: ANA, nowSeconds: START, block, draws };
}

test("practice begins at once, with a new pack, beside the fire", () => {
  const player = play(scene(), embark(practice));
  expect(player.run).toMatchObject({
    ...{ tile: 33 * 64 + 32, facing: "south", length: 2, mode: 1, purse: 1, worn: [0, 0, 21], number: 1, used: 0 },
    ...{ points: 0, endsAt: START + 1200, seed: 99, regions: 1n << 36n },
  });
  expect(player.pack).toMatchObject({ tools: [21], room: 0, spent: 0 });
  expect(player.profile).toMatchObject({ number: 1, lastDay: 0 });
});

test("a Delver has a spade besides the free tool", () => {
  const player = play(scene(), embark({ ...practice, calling: 2, tool: 0 }));
  expect(player.run?.worn).toEqual([19, 14, 0]);
  expect(player.pack.tools).toEqual([14, 19]);
  expect(play(scene(), embark({ ...practice, calling: 2, tool: 1 })).pack.tools).toEqual([19]);
});

test("a daily is played once, on the seed of its day", () => {
  const open = scene({ day: { block: 900, seed: 7 } });
  const player = play(open, embark(daily));
  expect(player.run?.seed).toBe(7);
  expect(player.profile.lastDay).toBe(DAY + 1);
  const again = { ...open, world: { ...open.world, players: { [ANA]: { ...player, run: undefined } } } };
  expect(whyNot(again, embark(daily))).toBe(`DayPlayed ${DAY}`);
  expect(whyNot(again, embark(practice))).toBe("");
});

test("the first who sets out draws the seed once its block is mined", () => {
  const named = { block: 1000, seed: undefined };
  expect(whyNot(scene(), embark(daily))).toBe(`DayNotOpen ${DAY} 0`);
  expect(whyNot(scene({ day: named }), embark(daily))).toBe(`DayNotOpen ${DAY} 1000`);
  expect(playRun(scene({ day: named, block: 1001 }), embark(daily)).seed).toBe(5);
  expect(playRun(scene({ day: named, block: 1250 }), embark(daily)).seed).toBe(5);
  expect(whyNot(scene({ day: named, block: 1251 }), embark(daily))).toBe(`DayNotOpen ${DAY} 1000`);
});

test("in a room all end together", () => {
  const room: Room = { block: 900, seed: 7, startsAt: START - 100, length: 2 };
  const player = play(scene({ room }), embark(inRoom));
  expect(player.run).toMatchObject({ seed: 7, endsAt: START + 1100 });
  expect(player.pack.room).toBe(1);
  expect(whyNot(scene({ room }), embark({ ...inRoom, of: 2 }))).toBe("RoomUnknown 2 1");
  expect(whyNot(scene({ room }), embark({ ...inRoom, length: 1 }))).toBe("RoomLength 1 2");
  expect(whyNot(scene({ room: { ...room, startsAt: START + 1 } }), embark(inRoom))).toBe(`RoomNotStarted ${START + 1}`);
  expect(whyNot(scene({ room: { ...room, startsAt: START - 1200 } }), embark(inRoom))).toBe(`RoomOver ${START}`);
  expect(whyNot(scene({ room: { ...room, block: 0, seed: undefined } }), embark(inRoom))).toBe("RoomNotOpen 1 0");
  expect(playRun(scene({ room: { ...room, block: 999, seed: undefined } }), embark(inRoom)).seed).toBe(6);
});

test("a running expedition is finished first, but practice may be given up", () => {
  expect(whyNot(sceneOf(), embark(practice))).toBe(`ExpeditionRuns ${START + 1200}`);
  expect(whyNot(sceneOf({ t: 1200 }), embark(practice))).toBe("");
  expect(playRun(sceneOf({ run: { mode: 1 } }), embark(practice)).number).toBe(1);
});

test("what is no plan is refused before anything else", () => {
  expect(whyNot(sceneOf(), embark({ ...daily, tool: 5 }))).toContain("PlanInvalid");
  expect(whyNot(sceneOf(), embark({ ...daily, of: 1 }))).toContain("PlanInvalid");
});
