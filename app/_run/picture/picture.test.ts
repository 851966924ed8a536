import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import { describe, expect, test, vi } from "vitest";
import { pictureSize, type RunPage, run as runSchema } from "@/app/_api/run";
import { packPlan } from "@/game/rules/plan";
import { namePlayer } from "@/game/rules/playerName";
import type { Plan } from "@/game/rules/types";
import { fromRoot } from "@/scripts/stack/paths";
import type { RunAnswer } from "../read";
import { onPaper } from "../share/paper";
import { createTimeline, type RunEvent } from "../timeline/createTimeline";
import { drawPicture } from "./drawPicture";
import { encodePng } from "./encodePng";
import { linesOf, plain } from "./linesOf";

const account = `0x${"ab".repeat(20)}`;
/** Monday, 30 November 2026, 10:00 UTC. */
const BEGAN = Date.parse("2026-11-30T10:00:00Z") / 1000;
const daily: Plan = { mode: 0, length: 1, calling: 1, tool: 4, purse: 0, start: 0, of: 0 };

/** A path as events have it: two bits a step, the first lowest, below a one. */
const path = (...steps: number[]) => Number(steps.reduceRight((word, step) => word * 4n + BigInt(step), 1n));

function runOf(events: readonly RunEvent[], changes: object = {}, plan = daily): RunPage {
  const packed = Number(packPlan(plan));
  return runSchema.parse({
    ...{ stale: false, blockNumber: "9", blockSeconds: `${BEGAN + 9_999}`, account, number: 3, plan: packed, seed: 7 },
    ...{ startedAt: `${BEGAN}`, endsAt: `${BEGAN + 300}`, state: "home", home: 2, points: 1_240, result: 82 },
    ...{ steps: 9, falls: 0, sand: "0", relics: 0, events: [[0, "Embarked", [packed, 7, BEGAN + 300]], ...events] },
    ...changes,
  });
}

const answerOf = (run: RunPage): RunAnswer => {
  const timeline = createTimeline(run.events);
  if (!timeline) throw new Error("There is no beginning.");
  return { run, timeline, isCut: false };
};

const far: readonly RunEvent[] = [
  [20, "Moved", [path(3, 3, 3, 3, 0, 0, 0, 0), 2_076]],
  [60, "Gathered", [2_077, 1, 2]],
  [120, "Moved", [path(3, 3, 3, 3, 3), 2_071]],
  [180, "Banked", [0, 400, 400]],
  [240, "Finished", [2, 1_240, 0, 0]],
];

describe("the words of a picture", () => {
  test("say who, how it ended, what it came to, its rank and its island", () => {
    expect(linesOf(answerOf(runOf(far)), 3)).toEqual({
      name: namePlayer(account),
      ending: "Home at the east post",
      points: "1,240 points",
      par: "82 % of par",
      rank: "Rank 3 of the day",
      island: "Dash, Daily, 30 November 2026",
    });
  });

  test("claim no rank that is not known", () => {
    expect(linesOf(answerOf(runOf(far)), undefined).rank).toBe("");
    const room = runOf(far, {}, { ...daily, mode: 2, of: 7 });
    expect(linesOf(answerOf(room), 1)).toMatchObject({ rank: "Rank 1 in the room", island: "Dash, Room 7" });
  });

  test.each([
    ["Amber Heron", "Amber Heron"],
    ["<b>&amp;</b>", "<b>&amp;</b>"],
    ["a\u202Eb\u0000\u200Bc", "a?b??c"],
    ["☠ 王 🏝", "? ? ?"],
    ["a\nb\u00A0c", "a b c"],
    ["x".repeat(500), "x".repeat(60)],
  ])("have nothing but letters that the font has: %j", (text, shown) => {
    expect(plain(text)).toBe(shown);
  });
});

test("a PNG of few colours is read again as it was", async () => {
  const colours = [
    [1, 2, 3],
    [250, 0, 9],
  ] as const;
  const file = await encodePng({ width: 3, height: 2, pixels: Uint8Array.of(0, 1, 1, 0, 0, 1), colours });
  const { width, height, data } = PNG.sync.read(Buffer.from(file));
  expect({ width, height }).toEqual({ width: 3, height: 2 });
  const pixels = [...Array(6).keys()].map((index) => [...data.subarray(index * 4, index * 4 + 3)]);
  expect(pixels).toEqual([0, 1, 1, 0, 0, 1].map((each) => [...(colours[each] ?? [])]));
});

test("on parchment a colour is weaker and warmer", () => {
  expect(onPaper("#ffffff")).toEqual([246, 226, 180]);
  const [red, green, blue] = onPaper("#2f5f8e");
  expect(red).toBeGreaterThan(0x2f);
  expect(blue).toBeLessThan(0x8e);
  expect(green).toBeGreaterThan(0);
});

describe("the picture", () => {
  const file = readFileSync(
    fromRoot("node_modules/@fontsource/pixelify-sans/files/pixelify-sans-latin-500-normal.woff"),
  );
  const font = new Uint8Array(file).buffer;

  test("is a PNG of its size with the island on it, and asks nobody for anything", async () => {
    const real = globalThis.fetch;
    const asked: string[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
      const url = `${input instanceof Request ? input.url : input}`;
      // The drawing library unpacks its own code this way.
      if (url.startsWith("data:")) return real(input, init);
      asked.push(url);
      return Promise.reject(new Error("The network was asked."));
    });
    const picture = await drawPicture({ run: runOf(far), rank: 3, font });
    expect(picture?.isSettled).toBe(true);
    const { width, height, data } = PNG.sync.read(Buffer.from(picture?.bytes ?? new ArrayBuffer()));
    expect({ width, height }).toEqual(pictureSize);
    const colours = new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4));
    expect(colours.size).toBeGreaterThan(50);
    expect(asked).toEqual([]);
    vi.restoreAllMocks();
  });

  test("of an expedition that runs may still change", async () => {
    const run = runOf([], { state: "running", home: undefined, blockSeconds: `${BEGAN + 60}` });
    expect((await drawPicture({ run, rank: undefined, font }))?.isSettled).toBe(false);
  });

  test("is none without the beginning", async () => {
    expect(await drawPicture({ run: { ...runOf(far), events: [] }, rank: undefined, font })).toBeUndefined();
  });
});
