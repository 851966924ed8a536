import { expect, test } from "vitest";
import { type Figure, ratioOf } from "../../app/_bench/figure";
import { findNoisy } from "./figure";

const figure = (value: number, baseline?: number): Figure => ({
  ...{ part: "latency", name: "drawn", value, unit: "ms" },
  ...(baseline !== undefined && { baseline: { name: "offline", value: baseline } }),
});

test("a figure is noisy if its ratio to the baseline moved by more than 15 %, however both moved", () => {
  expect(ratioOf(figure(30, 20))).toBe(1.5);
  expect(findNoisy([figure(30, 20)], [figure(60, 40)])).toEqual([]);
  expect(findNoisy([figure(30, 20)], [figure(34, 20)])).toEqual([]);
  expect(findNoisy([figure(30, 20)], [figure(35, 20)])).toEqual(["latency: drawn"]);
  expect(findNoisy([figure(30, 20)], [figure(25, 20)])).toEqual(["latency: drawn"]);
});

test("without a baseline, or without an earlier run, nothing is said", () => {
  expect(findNoisy([figure(30)], [figure(300)])).toEqual([]);
  expect(findNoisy([], [figure(30, 20)])).toEqual([]);
});
