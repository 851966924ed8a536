import { expect, it } from "vitest";
import type { GameEffect, GamePort } from "@/game/ports";
import { readSelf } from "@/game/readSelf";
import { biomeAt, CAMP, directions, HILLS, neighbour, TILES, WIDTH } from "@/game/rules/island";
import { findCheapest } from "@/game/rules/pathfind";
import { createScenePort } from "./scenePort";
import { createTestPlay } from "./testing";

const bush = CAMP + 2 * WIDTH;

function open(...given: Parameters<typeof createTestPlay>) {
  const { play, wait } = createTestPlay(...given);
  const said: string[] = [];
  const port = createScenePort(play, (text) => said.push(text));
  const effects: GameEffect[] = [];
  port.onEffect((effect) => effects.push(effect));
  return { play, port, wait, effects, said };
}

/** Walks, and waits for grains where it must. */
function goTo(port: GamePort, wait: (seconds: number) => void, to: number, goal: "on" | "within-reach" = "on"): void {
  const from = readSelf(port.getView())?.tile ?? 0;
  for (const direction of findCheapest(port.getView().stepCost, from, to, goal) ?? []) {
    while (port.walk(direction) === "waits") wait(1);
  }
}

function lengthTo(port: GamePort, to: number): number {
  return findCheapest(port.getView().stepCost, CAMP + WIDTH, to)?.length ?? 0;
}

it("keeps what has not changed, so that frames may compare it", () => {
  const { port, wait } = open();
  const before = port.getView();
  expect(port.getView()).toBe(before);
  wait(1);
  const after = port.getView();
  expect(after).not.toBe(before);
  for (const key of ["people", "emptied", "stepCost", "camps", "marks"] as const) {
    expect(after[key], key).toBe(before[key]);
  }
});

it("empties what was gathered until the tide turns", () => {
  const { port, wait, effects } = open();
  expect(port.act("gather")).toBe(2_000);
  expect([...port.getView().emptied]).toEqual([bush]);
  expect(effects).toMatchObject([
    { type: "played", deed: "gather", tile: bush, tool: "spade", gain: { text: "+2 berry" } },
  ]);
  wait(100);
  expect(port.getView().emptied.size).toBe(0);
});

it("waits for grains instead of refusing a step, and says nothing", () => {
  const { port, wait, effects } = open();
  const walk = (step: number) => port.walk(step % 2 === 0 ? "north" : "south");
  let steps = 0;
  while (walk(steps) === "walked") steps++;
  expect(steps).toBeGreaterThan(40);
  effects.length = 0;
  expect(walk(steps)).toBe("waits");
  expect(effects).toEqual([]);
  wait(2);
  expect(walk(steps)).toBe("walked");
});

it("digs where nothing can be gathered, and shows the hole", () => {
  const { port, wait, effects } = open();
  const { marks, stepCost } = port.getView();
  const [site] = marks
    .flatMap(({ look, tile }) => (look === "earth" && findCheapest(stepCost, CAMP + WIDTH, tile) ? [tile] : []))
    .sort((a, b) => lengthTo(port, a) - lengthTo(port, b));
  if (site === undefined) throw new Error("Island 7 has no site that can be reached; choose another seed.");
  goTo(port, wait, site);
  for (const tile of directions.map((direction) => neighbour(site, direction)))
    if (!port.getView().emptied.has(tile)) port.gather(tile);
  wait(60);
  effects.length = 0;
  expect(port.act("gather")).toBe(5_000);
  expect(effects).toMatchObject([{ type: "played", deed: "dig", tile: site, tool: "spade" }]);
  expect(port.getView().marks.find(({ tile }) => tile === site)?.look).toMatch(/hole|dugOut/);
});

it("opens the shallows at low tide, and to whoever stands in them", () => {
  const { port, wait } = open();
  expect(port.getView().isLowTide).toBe(false);
  wait(50);
  expect(port.getView().isLowTide).toBe(true);
});

it("shows a fall once, with the grains that it took", () => {
  const { port, wait, effects } = open({ length: 2, tool: 0 }, () => 0);
  wait(1_001);
  expect(port.daytime()).toBeGreaterThan(0.9);
  port.walk("south");
  wait(1);
  port.walk("north");
  port.walk("south");
  expect(effects.filter(({ type }) => type === "fell")).toEqual([{ type: "fell", text: "Stumbled · −24 grains" }]);
});

it("names the item that closed ground asks for", () => {
  const { port, wait, effects } = open({ tool: 4 });
  const { stepCost, island } = port.getView();
  const hills = Array.from({ length: TILES }, (_, tile) => tile).filter((tile) => biomeAt(island, tile) === HILLS);
  const [way] = hills
    .flatMap((tile) => (findCheapest(stepCost, CAMP + WIDTH, tile, "within-reach") ? [tile] : []))
    .sort((a, b) => Math.abs(a - CAMP) - Math.abs(b - CAMP));
  if (way === undefined) throw new Error("Island 7 has no hills; choose another seed.");
  goTo(port, wait, way, "within-reach");
  for (const direction of directions) {
    if (neighbour(readSelf(port.getView())?.tile ?? 0, direction) === way) expect(port.walk(direction)).toBe("refused");
  }
  expect(effects.at(-1)).toEqual({ type: "refused", missing: "boots" });
});

it("says why a key does nothing here, instead of nothing", () => {
  const { play, port, effects, said } = open();
  const refusals: string[] = [];
  play.onEffect((effect) => effect.type === "refused" && refusals.push(effect.refusal.text));
  expect(port.act("claim")).toBe(0);
  expect(said).toEqual(["No errand can be claimed here."]);
  for (let step = 0; step < 6; step++) port.walk("south");
  expect(port.act("bank")).toBe(0);
  expect(refusals.at(-1)).toMatch(/^Go back to a camp first/);
  expect(effects.filter(({ type }) => type === "refused")).toHaveLength(2);
});

it("says why no way leads to a place, and what would help", () => {
  const { port, effects, said } = open({ tool: 4 });
  const { island } = port.getView();
  const tileOn = (biome: number) =>
    Array.from({ length: TILES }, (_, tile) => tile).find((tile) => biomeAt(island, tile) === biome) ?? 0;
  port.explain(tileOn(HILLS));
  expect(said.at(-1)).toBe("You need boots to enter the hills.");
  expect(effects.at(-1)).toEqual({ type: "refused", missing: "boots" });
  port.explain(0);
  expect(said.at(-1)).toBe("The sea is too deep.");
  expect(effects.at(-1)).toEqual({ type: "refused", missing: undefined });
});
