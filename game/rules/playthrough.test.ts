import { expect, test } from "vitest";
import { type Action, actionNames } from "./actions";
import { applyAction } from "./apply";
import { readClock } from "./clock";
import { available, readyAt } from "./grains";
import { growthOf, readOpen } from "./ground";
import { findHere } from "./here";
import { biomeAt, readIsland } from "./island";
import { isTaken, tagOf } from "./nodes";
import { findPath, splitPath } from "./pathfind";
import { tileOfPlace } from "./places";
import { emptyWorld } from "./player";
import { siteAt } from "./sites";
import { ANA, noDraws, START } from "./testing";
import type { Plan, Run, Scene, Tile } from "./types";
import { weigh } from "./weigh";

// A scripted newcomer plays a Dash from `embark` to `finish`, on several islands: no seed makes it impossible.

const plan: Plan = { mode: 1, length: 1, calling: 2, tool: 4, purse: 2, start: 0, of: 0 };

test.each([0, 1, 7, 2026, 4_294_967_295])(
  "a Dash on island %s can be played from setting out to coming home",
  (seed) => {
    const player = createScriptedPlayer();
    player.act({ type: "embark", plan: { ...plan, of: seed } });
    player.act({ type: "buy", item: 33, maxSand: 0n });
    player.act({ type: "signal", kind: 0 });
    while (player.elapsed() < 220) {
      player.gatherNearest();
      if (player.weight() < 36 && player.elapsed() < 220) continue;
      player.goHome();
      player.act({ type: "bank" });
    }
    player.digNearest();
    player.goHome();
    player.act({ type: "bank" });
    expect(player.read().points).toBeGreaterThan(200);
    expect(player.read().rations, "haste ate it").toBe(0);
    player.act({ type: "finish" });
    expect(player.played()).toEqual(
      expect.arrayContaining(["embark", "buy", "move", "gather", "unearth", "bank", "finish"]),
    );
    expect(player.elapsed()).toBeLessThan(300);
  },
);

function createScriptedPlayer() {
  let scene: Scene = { world: emptyWorld, self: ANA, nowSeconds: START, block: 1, draws: noDraws };
  const names = new Set<Action["type"]>();
  const person = () => {
    const ana = scene.world.players[ANA];
    if (!ana) throw new Error("nobody played yet");
    return ana;
  };
  const read = (): Run => {
    const { run } = person();
    if (!run) throw new Error("on no expedition");
    return run;
  };
  const elapsed = () => scene.nowSeconds - START;

  /** Acts as soon as the grains are there. */
  function act(action: Action): void {
    const outcome = applyAction(scene, action);
    if (!outcome.ok && outcome.reason === "OutOfGrains") {
      scene = { ...scene, nowSeconds: Number(outcome.seen[0]) };
      act(action);
      return;
    }
    if (!outcome.ok) throw new Error(`${JSON.stringify(action)}: ${outcome.reason} ${outcome.seen}`);
    names.add(action.type);
    scene = { ...scene, world: outcome.world };
  }

  function pathTo(tile: Tile) {
    const run = read();
    const bits = readOpen(run.worn, false);
    const open = new Set([0, 1, 2, 3, 4, 5, 6].filter((biome) => (bits >> biome) & 1));
    return findPath(readIsland(BigInt(run.seed)), open, run.tile, tile, "within-reach");
  }

  function walkTo(tile: Tile): void {
    for (const path of splitPath(pathTo(tile) ?? [])) act({ type: "move", path });
  }

  function nearest(wanted: (tile: Tile) => boolean): Tile {
    const found = Array.from({ length: 4096 }, (_, tile) => tile)
      .filter(wanted)
      .flatMap((tile) => {
        const path = pathTo(tile);
        return path ? [{ tile, steps: path.length }] : [];
      })
      .sort((a, b) => a.steps - b.steps)[0];
    if (!found) throw new Error("nothing in reach");
    return found.tile;
  }

  /** Of what lies within ten tiles of the camp. */
  const isNear = (tile: Tile) => Math.abs((tile & 63) - 32) <= 10 && Math.abs((tile >> 6) - 32) <= 10;

  function gatherNearest(): void {
    const run = read();
    const tag = tagOf(run.number, readClock(run, scene.nowSeconds).tide);
    const grows = (tile: Tile) => {
      const material = growthOf(run.seed, tile);
      return material !== 0 && material <= 5 && biomeAt(readIsland(BigInt(run.seed)), tile) !== 5;
    };
    const tile = nearest((each) => isNear(each) && grows(each) && !isTaken(person(), tag, each));
    walkTo(tile);
    act({ type: "gather", tile });
  }

  function digNearest(): void {
    const { seed } = read();
    const tile = nearest((each) => isNear(each) && siteAt(seed, 2, each) !== undefined);
    walkTo(tile);
    expect(findHere(scene, "unearth")?.action).toEqual({ type: "unearth", tile });
    act({ type: "unearth", tile });
    expect(available(read(), elapsed())).toBeGreaterThanOrEqual(0);
    expect(readyAt(read(), 0)).toBeLessThanOrEqual(scene.nowSeconds);
  }

  const goHome = () => walkTo(tileOfPlace(0));
  const weight = () => weigh(person().pack);
  return {
    act,
    read,
    elapsed,
    weight,
    gatherNearest,
    digNearest,
    goHome,
    played: () => actionNames.filter((name) => names.has(name)),
  };
}
