import { expect, it } from "vitest";
import type { RunnerView } from "@/app/_bridge/watch/views";
import { type Choice, canShow, choose, listed, offerIslands } from "./choose";

const runner = (player: string, seed: number): RunnerView => ({
  ...{ player, name: player, mode: "daily", length: "dash", seed, tile: 1, fromCamp: "here" },
  ...{ points: 1, load: 0, secondsLeft: 9, worn: [] },
});
const ana = runner("0xa", 5);
const bea = runner("0xb", 99);
const people = [ana, bea];
const islands = [
  { seed: 99, count: 1, isToday: true },
  { seed: 5, count: 1, isToday: false },
];
const best: Choice = { view: { kind: "best" }, seed: undefined };

it("shows the island of today and follows the best of it, wherever more people are", () => {
  expect(choose(best, people, islands)).toEqual({
    ...{ seed: 99, people: [bea], followed: bea, missing: undefined, elsewhere: 1 },
  });
  expect(choose({ ...best, seed: 5 }, people, islands)).toMatchObject({ seed: 5, people: [ana], followed: ana });
});

it("goes with whoever is followed to their island", () => {
  expect(choose({ view: { kind: "player", player: "0xa" }, seed: 99 }, people, islands)).toMatchObject({
    ...{ seed: 5, followed: ana, missing: undefined },
  });
});

it("says that the chosen one is not out, and follows nobody else instead", () => {
  expect(choose({ view: { kind: "player", player: "0xc" }, seed: undefined }, people, islands)).toMatchObject({
    ...{ seed: 99, followed: undefined, missing: "0xc" },
  });
});

it("follows nobody in the free view, and where nobody is", () => {
  expect(choose({ ...best, view: { kind: "free" } }, people, islands).followed).toBeUndefined();
  expect(choose(best, [], [])).toEqual({
    ...{ seed: undefined, people: [], followed: undefined, missing: undefined, elsewhere: 0 },
  });
});

it("offers the shown island also when the last of its players left", () => {
  expect(offerIslands(islands, 99)).toBe(islands);
  expect(offerIslands(islands, undefined)).toBe(islands);
  expect(offerIslands(islands, 4)).toEqual([...islands, { seed: 4, count: 0, isToday: false }]);
  const many = Array.from({ length: 2_000 }, (_, seed) => ({ seed, count: 1, isToday: false }));
  expect(offerIslands(many, 3)).toEqual(many.slice(0, 30));
  expect(offerIslands(many, 1_500)).toEqual([...many.slice(0, 30), many[1_500]]);
});

it("waits for the time of the chain, but not of one that stands still or does not answer", () => {
  const live = { isRead: true, hasTime: false, stream: "open", chain: "up" } as const;
  expect(canShow(live)).toBe(false);
  expect(canShow({ ...live, hasTime: true })).toBe(true);
  expect(canShow({ ...live, stream: "closed" })).toBe(true);
  expect(canShow({ ...live, chain: "down" })).toBe(true);
  expect(canShow({ ...live, chain: "down", isRead: false })).toBe(false);
});

it("lists a hundred of thousands, and whoever is followed", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => runner(`0x${index}`, 99));
  expect(listed(people, ana)).toBe(people);
  expect(listed(many, undefined)).toEqual(many.slice(0, 100));
  expect(listed(many, many[3])).toEqual(many.slice(0, 100));
  expect(listed(many, many[1_500])).toEqual([...many.slice(0, 99), many[1_500]]);
});
