import { type AbiEvent, encodeAbiParameters, encodeEventTopics, type Hex } from "viem";
import { expect, test } from "vitest";
import type { LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { emptyWorld } from "@/game/rules/player";
import type { Room, World } from "@/game/rules/types";
import { applyWorldChange, readGameEvents } from "./gameEvents";

const hourglass = `0x${"1".repeat(40)}` as const;
const room: Room = { startsAt: 1_800_000_060, length: 2, block: 7, seed: undefined };

/** An event of the game as the page hears it. */
function logOf(name: string, args: Record<string, bigint>): LogEvent {
  const event = hourglassAbi.find((each) => each.type === "event" && each.name === name) as AbiEvent;
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  const data = encodeAbiParameters(
    plain,
    plain.map(({ name: input = "" }) => args[input]),
  );
  return { address: hourglass, topics: encodeEventTopics({ abi: [event], args }) as Hex[], data } as LogEvent;
}

const after = (world: World, ...logs: LogEvent[]) =>
  applyWorldChange({ world, others: {} }, readGameEvents(logs, hourglass), undefined).world;

test("a room that is only heard to be drawn keeps what was read of it before", () => {
  const drawn = after({ ...emptyWorld, rooms: { 4: room } }, logOf("RoomDrawn", { room: 4n, seed: 9n }));
  expect(drawn.rooms).toEqual({ 4: { ...room, seed: 9 } });
});

test("so does a day, and one that was never read is known with its seed", () => {
  const log = logOf("DayDrawn", { day: 20_000n, seed: 9n });
  expect(after({ ...emptyWorld, days: { 20000: { block: 7, seed: undefined } } }, log).days).toEqual({
    20000: { block: 7, seed: 9 },
  });
  expect(after(emptyWorld, log).days).toEqual({ 20000: { block: 0, seed: 9 } });
});

test("named and drawn in one block, both count", () => {
  const logs = [logOf("RoomNamed", { room: 4n, block: 11n }), logOf("RoomDrawn", { room: 4n, seed: 9n })];
  expect(after({ ...emptyWorld, rooms: { 4: room } }, ...logs).rooms).toEqual({ 4: { ...room, block: 11, seed: 9 } });
});

test("a room that nobody here asked for is left out: its start and length are not known", () => {
  expect(after(emptyWorld, logOf("RoomDrawn", { room: 4n, seed: 9n })).rooms).toEqual({});
});
