import { describe, expect, it } from "vitest";
import { biomeAt, FOREST, readIsland, resourceAt } from "@/game/rules/island";
import { chooseTarget } from "./chooseTarget";
import { middleOf } from "./place";

const island = readIsland(7n);
const grows = (tile: number) => resourceAt(island, tile) !== 0;
const tiles = Array.from({ length: island.width * island.height }, (_, tile) => tile);
// Alone among the tiles before and behind it, or another crown would be in the way.
const tree = tiles.find(
  (tile) =>
    resourceAt(island, tile) === 1 &&
    biomeAt(island, tile) === FOREST &&
    [-128, -64, 64, 128].every((step) => !grows(tile + step)),
);

describe("chooseTarget", () => {
  it("takes the crown of a tree for the tree", () => {
    if (tree === undefined) throw new Error("This island has no tree with free ground behind it; choose another seed.");
    expect(chooseTarget(island, middleOf(island, tree - 64), grows)).toBe(tree);
    expect(chooseTarget(island, middleOf(island, tree - 128), grows)).toBe(tree);
  });

  it("takes the ground behind a felled tree for the ground", () => {
    if (tree === undefined) throw new Error("This island has no tree with free ground behind it; choose another seed.");
    expect(chooseTarget(island, middleOf(island, tree - 64), () => false)).toBe(tree - 64);
  });

  it("knows no tile beyond the map", () => {
    expect(chooseTarget(island, { x: -1, y: 40 }, grows)).toBeUndefined();
  });
});
