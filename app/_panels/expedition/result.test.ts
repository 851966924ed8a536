import { expect, test } from "vitest";
import type { SummaryView } from "@/app/_bridge/expedition/views";
import { drawBars, medalOf, stripText } from "./result";

const view: SummaryView = {
  ...{ mode: "daily", length: "walk", of: "30 Nov", isHome: true, points: 5_471, rows: [], par: 5_000, result: 109 },
  ...{ lost: undefined, sand: 273, rank: undefined, room: undefined },
  achievements: { won: [], earned: [], all: [] },
  twelfths: [0, 100, 200, 300, 400, 500, 600, 700, 700, 0, 350, 1],
};

test("a medal is worth what par is", () => {
  expect([59, 60, 99, 100, 119, 120, 150].map(medalOf)).toEqual([
    ...["none", "bronze", "bronze", "silver", "silver", "gold", "gold"],
  ]);
});

test("bars are as high as their share of the highest", () => {
  expect(drawBars(view.twelfths)).toBe("▁▂▃▄▅▆▇██▁▅▁");
});

test("where nothing was won all bars are low", () => {
  expect(drawBars([0, 0, 0])).toBe("▁▁▁");
});

test("the strip has the day, twelve bars, and how it ended", () => {
  expect(stripText(view)).toBe("Hourglass 30 Nov · Walk\n▁▂▃▄▅▆▇██▁▅▁\nHome · 5,471 points · 109 %");
});

test("the strip of a lost practice says both", () => {
  const lines = stripText({ ...view, mode: "practice", of: "7", isHome: false, points: 1, result: 0 }).split("\n");
  expect(lines[0]).toBe("Hourglass Practice 7 · Walk");
  expect(lines[2]).toBe("Lost · 1 point · 0 %");
});
