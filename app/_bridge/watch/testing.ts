import { type Address, encodeAbiParameters, encodeEventTopics, type Hex } from "viem";
import type { BlockEvent, LogEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { readSelf } from "@/game/rules/player";
import type { Run } from "@/game/rules/types";
import { ANA, createTestPlay } from "../expedition/testing";
import type { Words } from "./runners";

export { ANA };
export const BEA: Address = `0x${"bb".repeat(20)}`;
export const GAME: Address = `0x${"77".repeat(20)}`;
const hash: Hex = `0x${"11".repeat(32)}`;

/** The words of a Dash on island 7, changed as a test wants it. */
export function testWords(change: Partial<Run> = {}): Words {
  const { run, pack } = readSelf(createTestPlay().play.getScene());
  if (!run) throw new Error("The test's player did not set out.");
  return { run: { ...run, ...change }, pack };
}

/** An event of a player with the values that follow the player. */
export function testLog(
  eventName: "Moved" | "Finished" | "Gathered",
  values: readonly bigint[],
  player: Address = ANA,
): LogEvent {
  return {
    ...{ address: GAME, transactionHash: hash, logIndex: 0 },
    topics: encodeEventTopics({ abi: hourglassAbi, eventName, args: { player } }).map((topic) => topic as Hex),
    data: encodeAbiParameters(
      values.map(() => ({ type: "uint256" })),
      [...values],
    ),
  };
}

/** The island of a day is drawn. */
export function testDrawing(day: number, seed: number): LogEvent {
  return {
    ...{ address: GAME, transactionHash: hash, logIndex: 0 },
    topics: encodeEventTopics({ abi: hourglassAbi, eventName: "DayDrawn", args: { day: BigInt(day) } }) as Hex[],
    data: encodeAbiParameters([{ type: "uint256" }], [BigInt(seed)]),
  };
}

export function testBlock(number: bigint, timestamp: number, game: LogEvent[] = []): BlockEvent {
  return { number, hash, timestamp: BigInt(timestamp), operations: [], game, sessions: [] };
}
