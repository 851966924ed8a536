import { describe, expect, test } from "vitest";
import type { BoardPlace } from "@/app/_api/boards";
import type { ListedRun } from "@/app/_api/player";
import type { Plan } from "@/game/rules/types";
import { boardOfDay, chooseGhost, chooseOwn } from "./chooseGhost";

const ana = `0x${"a".repeat(40)}` as const;
const ben = `0x${"b".repeat(40)}` as const;
const place = (rank: number, account: typeof ana, number: number): BoardPlace => ({
  ...{ rank, account, number, points: 1_000 - rank },
});
const plan: Plan = { mode: 0, length: 2, calling: 1, tool: 0, purse: 0, start: 0, of: 0 };
const DAY = 20_787;

describe("the ghost of a replay", () => {
  test("is the best of the board", () => {
    expect(chooseGhost({ account: ana, number: 3 }, [place(1, ben, 7), place(2, ana, 3)])).toEqual(place(1, ben, 7));
  });

  test("is nobody where the best is what is shown, however its account is written", () => {
    const run = { account: ana.toUpperCase().replace("0X", "0x"), number: 3 };
    expect(chooseGhost(run as { account: typeof ana; number: number }, [place(1, ana, 3), place(2, ben, 7)])).toBe(
      "itself",
    );
  });

  test("is another expedition of the same account, where that is the best", () => {
    expect(chooseGhost({ account: ana, number: 2 }, [place(1, ana, 3)])).toEqual(place(1, ana, 3));
  });

  test("is nobody where the board is empty", () => {
    expect(chooseGhost({ account: ana, number: 3 }, [])).toBe("none");
  });
});

describe("the board of the day", () => {
  test("is that of the day on which the player set out, and of the length", () => {
    const startedAt = BigInt(DAY) * 86_400n;
    const board = { view: "day", day: DAY, length: 2 };
    expect(boardOfDay({ startedAt }, { plan })).toEqual(board);
    expect(boardOfDay({ startedAt: startedAt + 86_399n }, { plan })).toEqual(board);
    expect(boardOfDay({ startedAt: startedAt - 1n }, { plan })).toEqual({ ...board, day: DAY - 1 });
  });

  test("is none for practice and for rooms", () => {
    for (const mode of [1, 2] as const)
      expect(boardOfDay({ startedAt: 0n }, { plan: { ...plan, mode } })).toBeUndefined();
  });
});

describe("the best of one player on an island", () => {
  const shown = { account: ana, number: 3, seed: 7, plan };
  const listed = (number: number, points: number, changes: Partial<ListedRun> = {}): ListedRun => ({
    ...{ number, points, mode: 1, length: 2, seed: 7, startedAt: 0n, endsAt: 1_200n, result: 0, state: "home" },
    ...changes,
  });

  test("is the one with the most points, of several the first, whatever its mode", () => {
    const runs = [listed(9, 500), listed(8, 700, { mode: 0 }), listed(6, 700), listed(5, 90, { state: "over" })];
    expect(chooseOwn(shown, ana, runs)?.number).toBe(6);
  });

  test("is on the same island, of the same length, and over", () => {
    const runs = [listed(9, 900, { seed: 8 }), listed(8, 900, { length: 1 }), listed(7, 900, { state: "running" })];
    expect(chooseOwn(shown, ana, runs)).toBeUndefined();
    expect(chooseOwn(shown, ana, [...runs, listed(1, 0)])?.number).toBe(1);
  });

  test("is never the one that is shown; another player counts theirs from one too", () => {
    const runs = [listed(3, 900), listed(2, 100)];
    expect(chooseOwn(shown, ana.toUpperCase().replace("0X", "0x"), runs)?.number).toBe(2);
    expect(chooseOwn(shown, ben, runs)?.number).toBe(3);
    expect(chooseOwn(shown, ben, [])).toBeUndefined();
  });
});
