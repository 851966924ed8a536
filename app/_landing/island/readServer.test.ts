import { expect, it } from "vitest";
import { activity } from "@/app/_api/projections";
import { weekBoard } from "@/app/_api/week";
import { stringify } from "@/app/_server/json";
import { exampleDeployment } from "@/app/_server/testDeployment";
import { describeBestRun, parseBestRun } from "./bestRun";
import { parseRecent, parseSeed } from "./readServer";

const account = `0x${"ab".repeat(20)}`;
const freshness = { stale: false, blockNumber: 7n, blockSeconds: 1_700n };

/** An answer as the server writes it; the schema that both ends agree on must accept it. */
function answer(schema: { parse: (value: unknown) => unknown }, value: unknown): unknown {
  const sent: unknown = JSON.parse(stringify(value));
  schema.parse(sent);
  return sent;
}

it("reads the seed of the world", () => {
  expect(parseSeed(JSON.parse(stringify({ deployment: exampleDeployment })))).toBe(exampleDeployment.seed);
  expect(() => parseSeed({})).toThrow("decimal text");
});

it("reads the newest deeds, oldest first, with places where a deed says them", () => {
  const row = { account, transactionHash: "0x1" };
  const sent = answer(activity, {
    ...freshness,
    activities: [
      { ...row, id: "7-1", kind: "Gathered", detail: { tile: "9", left: "2" }, seconds: 1_699n },
      { ...row, id: "6-0", kind: "Moved", detail: { fromTile: "4", toTile: "5", steps: "1" }, seconds: 1_650n },
      { ...row, id: "5-0", kind: "PlayerJoined", detail: { tile: "4" }, seconds: 1_640n },
    ],
  });
  expect(parseRecent(sent)).toEqual({
    nowSeconds: 1_700,
    isStale: false,
    deeds: [
      { player: account, tile: 4, seconds: 1_640 },
      { player: account, tile: 5, seconds: 1_650 },
      { player: account, tile: undefined, seconds: 1_699 },
    ],
  });
});

it("reads the best run of the week, and that there is none", () => {
  const score = { regions: 3, relics: 1, quests: 0, banked: 4 };
  const place = { rank: 1, account, points: 134, expedition: 2, ...score, seconds: 1_600n };
  const week = { ...freshness, week: "2026-W48", beginSeconds: 1n, endSeconds: 2n };
  expect(parseBestRun(answer(weekBoard, { ...week, players: [place] }))).toEqual({
    ...{ player: account, points: 134, isStale: false },
  });
  expect(parseBestRun(answer(weekBoard, { ...week, stale: true, players: [] }))).toEqual({
    ...{ player: undefined, points: 0, isStale: true },
  });
});

it("takes an answer that does not say that it is fresh as stale, and one without a list as none", () => {
  expect(parseBestRun({ players: [] }).isStale).toBe(true);
  expect(() => parseRecent({ error: "down" })).toThrow("A list");
});

it("says the best run in one line, and what is not known", () => {
  const best = { player: account, points: 1_340, isStale: false };
  expect(describeBestRun(best)).toMatch(/^Best run this week: \S+ \S+, 1,340 points$/);
  expect(describeBestRun({ ...best, isStale: true })).toContain("as far as is known");
  expect(describeBestRun({ ...best, player: undefined })).toBe("No run finished this week yet");
  expect(describeBestRun({ ...best, player: undefined, isStale: true })).toContain("not known");
});
