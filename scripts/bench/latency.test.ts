import { expect, test } from "vitest";
import type { LatencySamples } from "../../e2e/fixtures/timing";
import { readLatency, readWaterfall } from "./latency";

const measure = (name: string, startMs: number, durationMs: number, hash: string | undefined = "0x1") => ({
  ...{ name, startMs, durationMs, hash },
});
const samples: LatencySamples = {
  firstActionMs: 4_000,
  measures: [
    measure("hourglass.drawn", 1_000, 20, undefined),
    measure("hourglass.signed", 1_000, 40),
    measure("hourglass.accepted", 1_040, 60),
    measure("hourglass.mined", 1_100, 200),
    measure("hourglass.confirmed", 1_300, 100),
    measure("hourglass", 1_000, 400),
  ],
  bundled: [{ hash: "0x1", atMs: 1_150 }],
  door: [
    { name: "bundler", durationMs: 20 },
    { name: "door", durationMs: 25 },
  ],
  raw: [100],
  offline: [16],
};

test("figures stand beside their baselines of the same run", () => {
  const figures = new Map(readLatency(samples).map(({ name, value, baseline }) => [name, [value, baseline?.value]]));
  expect(figures.get("press to drawn, p50")).toEqual([20, 16]);
  expect(figures.get("press to accepted, p95")).toEqual([100, undefined]);
  expect(figures.get("press to confirmed, p50")).toEqual([400, 100]);
  expect(figures.get("the bundler’s door, p50")).toEqual([25, 20]);
  expect(figures.get("a guest’s first action from a cold page")).toEqual([4_000, undefined]);
});

test("the waterfall's shares add up to the whole; drawing goes on beside it, and mining begins with the bundler's transaction", () => {
  const rows = readWaterfall(samples);
  expect(rows.map(({ what, p50, share }) => `${what} ${p50} ${share}`)).toEqual([
    "A frame shows it 20 0",
    "The session key signs 40 10",
    "The bundler accepts it 60 15",
    "The bundler sends its transaction 50 13",
    "A block includes it 150 38",
    "The state after it is read 100 25",
  ]);
});
