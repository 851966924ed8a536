import { type AbiEvent, type Address, encodeAbiParameters, encodeEventTopics, toEventSelector } from "viem";
import { expect, it } from "vitest";
import { blockEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { stringify } from "@/app/_server/json";
import { JOINED, MOVED, readBlock } from "./readBlock";

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
const topicsOf = (eventName: "Moved" | "PlayerJoined") =>
  encodeEventTopics({ abi: hourglassAbi, eventName, args: { player } }).map(String);

it("knows the two events that say where somebody stands, as the contract emits them", () => {
  const selectorOf = (name: string) => events.filter((event) => event.name === name).map(toEventSelector);
  expect(selectorOf("Moved")).toEqual([MOVED]);
  expect(selectorOf("PlayerJoined")).toEqual([JOINED]);
});

it("may read the player from the first topic, because every event of the game names its player first", () => {
  expect(events.length).toBeGreaterThan(8);
  for (const { name, inputs } of events) {
    expect(inputs[0], name).toMatchObject({ name: "player", type: "address", indexed: true });
  }
});

it("reads where people went, in order, and who did something else", () => {
  const gathered = encodeEventTopics({ abi: hourglassAbi, eventName: "Gathered", args: { player, tile: 9n } });
  const text = write([
    { topics: topicsOf("PlayerJoined"), data: words(2_080n) },
    { topics: topicsOf("Moved"), data: words(2_080n, 2_081n, 1n) },
    { topics: gathered.map(String), data: words(1n, 1n, 2n, 3n) },
  ]);
  const deed = { player, seconds: 1_700 };
  expect(readBlock(text)).toEqual({
    seconds: 1_700,
    deeds: [
      { ...deed, tile: 2_080 },
      { ...deed, tile: 2_081 },
      { ...deed, tile: undefined },
    ],
  });
});

it("refuses what is no block", () => {
  expect(() => readBlock("{}")).toThrow("decimal text");
  expect(() => readBlock('{"timestamp":"1"}')).toThrow("A list");
});
