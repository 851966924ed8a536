import { expect, it } from "vitest";
import { readItem } from "@/game/rules/lookup";
import { namePlayer } from "@/game/rules/playerName";
import type { Runners, Words } from "./runners";
import { ANA, testWords } from "./testing";
import { viewIslands, viewRunner, viewRunners } from "./views";

const BEA = "0xbea";
const CAL = "0xca1";
const at = (words: Words) => ({ ...words, block: 1n });
const { run } = testWords();
const now = run.endsAt - 200;

it("shows somebody as the chain has them, and the load at the price of now", () => {
  const words = testWords({ points: 40 });
  const loaded = at({ ...words, pack: { ...words.pack, goods: { 1: 4 } } });
  const view = viewRunner(ANA, loaded, now);
  expect(view).toMatchObject({ name: namePlayer(ANA), mode: "practice", length: "dash", seed: 7, points: 40 });
  expect(view.fromCamp, "everybody sets out beside the fire").toBe("1 tile south");
  expect(view.secondsLeft).toBe(200);
  expect(view.worn).toEqual(run.worn.flatMap((item) => (item === 0 ? [] : [readItem(item)?.name])));
  expect(viewRunner(ANA, at(words), now).load).toBe(0);
  expect(view.load).toBeGreaterThan(0);
  expect(viewRunner(ANA, loaded, run.endsAt - 10).load, "a later tide pays more").toBeGreaterThan(view.load);
});

it("sorts by points, then by what is carried, and leaves out whose time is over", () => {
  const rich = testWords();
  const runners: Runners = {
    [ANA]: at(testWords({ points: 5 })),
    [BEA]: at({ ...rich, run: { ...rich.run, points: 5 }, pack: { ...rich.pack, goods: { 1: 2 } } }),
    [CAL]: at(testWords({ points: 9, endsAt: now })),
  };
  expect(viewRunners(runners, now).map(({ player }) => player)).toEqual([BEA, ANA]);
  expect(viewRunners(runners, now - 1).map(({ player }) => player)).toEqual([CAL, BEA, ANA]);
});

it("offers the island of today first, even without anybody, then the others by how many are there", () => {
  const people = viewRunners(
    { [ANA]: at(testWords({ seed: 5 })), [BEA]: at(testWords({ seed: 8 })), [CAL]: at(testWords({ seed: 8 })) },
    now,
  );
  expect(viewIslands(people, 99)).toEqual([
    { seed: 99, count: 0, isToday: true },
    { seed: 8, count: 2, isToday: false },
    { seed: 5, count: 1, isToday: false },
  ]);
  expect(viewIslands([], undefined)).toEqual([]);
});
