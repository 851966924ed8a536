import { describe, expect, it } from "vitest";
import { CAMP, readIsland, WIDTH } from "@/game/rules/island";
import {
  countExplored,
  createExplored,
  explore,
  isExplored,
  parseExplored,
  SIGHT_TILES,
  writeExplored,
} from "./explored";

const island = readIsland(3n);

describe("explore", () => {
  it("marks a disc around the tile, and returns new tiles once", () => {
    const explored = createExplored(island);
    const found = explore(explored, island, CAMP);
    expect(found).toContain(CAMP);
    expect(isExplored(explored, CAMP + SIGHT_TILES)).toBe(true);
    expect(isExplored(explored, CAMP + SIGHT_TILES + 1)).toBe(false);
    expect(isExplored(explored, CAMP + SIGHT_TILES + SIGHT_TILES * WIDTH)).toBe(false);
    expect(countExplored(explored)).toBe(found.length);
    expect(explore(explored, island, CAMP)).toEqual([]);
  });

  it("adds only tiles that a step brings into view", () => {
    const explored = createExplored(island);
    const first = explore(explored, island, CAMP).length;
    const second = explore(explored, island, CAMP + 1);
    expect(second.length).toBe(2 * SIGHT_TILES + 1);
    expect(countExplored(explored)).toBe(first + second.length);
  });

  it("does not wrap round the edge of the map", () => {
    const explored = createExplored(island);
    explore(explored, island, 10 * WIDTH);
    expect(isExplored(explored, 10 * WIDTH - 1)).toBe(false);
  });
});

describe("parseExplored", () => {
  it("reads back what was written", () => {
    const explored = createExplored(island);
    explore(explored, island, CAMP + 100);
    expect(parseExplored(writeExplored(explored, island), island)).toEqual(explored);
    const other = { ...island, seed: island.seed + 1n };
    expect(countExplored(parseExplored(writeExplored(explored, island), other)), "another island").toBe(0);
  });

  it("treats anything else as an unexplored map", () => {
    for (const text of [undefined, "", "§", "AAAA", "not base64 at all"]) {
      expect(countExplored(parseExplored(text, island))).toBe(0);
    }
  });
});
