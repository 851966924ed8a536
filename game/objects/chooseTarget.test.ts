import { describe, expect, it } from "vitest";
import { biomeAt, FOREST, readIsland, resourceAt } from "@/game/rules/island";
import { chooseTarget } from "./chooseTarget";
import { middleOf } from "./place";

const island = readIsland(7n);
const grows = (tile: number) => resourceAt(island, tile) !== 0;
const tiles = Array.from({ length: island.width * island.height }, (_, tile) => tile);
// No other tree directly before or behind it, so no other crown is in the way.
const tree = tiles.find(
  (tile) =>
    resourceAt(island, tile) === 1 &&
    biomeAt(island, tile) === FOREST &&
    [-128, -64, 64, 128].every((step) => !grows(tile + step)),
);

describe("chooseTarget", () => {
  it("targets the tree when its crown is clicked", () => {
    if (tree === undefined) throw new Error("This island has no tree with free ground behind it; choose another seed.");
    expect(chooseTarget(island, middleOf(island, tree - 64), grows)).toBe(tree);
    expect(chooseTarget(island, middleOf(island, tree - 128), grows)).toBe(tree);
  });

  it("targets the ground behind a felled tree", () => {
    if (tree === undefined) throw new Error("This island has no tree with free ground behind it; choose another seed.");
    expect(chooseTarget(island, middleOf(island, tree - 64), () => false)).toBe(tree - 64);
  });

  it("finds no tile beyond the map", () => {
    expect(chooseTarget(island, { x: -1, y: 40 }, grows)).toBeUndefined();
  });
});
