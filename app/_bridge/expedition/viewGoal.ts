import { growthOf } from "@/game/rules/ground";
import { TILES } from "@/game/rules/island";
import { readNodeKind } from "@/game/rules/lookup";
import type { Moment } from "@/game/rules/moment";
import { isTaken, tagOf } from "@/game/rules/nodes";
import { layersDug, readSites } from "@/game/rules/sites";
import type { Tile } from "@/game/rules/types";
import { capacityOf, SPADE, wears, weigh } from "@/game/rules/weigh";
import { materialOf } from "./names";
import { viewBar } from "./viewBar";
import { viewFinish } from "./viewCamp";
import { viewErrands } from "./viewErrands";
import type { Goal } from "./views";
import { wayTo } from "./ways";
import { secondsOfTide } from "./whyNot";

/** How much of the pack is worth a way to a camp. */
const FULL_SHARE = 0.8;
/** Farther away than this nobody goes to dig before something else is done. */
const DIG_STEPS = 14;

/** What to do next, for somebody who does not know: always something. */
export function viewGoal(moment: Moment): Goal {
  const { home, load, secondsLeft } = viewBar(moment, 0);
  const { run, player } = moment;
  const isFull = weigh(player.pack) >= FULL_SHARE * capacityOf(run);
  if (home.urgency === "now") return { kind: "home", way: home.way };
  if (home.urgency === "here" && load > 0 && (isFull || secondsLeft < 45)) return { kind: "bank", load, way: home.way };
  if (home.urgency === "here" && secondsLeft < 45) return { kind: "finish", points: viewFinish(moment).bonus };
  // Who sets off for something else now comes home too late for what is carried.
  if (isFull || (home.urgency === "soon" && load > 0)) return { kind: "bank", load, way: home.way };
  const ready = viewErrands(moment).offers.find(({ state }) => state === "ready");
  if (ready) return { kind: "errand", what: ready.kind, way: ready.way };
  return findSite(moment) ?? findNode(moment) ?? { kind: "tide", seconds: secondsOfTide(moment) };
}

function findSite(moment: Moment): Goal | undefined {
  const { run, player, tide } = moment;
  if (!wears(run, SPADE)) return undefined;
  const open = readSites(run.seed, tide).filter(
    (site) => site !== undefined && layersDug(player.digs, tide, site.region) < site.layers,
  );
  const [site] = open.flatMap((each) => each ?? []).sort((a, b) => apart(run.tile, a.tile) - apart(run.tile, b.tile));
  if (!site || apart(run.tile, site.tile) > DIG_STEPS) return undefined;
  const way = wayTo(moment, site.tile);
  // Layers left are not known before somebody digs; the earth says that there is at least one.
  return way.steps <= DIG_STEPS ? { kind: "dig", layers: 1, way } : undefined;
}

function findNode(moment: Moment): Goal | undefined {
  const { run, player, tide } = moment;
  const tag = tagOf(run.number, tide);
  let nearest: { tile: Tile; steps: number } | undefined;
  for (let tile = 0; tile < TILES; tile++) {
    const item = growthOf(run.seed, tile);
    const steps = apart(run.tile, tile);
    if (item === 0 || (nearest && steps >= nearest.steps) || isTaken(player, tag, tile)) continue;
    const needs = readNodeKind(item)?.needs;
    if (needs === undefined || wears(run, needs)) nearest = { tile, steps };
  }
  if (!nearest) return undefined;
  return { kind: "gather", item: materialOf(growthOf(run.seed, nearest.tile)), way: wayTo(moment, nearest.tile) };
}

function apart(a: Tile, b: Tile): number {
  return Math.abs((a & 63) - (b & 63)) + Math.abs((a >> 6) - (b >> 6));
}
