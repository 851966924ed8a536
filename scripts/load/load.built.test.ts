import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { type LoadReport, runLoad } from "./run";
import { type LoadWorld, startLoadWorld } from "./world";

vi.setConfig({ testTimeout: 180_000 });

// The same as `npm run load` and `npm run load -- --faults`, small: real processes, the production build, the kit's lane.
const lines: string[] = [];
const say = (line: string) => void lines.push(line);
let world: LoadWorld;

beforeAll(async () => {
  world = await startLoadWorld(say);
});
afterAll(() => world.dispose());

/** What the harness saw goes to whoever has to understand a failure. */
const expectAllHolds = (report: LoadReport) => expect(report.problems, lines.join("\n")).toEqual([]);

test("among ten bad requests for each good one, honest players lose nothing and no budget is exceeded", async () => {
  const report = await runLoad(world, { players: 3, quietMs: 4_000, loadMs: 6_000, faults: false, say });
  expectAllHolds(report);
  expect(report.pump.sent).toBeGreaterThanOrEqual(report.goodRequests * 10);
  expect(report.felt.load.length).toBeGreaterThan(0);
  expect([...report.pump.refusals.keys()]).toContain("flood: too fast");
  expect(report.vouchers).toBe(3);
});

test("database, indexer, bundler and app are killed under load: no action is lost, and none counts twice", async () => {
  const report = await runLoad(world, { players: 2, quietMs: 1_000, loadMs: 0, faults: true, say });
  expectAllHolds(report);
  expect(lines.filter((line) => line.startsWith("Killed the "))).toHaveLength(4);
  expect(report.felt.load.length).toBeGreaterThan(0);
});
