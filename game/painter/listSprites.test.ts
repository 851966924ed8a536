import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TILE_PX } from "@/game/objects/ground/layers";
import { footOf } from "@/game/objects/place";
import { biomeAt, CAMP, readIsland, SHALLOWS, TILES } from "@/game/rules/island";
import { readSprites } from "./atlas";
import { campOf, viewOf } from "./camera";
import { listSky } from "./listSky";
import { listScenery, listSprites, type Person } from "./listSprites";

const island = readIsland(7n);
const scenery = listScenery(island);
const everywhere = { left: 0, top: 0, right: island.width * TILE_PX, bottom: island.height * TILE_PX };
const person = (over: Partial<Person> = {}): Person => ({
  ...{ key: "0xa", at: campOf(island), facing: "east", stride: 2, cloak: "ember", isAfloat: false, alpha: 1 },
  ...over,
});
const paint = (people: readonly Person[], timeMs = 0, view = everywhere) =>
  listSprites(island, scenery, { people, timeMs, daytime: 0.5 }, view);

describe("listSprites", () => {
  it("draws from north to south, so that whoever stands in front of a tree covers it", () => {
    const depths = paint([person()]).map(({ depth }) => depth);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    expect(depths.length).toBeGreaterThan(500);
  });

  it("draws a person with the feet where they are, turned and striding as they are", () => {
    const at = { x: 500.4, y: 498.6 };
    const drawn = paint([person({ at })]).find(({ sprite }) => sprite === "wanderer_ember_east_2");
    expect(drawn).toMatchObject({ x: 500, y: 499, depth: 498.6, alpha: 1 });
  });

  it("puts a raft under whoever is in the shallows, who does not stride there", () => {
    const tile = Array.from({ length: TILES }, (_, each) => each).find((each) => biomeAt(island, each) === SHALLOWS);
    const at = footOf(island, tile ?? 0);
    const drawn = paint([person({ at, isAfloat: true })]).filter(({ sprite }) => /raft|wanderer/.test(sprite));
    expect(drawn.map(({ sprite }) => sprite)).toEqual(["raft", "wanderer_ember_east_0"]);
  });

  it("draws only what reaches into the view", () => {
    const view = viewOf({ ...campOf(island), zoom: 1 }, { width: 64, height: 64 });
    const near = paint([person({ at: { x: 40, y: 40 } })], 0, view);
    expect(near.length).toBeGreaterThan(3);
    expect(near.length).toBeLessThan(150);
    expect(near.some(({ sprite }) => sprite.startsWith("wanderer"))).toBe(false);
    expect(near.some(({ sprite }) => sprite.startsWith("fire"))).toBe(true);
  });

  it("sways in the wind and flickers with the time, and with nothing else", () => {
    expect(paint([], 0)).toEqual(paint([], 0));
    expect(paint([], 340)).not.toEqual(paint([], 0));
  });
});

it("has a sprite in the atlas for everything that it draws, at any time", () => {
  const sprites = readSprites(JSON.parse(readFileSync("public/game/sprites.json", "utf8")));
  const times = Array.from({ length: 40 }, (_, n) => n * 110);
  const names = times.flatMap((timeMs) => [...paint([person()], timeMs), ...listSky(island, timeMs)]);
  expect([...new Set(names.map(({ sprite }) => sprite))].filter((name) => !sprites[name])).toEqual([]);
  expect(sprites.tent?.footY).toBeGreaterThan(30);
});

it("keeps clouds and gulls over the map for hours, and the smoke above the fire", () => {
  const camp = footOf(island, CAMP);
  for (const timeMs of [0, 3_600_000, 36_000_000]) {
    for (const { sprite, x, y } of listSky(island, timeMs)) {
      expect(x, sprite).toBeGreaterThanOrEqual(-90);
      expect(x, sprite).toBeLessThanOrEqual(everywhere.right + 90);
      if (sprite === "bit_smoke") expect(y).toBeLessThan(camp.y - 20);
    }
  }
});
