import { expect, it } from "vitest";
import { board } from "@/app/_api/boards";
import { activity } from "@/app/_api/projections";
import { run } from "@/app/_api/run";
import { stringify } from "@/app/_server/json";
import { packPlan } from "@/game/rules/plan";
import { describeBestRun, parseBestRun, replayOf } from "./bestRun";
import { parseRecent, parseSeed } from "./readServer";

const account = `0x${"ab".repeat(20)}`;
const freshness = { stale: false, blockNumber: 7n, blockSeconds: 1_700n };

/** An answer as the server writes it; the schema that both ends agree on must accept it. */
function answer(schema: { parse: (value: unknown) => unknown }, value: unknown): unknown {
  const sent: unknown = JSON.parse(stringify(value));
  schema.parse(sent);
  return sent;
}

const plan = { mode: 0, length: 1, calling: 2, tool: 0, purse: 0, start: 0, of: 0 } as const;

it("reads the seed of an expedition", () => {
  const page = {
    ...{ ...freshness, account, number: 3, plan: Number(packPlan(plan)), seed: 4_294_967_295 },
    ...{
      startedAt: 1_600n,
      endsAt: 1_900n,
      state: "over",
      points: 0,
      result: 0,
      steps: 0,
      falls: 0,
      sand: 0n,
      relics: 0,
      events: [],
    },
  };
  expect(parseSeed(answer(run, page))).toBe(4_294_967_295n);
  expect(() => parseSeed({})).toThrow("A seed");
});

it("reads the newest deeds, oldest first, with places where a deed says them", () => {
  const row = { account, transactionHash: "0x1", words: "Walked 1 step" };
  const sent = answer(activity, {
    ...freshness,
    activities: [
      { ...row, id: "7-1", kind: "Gathered", detail: { tile: "9", amount: "2" }, seconds: 1_699n },
      { ...row, id: "6-0", kind: "Moved", detail: { expedition: "3", path: "5", tile: "2145" }, seconds: 1_650n },
      { ...row, id: "5-0", kind: "Embarked", detail: { plan: `${packPlan(plan)}`, seed: "7" }, seconds: 1_640n },
    ],
  });
  expect(parseRecent(sent)).toEqual({
    nowSeconds: 1_700,
    isStale: false,
    deeds: [
      { player: account, tile: 33 * 64 + 32, seconds: 1_640, seed: 7 },
      { player: account, tile: 2_145, seconds: 1_650 },
      { player: account, tile: undefined, seconds: 1_699 },
    ],
  });
});

it("reads the best run of the week, and that there is none", () => {
  const place = { rank: 1, account, number: 2, points: 134, result: 9 };
  const week = { ...freshness, board: "week/2026-W48/1", beginSeconds: 1n, endSeconds: 2n };
  expect(parseBestRun(answer(board, { ...week, players: [place] }))).toEqual({
    ...{ player: account, number: 2, points: 134, isStale: false },
  });
  expect(parseBestRun(answer(board, { ...week, stale: true, players: [] }))).toEqual({
    ...{ player: undefined, number: 0, points: 0, isStale: true },
  });
});

it("takes an answer that does not say that it is fresh as stale, and one without a list as none", () => {
  expect(parseBestRun({ players: [] }).isStale).toBe(true);
  expect(() => parseRecent({ error: "down" })).toThrow("A list");
});

it("says the best run in one line, and what is not known", () => {
  const best = { player: account, number: 2, points: 1_340, isStale: false };
  expect(describeBestRun(best)).toMatch(/^Best Dash this week: \S+ \S+, 1,340 points$/);
  expect(describeBestRun({ ...best, isStale: true })).toContain("as far as is known");
  expect(describeBestRun({ ...best, player: undefined })).toBe("Nobody has brought home a Dash this week yet");
  expect(describeBestRun({ ...best, player: undefined, isStale: true })).toContain("not known");
});

it("leads to the replay of the best run, where there is one", () => {
  expect(replayOf({ player: account, number: 2 })).toBe(`/run/${account}/2`);
  expect(replayOf({ player: undefined, number: 0 })).toBeUndefined();
  expect(replayOf({ player: account, number: Number.NaN })).toBeUndefined();
});
