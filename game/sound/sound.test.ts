import { describe, expect, it } from "vitest";
import type { GameView } from "@/game/ports";
import { BEACH, biomeAt, CAMP, FOREST, readIsland, resourceAt, SEA, TILES } from "@/game/rules/island";
import { biomes, items, nodes } from "@/game/rules/table";
import { createCueGate } from "./createCueGate";
import { cueOf } from "./cueOf";
import { type Cue, voicesOf } from "./cues";
import { mixAmbience } from "./mixAmbience";

const island = readIsland(3n);
const view: GameView = {
  ...{ island, self: "me", people: { me: { tile: CAMP, facing: "south", steps: 0 } }, pending: 0, playable: true },
  ...{ emptied: new Set<number>(), camps: [CAMP], stepCost: () => 1 },
  ...{ costMs: 0, marks: [], isLowTide: false },
};

const cues: readonly Cue[] = [
  ...biomes.map(({ id }): Cue => ({ type: "step", ground: id })),
  ...items.map(({ id }): Cue => ({ type: "gather", material: id })),
  ...(["craft", "wear", "claim", "buy", "refused", "rolledBack", "ending", "hello"] as const).map((type) => ({ type })),
];

describe("voicesOf", () => {
  it("gives every sound voices that WebAudio accepts and that are not too loud", () => {
    for (const cue of cues) {
      const voices = voicesOf(cue);
      expect(voices.length, JSON.stringify(cue)).toBeGreaterThan(0);
      for (const { gain, fromHz, toHz, durationMs, atMs } of voices) {
        expect(gain).toBeGreaterThan(0);
        expect(gain).toBeLessThanOrEqual(0.3);
        // An exponential ramp cannot reach 0.
        expect(Math.min(fromHz, toHz)).toBeGreaterThan(20);
        expect(Math.max(fromHz, toHz)).toBeLessThan(12_000);
        expect(durationMs).toBeGreaterThan(10);
        expect(atMs + durationMs).toBeLessThan(1_200);
      }
    }
  });

  it("has different sounds for grounds and materials", () => {
    const walked = biomes.filter(({ id }) => id !== SEA).map(({ id }) => voicesOf({ type: "step", ground: id }));
    expect(new Set(walked.map((voices) => JSON.stringify(voices))).size).toBe(walked.length);
    const gathered = nodes.map(({ item }) => voicesOf({ type: "gather", material: item }));
    expect(new Set(gathered.map((voices) => JSON.stringify(voices))).size).toBe(nodes.length);
  });
});

describe("cueOf", () => {
  it("plays the step of the ground that was stepped on", () => {
    const beach = findTile((tile) => biomeAt(island, tile) === BEACH);
    const people = { me: { tile: beach, facing: "south", steps: 1 } } as const;
    const effect = { type: "played", deed: "step", tile: undefined } as const;
    expect(cueOf(effect, { ...view, people })).toEqual({ type: "step", ground: BEACH });
  });

  it("plays the sound of what was gathered", () => {
    const tile = findTile((each) => resourceAt(island, each) === 3);
    expect(cueOf({ type: "played", deed: "gather", tile }, view)).toEqual({ type: "gather", material: 3 });
  });

  it("has a sound for a rollback", () => {
    expect(cueOf({ type: "rolledBack" }, view)).toEqual({ type: "rolledBack" });
  });
});

describe("createCueGate", () => {
  it("limits each kind of sound separately", () => {
    const mayPlay = createCueGate();
    expect(mayPlay("refused", 1_000)).toBe(true);
    expect(mayPlay("refused", 1_300)).toBe(false);
    expect(mayPlay("step", 1_300)).toBe(true);
    expect(mayPlay("refused", 1_800)).toBe(true);
  });
});

describe("mixAmbience", () => {
  it("plays the fire at the camp and the sea at the shore", () => {
    const beach = findTile((tile) => biomeAt(island, tile) === BEACH && biomeAt(island, tile + 1) !== BEACH);
    const camp = mixAmbience(island, CAMP, 0.3);
    const shore = mixAmbience(island, beach, 0.3);
    expect(camp.fire).toBe(1);
    expect(shore.fire).toBe(0);
    expect(shore.sea).toBeGreaterThan(camp.sea);
  });

  it("adds crickets in the evening while the wind drops", () => {
    const wood = findTile((tile) => biomeAt(island, tile) === FOREST);
    const noon = mixAmbience(island, wood, 0.4);
    const night = mixAmbience(island, wood, 1);
    expect(noon.crickets).toBe(0);
    expect(night.crickets).toBeGreaterThan(0);
    expect(night.wind).toBeLessThan(noon.wind);
  });

  it("stays within 0 and 1 everywhere at any time", () => {
    for (let tile = 0; tile < TILES; tile += 7) {
      for (const hour of [-1, 0, 0.5, 1, 2]) {
        for (const level of Object.values(mixAmbience(island, tile, hour))) {
          expect(level).toBeGreaterThanOrEqual(0);
          expect(level).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

function findTile(matches: (tile: number) => boolean): number {
  for (let tile = 0; tile < TILES; tile++) if (matches(tile)) return tile;
  throw new Error("No such tile on this island.");
}
