import { expect, test } from "vitest";

import { emptyWorld, readSelf } from "@/game/rules/player";
import type { Scene } from "@/game/rules/types";
import { chooseNext } from "./route";

const draws = { falls: () => undefined, day: () => undefined, room: () => undefined };

/** Plays at this pace for so many seconds; returns what was played, and where it led. */
function play(seed: number, seconds: number, everySeconds: number) {
  let scene: Scene = { world: emptyWorld, self: "0x0a", nowSeconds: 1_000, block: 1, draws };
  let turn = 0;
  const played: string[] = [];
  for (const begin = scene.nowSeconds; scene.nowSeconds < begin + seconds; ) {
    const chosen = chooseNext(scene, turn, seed);
    if (chosen) {
      played.push(chosen.action.type);
      turn = chosen.turn;
    }
    scene = { ...scene, world: chosen?.world ?? scene.world, nowSeconds: scene.nowSeconds + everySeconds };
  }
  return { played, ...readSelf(scene) };
}

test("a player sets out, goes round the fire and gathers, at about 0.8 actions per second, on every island", () => {
  for (let seed = 0; seed < 200; seed++) {
    const { played, pack, run } = play(seed, 300, 1.25);
    expect(played[0]).toBe("embark");
    expect(played.length, `seed ${seed}`).toBe(240);
    expect(played.filter((type) => type === "gather")).toHaveLength(4);
    expect(pack.goods, "berries and stone, wood and fibre").toEqual({ 1: 2, 2: 2, 3: 2, 5: 2 });
    expect(run?.points).toBeGreaterThan(0);
  }
});

test("who hurries waits for grains, and sets out again before the night", () => {
  const { played, profile } = play(7, 7_000, 0.25);
  expect(played.length).toBeLessThan(7_000 * 3);
  expect(played.length).toBeGreaterThan(7_000 / 2);
  expect(profile.number).toBe(3);
});
