import { BEACH, FOREST, HILLS, MEADOW, RUINS, SHALLOWS } from "@/game/rules/island";
import type { BiomeId, ItemId } from "@/game/rules/types";
import type { Voice } from "./voice";

/** A short sound. */
export type Cue =
  | { type: "step"; ground: BiomeId }
  | { type: "gather"; material: ItemId }
  | { type: "craft" | "wear" | "claim" | "buy" | "refused" | "rolledBack" | "ending" | "hello" };

const noise = (lowHz: number, durationMs: number, gain: number, atMs = 0): Voice => ({
  wave: "noise",
  atMs,
  durationMs,
  fromHz: lowHz,
  toHz: lowHz * 0.6,
  gain,
});
const tone = (
  wave: OscillatorType & Voice["wave"],
  fromHz: number,
  toHz: number,
  durationMs: number,
  gain: number,
  atMs = 0,
): Voice => ({ wave, atMs, durationMs, fromHz, toHz, gain });

/** Steps: depends on the ground, by how bright and how long it rustles. */
const steps: Readonly<Record<BiomeId, readonly Voice[]>> = {
  [SHALLOWS]: [noise(900, 130, 0.2), tone("sine", 320, 180, 90, 0.06, 20)],
  [BEACH]: [noise(2600, 90, 0.13)],
  [MEADOW]: [noise(1500, 70, 0.14)],
  [FOREST]: [noise(1000, 85, 0.16), noise(3200, 25, 0.06, 18)],
  [HILLS]: [noise(3800, 38, 0.15), tone("triangle", 210, 120, 40, 0.07)],
  [RUINS]: [noise(5200, 26, 0.13), tone("triangle", 300, 190, 45, 0.08)],
};
const anyStep: readonly Voice[] = [noise(1500, 70, 0.14)];

const chop = [tone("square", 190, 70, 70, 0.12), noise(1300, 110, 0.26), noise(700, 90, 0.16, 120)];
const pick = [tone("triangle", 1250, 900, 60, 0.16), noise(4200, 60, 0.18), noise(900, 130, 0.18, 40)];
const rustle = [noise(2400, 120, 0.18), noise(3400, 100, 0.14, 90)];
const plop = [tone("sine", 420, 760, 90, 0.18), noise(1000, 120, 0.1, 10)];
const chime = [tone("sine", 880, 880, 260, 0.16), tone("sine", 1320, 1320, 340, 0.1, 60)];

/** Gathering, by material of the table. A material without its own sound sounds like leaves. */
const gathers: Readonly<Record<ItemId, readonly Voice[]>> = {
  1: chop,
  2: rustle,
  3: pick,
  4: plop,
  5: [tone("sine", 620, 940, 60, 0.16), noise(2400, 60, 0.08)],
  6: [...pick, tone("triangle", 1700, 1600, 180, 0.08, 30)],
  7: [...plop, tone("sine", 990, 1180, 180, 0.1, 90)],
  8: chime,
};

const up = (notes: readonly number[], wave: "triangle" | "square" | "sine", gain: number, stepMs: number) =>
  notes.map((hz, index) => tone(wave, hz, hz, stepMs * 2.2, gain, index * stepMs));

const others: Readonly<Record<Exclude<Cue["type"], "step" | "gather">, readonly Voice[]>> = {
  craft: [noise(1700, 50, 0.2), noise(1700, 50, 0.2, 130), ...up([392, 523, 659], "triangle", 0.15, 85)],
  wear: [noise(2200, 90, 0.12), tone("triangle", 440, 520, 120, 0.12, 40)],
  claim: up([523, 659, 784, 1047], "triangle", 0.17, 95),
  buy: [tone("sine", 1180, 1180, 70, 0.14), tone("sine", 1570, 1570, 170, 0.14, 75)],
  refused: [tone("square", 165, 140, 85, 0.07), tone("square", 140, 120, 110, 0.07, 95)],
  rolledBack: [tone("triangle", 520, 190, 320, 0.14), noise(700, 220, 0.07, 40)],
  ending: [
    tone("sine", 660, 660, 260, 0.16),
    tone("sine", 550, 550, 260, 0.16, 300),
    tone("sine", 440, 440, 420, 0.16, 600),
  ],
  hello: up([440, 660], "sine", 0.14, 110),
};

/** The voices of a sound, in the order of their start. Pure: the same input gives the same sound. */
export function voicesOf(cue: Cue): readonly Voice[] {
  if (cue.type === "step") return steps[cue.ground] ?? anyStep;
  if (cue.type === "gather") return gathers[cue.material] ?? rustle;
  return others[cue.type];
}
