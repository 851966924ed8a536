import { expect, test } from "vitest";
import { recipes } from "../recipes";
import { play, sceneOf, whyNot } from "../testing";
import type { Pack, Run } from "../types";

const craft = (recipe: number) => ({ type: "craft", recipe }) as const;
const equip = (item: number) => ({ type: "equip", item }) as const;

test("a part is made of what was gathered", () => {
  const { pack, run } = play(sceneOf({ pack: { goods: { 2: 4 } } }), craft(1));
  expect(pack.goods).toEqual({ 2: 1, 9: 1 });
  expect(run?.used).toBe(12);
  expect(whyNot(sceneOf({ pack: { goods: { 2: 2 } } }), craft(1))).toBe("ItemsTooFew 2 2 3");
});

test("a tool is put on if its slot is empty, and is there once", () => {
  const pack = { goods: { 1: 4, 3: 2 } };
  const made = play(sceneOf({ pack }), craft(3));
  expect(made).toMatchObject({ run: { worn: [11, 0, 0] }, pack: { tools: [11], goods: { 1: 2, 3: 1 } } });
  expect(whyNot(sceneOf({ player: made }), craft(3))).toBe("ItemOwned 11");
  expect(play(sceneOf({ pack, run: { worn: [13, 0, 0] } }), craft(3)).run?.worn).toEqual([13, 0, 0]);
});

test("the key is gone", () => {
  expect(whyNot(sceneOf(), craft(17))).toBe("RecipeUnknown 17 16");
  expect(whyNot(sceneOf(), craft(0))).toBe("RecipeUnknown 0 16");
});

test("nothing that is made is heavier than what it is made of", () => {
  for (const { inputs, output } of recipes) {
    expect(output.amount).toBeLessThanOrEqual(inputs.reduce((sum, { amount }) => sum + amount, 0));
  }
});

test("a tool is worn, and taken off", () => {
  const pack: Partial<Pack> = { tools: [14, 22] };
  const on = play(sceneOf({ pack }), equip(14));
  expect(on.run).toMatchObject({ worn: [0, 14, 0], used: 0 });
  expect(play(sceneOf({ player: on }), equip(22)).run?.worn).toEqual([0, 22, 0]);
  expect(play(sceneOf({ player: on }), equip(14)).run?.worn).toEqual([0, 0, 0]);
  expect(whyNot(sceneOf({ pack }), equip(1))).toBe("NotWearable 1");
  expect(whyNot(sceneOf({ pack }), equip(15))).toBe("ItemsTooFew 15 0 1");
});

test("boots stay on in the hills and the lantern in ruins, but a raft may go: out of shallows one wades", () => {
  const on = (tile: number, worn: Run["worn"], tools: Pack["tools"]) =>
    sceneOf({ run: { tile, worn }, pack: { tools } });
  expect(whyNot(on(858, [0, 14, 0], [14]), equip(14))).toBe("BiomeClosed 858 5 28");
  expect(whyNot(on(1705, [0, 0, 16], [16, 21]), equip(21))).toBe("BiomeClosed 1705 6 28");
  expect(whyNot(on(226, [0, 0, 15], [15]), equip(15))).toBe("");
});

test("a satchel that is needed stays on", () => {
  const run = { calling: 2, worn: [0, 0, 21] } as const;
  const full = (wood: number) => sceneOf({ run, pack: { goods: { 1: wood }, tools: [21] } });
  expect(whyNot(full(37), equip(21))).toBe("PackFull 37 36");
  expect(whyNot(full(36), equip(21))).toBe("");
});
