import { expect, test } from "vitest";
import { OIL, RATION } from "../numbers";
import { newcomer } from "../player";
import { play, sceneOf, whyNot } from "../testing";
import type { Pack, Run } from "../types";

const UNIT = 10n ** 18n;
const buy = (item: number, sand = 500) => ({ type: "buy", item, maxSand: BigInt(sand) * UNIT }) as const;
const rich = { profile: { ...newcomer.profile, sand: 100n * UNIT } };
const scene = (run: Partial<Run> = {}, pack: Partial<Pack> = {}) => sceneOf({ run, pack, player: rich });

test("a supply costs Sand, and counts against the purse", () => {
  const player = play(scene(), buy(14));
  expect(player).toMatchObject({ run: { worn: [0, 14, 0] }, pack: { tools: [14], spent: 50 } });
  expect(player.profile.sand).toBe(50n * UNIT);
  expect(play(scene(), buy(OIL)).run?.oil).toBe(true);
  expect(play(scene(), buy(RATION)).run?.rations).toBe(1);
});

test("in practice and in a room it costs no Sand, but the same purse", () => {
  for (const mode of [1, 2] as const) {
    const player = play(scene({ mode }), buy(14, 0));
    expect(player.profile.sand).toBe(100n * UNIT);
    expect(player.pack.spent).toBe(50);
  }
});

test("the purse of the length is the most that an expedition spends", () => {
  expect(whyNot(scene({}, { spent: 70 }), buy(14))).toBe("");
  expect(whyNot(scene({}, { spent: 71 }), buy(14))).toBe("PurseEmpty 121 120");
  expect(whyNot(scene({ purse: 0 }), buy(OIL))).toBe("PurseEmpty 20 0");
  expect(whyNot(scene({ length: 1, purse: 1 }), buy(OIL))).toBe("");
});

test("refusals say what was seen and what is allowed", () => {
  expect(whyNot(scene(), buy(1))).toBe("NotForSale 1");
  expect(whyNot(scene({ tile: 32 * 64 + 35 }), buy(OIL))).toBe("CampOutOfReach 3 2");
  expect(whyNot(scene(), buy(OIL, 19))).toBe(`PriceAboveMax ${20n * UNIT} ${19n * UNIT}`);
  expect(whyNot(scene({ oil: true }), buy(OIL))).toBe(`ItemOwned ${OIL}`);
  expect(whyNot(scene({}, { tools: [14] }), buy(14))).toBe("ItemOwned 14");
  expect(whyNot(sceneOf(), buy(OIL))).toBe(`SandTooLow 0 ${20n * UNIT}`);
});

test("three rations are carried at most, in a Dash one", () => {
  expect(whyNot(scene({ rations: 2 }), buy(RATION))).toBe("");
  expect(whyNot(scene({ rations: 3 }), buy(RATION))).toBe(`SupplyFull ${RATION} 3 3`);
  expect(whyNot(scene({ length: 1, rations: 1 }), buy(RATION))).toBe(`SupplyFull ${RATION} 1 1`);
});

test("a compass is served from twelve tiles farther away", () => {
  const worn = [0, 0, 23];
  // Fifteen tiles from the camp, the posts are farther.
  expect(whyNot(scene({ tile: 47 * 64 + 47, worn }), buy(OIL))).toBe("CampOutOfReach 15 14");
  expect(whyNot(scene({ tile: 46 * 64 + 46, worn }), buy(OIL))).toBe("");
});
