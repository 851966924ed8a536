import { readMoment } from "@/game/rules/moment";
import { readSelf } from "@/game/rules/player";
import { layersDug, relicAt, siteAt } from "@/game/rules/sites";
import type { Deed } from "../playPort";
import { lengthNames, modeNames } from "./names";
import { viewBank } from "./viewCamp";
import type { Layer, Length, Mode, Place, Relic, SourceRow } from "./views";

/** What an action is worth showing for a breath. */
export type Newest =
  | { kind: "setOut"; length: Length; mode: Mode }
  | { kind: "find"; layer: Layer }
  | { kind: "banked"; place: Place; rows: readonly SourceRow[]; points: number };

const relics: readonly Relic[] = ["idol", "bell", "mask", "crown", "conch", "anchor"];

export function viewNewest({ action, before, after }: Deed): Newest | undefined {
  const { run } = readSelf(after);
  if (action.type === "embark") {
    return run && { kind: "setOut", length: lengthNames[run.length], mode: modeNames[run.mode] };
  }
  const moment = readMoment(before);
  if (!moment.ok || !run) return undefined;
  if (action.type === "bank") {
    const { place, rows, points } = viewBank(moment);
    return { kind: "banked", place, rows, points };
  }
  if (action.type !== "unearth") return undefined;
  const site = siteAt(run.seed, moment.tide, action.tile);
  if (!site) return undefined;
  const { digs, pack } = readSelf(after);
  const layer = toLayer(layersDug(digs, moment.tide, site.region));
  const relic = layer === 3 ? relics[relicAt(run.seed, site.tile) - 1] : undefined;
  const shelf = relics.filter((_, index) => ((digs.relics >> index) & 1) === 1);
  const points = pack.relicValue - moment.player.pack.relicValue;
  return { kind: "find", layer: { layer, of: toLayer(site.layers), points, shelf, ...(relic && { relic }) } };
}

function toLayer(count: number): 1 | 2 | 3 {
  return count === 1 ? 1 : count === 2 ? 2 : 3;
}
