import { describe, expect, it } from "vitest";
import { STEP_MS } from "@/game/objects/beats";
import { footOf } from "@/game/objects/place";
import { biomeAt, CAMP, readIsland, SHALLOWS, TILES, WIDTH } from "@/game/rules/island";
import { createCrowd } from "./createCrowd";

const island = readIsland(7n);

describe("createCrowd", () => {
  it("lets somebody walk to the next tile at the game's pace, looking where they go", () => {
    const crowd = createCrowd(island);
    crowd.put("0xa", CAMP);
    crowd.put("0xa", CAMP + 1);
    crowd.update(STEP_MS / 2);
    const [half] = crowd.list();
    expect(half).toMatchObject({ facing: "east", isAfloat: false, alpha: 1 });
    expect(half?.at.x).toBeCloseTo(footOf(island, CAMP).x + 8);
    crowd.update(STEP_MS / 2);
    expect(crowd.list()[0]).toMatchObject({ at: footOf(island, CAMP + 1), stride: 0 });
  });

  it("finds the way of several steps over land, and jumps where it is too far to have been seen", () => {
    const crowd = createCrowd(island);
    crowd.put("0xa", CAMP);
    crowd.put("0xa", CAMP + 3 * WIDTH);
    crowd.update(STEP_MS);
    expect(crowd.list()[0]?.at.y).toBeGreaterThan(footOf(island, CAMP).y);
    expect(crowd.list()[0]?.at.y).toBeLessThan(footOf(island, CAMP + 3 * WIDTH).y);
    crowd.put("0xa", CAMP - 30 * WIDTH);
    expect(crowd.list()[0]?.at).toEqual(footOf(island, CAMP - 30 * WIDTH));
  });

  it("is on a raft in the shallows, wears the same cloak always, and is gone when removed", () => {
    const crowd = createCrowd(island);
    const water = Array.from({ length: TILES }, (_, tile) => tile).find((tile) => biomeAt(island, tile) === SHALLOWS);
    crowd.put("0xa", water ?? 0);
    const [floating] = crowd.list(0.5);
    expect(floating).toMatchObject({ isAfloat: true, alpha: 0.5 });
    crowd.put("0xb", CAMP);
    crowd.remove("0xa");
    expect(crowd.list().map(({ key }) => key)).toEqual(["0xb"]);
    crowd.put("0xa", CAMP);
    expect(crowd.list()[1]?.cloak).toBe(floating?.cloak);
  });
});
