import { expect, it } from "vitest";
import { footOf } from "@/game/objects/place";
import { createCrowd } from "@/game/painter/createCrowd";
import { CAMP, readIsland } from "@/game/rules/island";
import { createReplay } from "./createReplay";

const island = readIsland(7n);
const moved = (player: string, tile: number, seconds: number) => ({ player, tile, seconds });

it("walks the last walks with short pauses, and then again from the beginning", () => {
  const crowd = createCrowd(island);
  const steps: string[] = [];
  const deeds = [moved("0xa", CAMP, 0), moved("0xa", CAMP + 1, 1), moved("0xa", CAMP + 2, 3_600)];
  const replay = createReplay(deeds, crowd, (player) => steps.push(player));
  const walk = (ms: number) => {
    replay?.update(ms);
    crowd.update(ms);
  };
  expect(crowd.list()[0]?.at).toEqual(footOf(island, CAMP));
  walk(999);
  expect(steps).toHaveLength(1);
  walk(1);
  expect(steps).toHaveLength(2);
  // An hour's pause became two and a half seconds.
  walk(2_500);
  walk(1_000);
  expect(steps).toHaveLength(3);
  expect(crowd.list()[0]?.at).toEqual(footOf(island, CAMP + 2));
  walk(5_001);
  expect(crowd.list()[0]?.at).toEqual(footOf(island, CAMP));
  replay?.stop();
  expect(crowd.list()).toEqual([]);
});

it("shows the four who walked last, and nothing when nobody ever walked", () => {
  const crowd = createCrowd(island);
  const names = ["0xa", "0xb", "0xc", "0xd", "0xe", "0xa"];
  createReplay(
    names.map((player, n) => moved(player, CAMP + n, n)),
    crowd,
    () => {},
  );
  expect(
    crowd
      .list()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(["0xa", "0xc", "0xd", "0xe"]);
  expect(createReplay([{ player: "0xa", tile: undefined, seconds: 1 }], crowd, () => {})).toBeUndefined();
});
