import { type AbiEvent, type Address, encodeAbiParameters, encodeEventTopics, toEventSelector } from "viem";
import { expect, it } from "vitest";
import { blockEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { stringify } from "@/app/_server/json";
import { packPlan } from "@/game/rules/plan";
import { DAY_DRAWN, EMBARKED, MOVED, readBlock } from "./readBlock";

const player: Address = `0x${"ab".repeat(20)}`;
const hash = `0x${"11".repeat(32)}` as const;
const events = hourglassAbi.filter((item): item is Extract<typeof item, AbiEvent> => item.type === "event");

/** A block as the server writes it, checked by the schema that both ends agree on. */
function write(logs: readonly { topics: readonly string[]; data: string }[]): string {
  const game = logs.map((log, logIndex) => ({ ...log, address: player, transactionHash: hash, logIndex }));
  const text = stringify({ number: 5n, hash, timestamp: 1_700n, operations: [], game, sessions: [] });
  blockEvent.parse(JSON.parse(text));
  return text;
}
const words = (...values: readonly bigint[]) =>
  encodeAbiParameters(
    values.map(() => ({ type: "uint256" })),
    [...values],
  );
const topicsOf = (eventName: "Moved" | "Embarked" | "Gathered") =>
  encodeEventTopics({ abi: hourglassAbi, eventName, args: { player } }).map(String);
const plan = { mode: 1, length: 1, calling: 2, tool: 0, purse: 0, start: 1, of: 7 } as const;

it("knows the events that say where somebody stands, and of a day, as the contract emits them", () => {
  const selectorOf = (name: string) =>
    events.filter((event) => event.name === name).map((event) => toEventSelector(event).slice(0, 10));
  expect(selectorOf("Moved")).toEqual([MOVED]);
  expect(selectorOf("Embarked")).toEqual([EMBARKED]);
  expect(selectorOf("DayDrawn")).toEqual([DAY_DRAWN]);
});

it("may read the player from the first topic, because every event of a player names them first", () => {
  expect(events.length).toBeGreaterThan(8);
  for (const { name, inputs } of events.filter((event) => !/^(Day|Room(Named|Drawn))/.test(event.name))) {
    expect(inputs[0], name).toMatchObject({ name: "player", type: "address", indexed: true });
  }
});

it("reads where people went, in order, and who did something else", () => {
  const day = encodeEventTopics({ abi: hourglassAbi, eventName: "DayDrawn", args: { day: 20_787n } });
  const text = write([
    { topics: day.map(String), data: words(99n) },
    { topics: topicsOf("Embarked"), data: words(3n, packPlan(plan), 7n, 9_000n) },
    { topics: topicsOf("Moved"), data: words(3n, 5n, 914n) },
    { topics: topicsOf("Gathered"), data: words(3n, 915n, 1n, 2n) },
  ]);
  const deed = { player, seconds: 1_700 };
  expect(readBlock(text)).toEqual({
    ...{ seconds: 1_700, today: 99n },
    deeds: [
      { ...deed, tile: 14 * 64 + 32, seed: 7 },
      { ...deed, tile: 914 },
      { ...deed, tile: undefined },
    ],
  });
});

it("refuses what is no block", () => {
  expect(() => readBlock("{}")).toThrow("decimal text");
  expect(() => readBlock('{"timestamp":"1"}')).toThrow("A list");
});
