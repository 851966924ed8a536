import { expect, test } from "vitest";
import { play, START, sceneOf, whyNot } from "../testing";
import type { Digs, Run } from "../types";

const UNIT = 10n ** 18n;
const POST = 32 * 64 + 50;
const finish = { type: "finish" } as const;
const deeds = (run: Partial<Run>, digs: Partial<Digs> = {}, t = 10) =>
  play(sceneOf({ run, digs, t }), finish).profile.achievements;

test("home is worth a fifth at the camp, a tenth at a post", () => {
  expect(play(sceneOf({ run: { points: 1009 } }), finish).profile.vault).toBe(60n * UNIT);
  expect(play(sceneOf({ run: { points: 1009, tile: POST } }), finish).profile.vault).toBe(55n * UNIT);
});

test("a daily mints the relics that were found; practice and rooms earn nothing", () => {
  const digs = { relics: 0b101001 };
  const player = play(sceneOf({ run: { points: 500 }, digs }), finish);
  expect(player).toMatchObject({ run: undefined, profile: { relics: [1, 0, 0, 1, 0, 1] } });
  for (const mode of [1, 2] as const) {
    const { profile } = play(sceneOf({ run: { points: 500, mode }, digs }), finish);
    expect(profile).toMatchObject({ vault: 0n, relics: [0, 0, 0, 0, 0, 0], achievements: 1 });
  }
});

test("nobody who owes grains is home, unless a ration helps", () => {
  const owing = { used: 131 };
  expect(whyNot(sceneOf({ run: owing, t: 20 }), finish)).toBe(`OutOfGrains ${START + 21}`);
  expect(whyNot(sceneOf({ run: owing, t: 21 }), finish)).toBe("");
  expect(whyNot(sceneOf({ run: { ...owing, rations: 1 }, t: 20 }), finish)).toBe("");
  expect(whyNot(sceneOf({ run: { tile: POST + 3 } }), finish)).toBe("CampOutOfReach 3 2");
});

test("each achievement has its bit", () => {
  expect(deeds({})).toBe(1);
  expect(deeds({}, {}, 1194)).toBe(1 | (1 << 7));
  expect(deeds({ fell: true }, {}, 1195), "the last five seconds").toBe(1 | (1 << 1));
  expect(deeds({ purse: 0 })).toBe(1 | (1 << 2));
  expect(deeds({}, { eight: true, third: true })).toBe(1 | (1 << 3) | (1 << 4));
  expect(deeds({}, { ruins: 15, posts: 14 })).toBe(1 | (1 << 5));
  expect(deeds({}, { ruins: 14, posts: 15 })).toBe(1 | (1 << 6));
  expect([5, 6].map((errands) => deeds({}, { errands }))).toEqual([1, 1 | (1 << 8)]);
  expect(deeds({ calling: 3 }, { errands: 9 })).toBe(1 | (1 << 8));
  expect([39n, 40n].map((count) => deeds({ regions: (1n << count) - 1n }))).toEqual([1, 1 | (1 << 9)]);
});

test("a result of 100 and of 120 has a bit for each length, with the bonus for coming home", () => {
  const medals = (length: 1 | 2 | 3, points: number) => deeds({ length, points }) >> 10;
  expect([1249, 1250, 1499, 1500].map((points) => medals(1, points))).toEqual([0, 1, 1, 3]);
  expect([4166, 4167, 4999, 5000].map((points) => medals(2, points))).toEqual([0, 4, 4, 12]);
  expect([10_833, 10_834, 12_999, 13_000].map((points) => medals(3, points))).toEqual([0, 16, 16, 48]);
});
