import { type Address, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import { toActivityRows } from "./rows";

const player: Address = numberToHex(0xabc, { size: 20 });
const hourglass: Address = numberToHex(0xdef, { size: 20 });

/** A block of the game's events, as the chain logs them. */
function blockAt(moment: string, ...events: { topics: [Hex, ...Hex[]]; data: Hex }[]): WatchedBlock {
  const hash = numberToHex(1, { size: 32 });
  const game = events.map((event, logIndex) => ({ ...event, address: hourglass, transactionHash: hash, logIndex }));
  const timestamp = BigInt(Date.parse(moment) / 1000);
  return { number: 7n, hash, parentHash: hash, timestamp, operations: [], sessions: [], game };
}

const words = (...values: bigint[]) =>
  encodeAbiParameters(
    values.map(() => ({ type: "uint256" })),
    values,
  );

const scored = (points: bigint, week = 2969n) => ({
  topics: encodeEventTopics({
    abi: hourglassAbi,
    eventName: "ExpeditionScored",
    args: { player, expedition: 3n, week },
  }) as [Hex, ...Hex[]],
  data: words(4n, 1n, 2n, 35n, points),
});

const opened = (sand: bigint) => ({
  topics: encodeEventTopics({ abi: hourglassAbi, eventName: "ChestOpened", args: { player, chest: 2n } }) as [
    Hex,
    ...Hex[],
  ],
  data: words(2969n, sand, 9n, 2n),
});

describe("the rows of a block", () => {
  test.each([
    [2969n, "2026-W48"],
    [2970n, "2026-W49"],
  ])("an expedition of the game's week %s belongs to %s, whenever it is scored", (number, week) => {
    const { scores, activities } = toActivityRows(blockAt("2027-01-15T12:00:00Z", scored(215n, number)), { hourglass });
    expect(scores).toMatchObject([
      { account: player, week, expedition: 3, regions: 4, relics: 1, quests: 2, banked: 35, points: 215, logIndex: 0 },
    ]);
    expect(activities).toMatchObject([{ kind: "ExpeditionScored", quests: 0, sandEarned: "0" }]);
  });

  test("Sand from a chest counts as earned, like Sand from a quest", () => {
    const { activities } = toActivityRows(blockAt("2026-11-29T12:00:00Z", opened(20n * 10n ** 18n)), { hourglass });
    expect(activities).toMatchObject([{ kind: "ChestOpened", quests: 0, sandEarned: "20000000000000000000" }]);
  });
});
