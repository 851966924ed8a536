import { concat, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { createFakeSession } from "../../../test/fakeWorld.ts";
import { type ChainPlace, type SessionHistory, type SessionWord, toSessionRows } from "./sessionRows.ts";

const epochOf = (number: number): Hex => concat([numberToHex(number, { size: 4 }), `0x${"ab".repeat(28)}`]);
const { signed } = await createFakeSession({ epoch: epochOf(3), maxActions: 10, maxSpend: 7n, maxGasWei: 100n });
const { grant } = signed;
const end = grant.validUntil;

const at = (blockNumber: bigint, time = end - 100, logIndex = 0): ChainPlace => ({
  ...{ blockNumber, logIndex, time, transactionHash: numberToHex(blockNumber, { size: 32 }) },
});
const id = numberToHex(1, { size: 32 });
const made = { ...at(10n), id, print: "a b c", grant };
const word: SessionWord = {
  ...{ isLive: true, note: 0, validUntil: end, actionsLeft: 4, spendLeft: 7n, gasLeftWei: 30n },
};
const none: SessionHistory = { enabled: [made], ended: [], epochs: [], lastOperations: new Map() };
const read = (history: Partial<SessionHistory>, stored: Partial<SessionWord> = {}, now = end) =>
  toSessionRows({ ...none, ...history }, new Map([[id, { ...word, ...stored }]]), now);
const over = { isLive: false };

describe("a session", () => {
  test("runs up to its last second, with what it used and has left", () => {
    const [row] = read({});
    expect(row).toMatchObject({ status: "running", made: at(10n), isDenied: false });
    expect(row).toMatchObject({ used: { calls: 6, spend: 0n, gas: 70n }, left: { calls: 4, spend: 7n, gas: 30n } });
    expect([row?.ended, row?.lastOperation]).toEqual([undefined, undefined]);
    expect(read({}, {}, end + 1)[0]?.status).toBe("runOut");
  });

  test("was ended by the first who ended it in time", () => {
    const ended = [{ ...at(12n), id, by: "key" } as const, { ...at(13n), id, by: "owner" } as const];
    expect(read({ ended }, over)[0]).toMatchObject({ status: "ended", ended: { ...at(12n), by: "key", isAll: false } });
    const epochs = [{ ...at(11n), epoch: epochOf(4), by: "newOwner" } as const];
    expect(read({ ended, epochs }, over)[0]?.ended).toEqual({ ...at(11n), by: "newOwner", isAll: true });
  });

  test("that ran out stays so when somebody ends it afterwards", () => {
    const late = { ...at(12n, end + 1), id, by: "owner" } as const;
    expect(read({ ended: [late] }, over, end + 5)[0]).toMatchObject({ status: "runOut" });
    expect(read({ ended: [{ ...late, time: end }] }, over, end + 5)[0]).toMatchObject({ status: "ended" });
  });

  test("is not ended by what ended others: an earlier epoch, another id, an end before it began", () => {
    const epochs = [{ ...at(11n), epoch: epochOf(3), by: "owner" } as const];
    const ended = [
      { ...at(12n), id: numberToHex(2, { size: 32 }), by: "owner" } as const,
      { ...at(10n, end - 100, -1), id, by: "unknown" } as const,
    ];
    expect(read({ epochs, ended })[0]).toMatchObject({ status: "running" });
  });

  test("whose end is missing in the events is ended all the same: the module's word decides", () => {
    const [row] = read({}, over);
    expect([row?.status, row?.ended]).toEqual(["ended", undefined]);
  });

  test("that the sponsor denies says so", () => {
    expect(read({}, { note: 2 ** 24 - 1 })[0]?.isDenied).toBe(true);
  });
});

test("a grant that nobody signed is no session, and one that was made afterwards is made then", () => {
  expect(read({}, { validUntil: 0, isLive: false })).toEqual([]);
  const again = { ...made, ...at(20n) };
  const ended = [{ ...at(10n, end - 100, 1), id, by: "unknown" } as const];
  const rows = read({ enabled: [made, again], ended });
  expect(rows).toMatchObject([{ made: at(20n), status: "running" }]);
});

test("the newest session comes first", () => {
  const other = { ...made, ...at(10n, end - 100, 5), id: numberToHex(9, { size: 32 }) };
  const rows = toSessionRows(
    { ...none, enabled: [made, other] },
    new Map([made, other].map((one) => [one.id, word])),
    end,
  );
  expect(rows.map((row) => row.id)).toEqual([other.id, id]);
});
