import { growthOf } from "@/game/rules/ground";
import { TILES } from "@/game/rules/island";
import { readNodeKind } from "@/game/rules/lookup";
import type { Moment } from "@/game/rules/moment";
import { isTaken, tagOf } from "@/game/rules/nodes";
import { layersDug, readSites } from "@/game/rules/sites";
import type { Tile } from "@/game/rules/types";
import { capacityOf, SPADE, wears, weigh } from "@/game/rules/weigh";
import { materialOf } from "./names";
import { viewFinish } from "./viewCamp";
import { viewQuick, viewReach } from "./viewReach";
import type { BarView, Goal, Way } from "./views";
import { isOpenWay, wayTo } from "./ways";
import { secondsOfTide } from "./whyNot";

/** How much of the pack is worth a way to a camp. */
const FULL_SHARE = 0.8;
/** Farther away than this nobody goes to dig before something else is done. */
const DIG_STEPS = 14;
/** Ways that are looked for: each costs a search of the island. */
const MOST_WAYS = 12;

/**
 * What to do next, for somebody who does not know: always something.
 * @param bar Of the same moment. Ways are searched for both: whoever has it passes it on.
 */
export function viewGoal(
  moment: Moment,
  { home, load, secondsLeft }: Pick<BarView, "home" | "load" | "secondsLeft">,
): Goal {
  const { run, player } = moment;
  const isFull = weigh(player.pack) >= FULL_SHARE * capacityOf(run);
  if (home.urgency === "now") return { kind: "home", way: home.way };
  if (home.urgency === "here" && load > 0 && (isFull || secondsLeft < 45)) return { kind: "bank", load, way: home.way };
  if (home.urgency === "here" && secondsLeft < 45) return { kind: "finish", points: viewFinish(moment).bonus };
  // Who sets off for something else now comes home too late for what is carried.
  if (isFull || (home.urgency === "soon" && load > 0)) return { kind: "bank", load, way: home.way };
  // The list of errands would search a way to each of them.
  if (viewQuick(moment).errand !== undefined) return { kind: "errand" };
  return findSite(moment) ?? findNode(moment) ?? { kind: "tide", seconds: secondsOfTide(moment) };
}

function findSite(moment: Moment): Goal | undefined {
  const { run, player, tide } = moment;
  if (!wears(run, SPADE)) return undefined;
  const open = readSites(run.seed, tide).filter(
    (site) => site !== undefined && layersDug(player.digs, tide, site.region) < site.layers,
  );
  const near = open.flatMap((each) => (each && apart(run.tile, each.tile) <= DIG_STEPS ? [each.tile] : []));
  const found = findNearest(moment, near);
  if (!found || found.way.steps > DIG_STEPS) return undefined;
  // The one button digs where nothing can be gathered: until then it gathers, and this says the same.
  const { verb, item, whyNot } = viewReach(moment);
  if (found.way.steps === 0 && verb === "gather" && item && !whyNot) return { kind: "gather", item, way: found.way };
  // Layers left are not known before somebody digs; the earth says that there is at least one.
  return { kind: "dig", layers: 1, way: found.way };
}

function findNode(moment: Moment): Goal | undefined {
  const { run, player, tide } = moment;
  const tag = tagOf(run.number, tide);
  const tiles = Array.from({ length: TILES }, (_, tile) => tile).filter((tile) => {
    const item = growthOf(run.seed, tile);
    if (item === 0 || isTaken(player, tag, tile)) return false;
    const needs = readNodeKind(item)?.needs;
    return needs === undefined || wears(run, needs);
  });
  const found = findNearest(moment, tiles);
  return found && { kind: "gather", item: materialOf(growthOf(run.seed, found.tile)), way: found.way };
}

/** The tile with the quickest way that is open, within reach of it; undefined: none of the nearest ones has such a way. */
function findNearest(moment: Moment, tiles: readonly Tile[]): { tile: Tile; way: Way } | undefined {
  const from = moment.run.tile;
  const sorted = [...tiles].sort((a, b) => apart(from, a) - apart(from, b)).slice(0, MOST_WAYS);
  let best: { tile: Tile; way: Way } | undefined;
  for (const tile of sorted) {
    // No way is shorter than the straight one.
    if (best && apart(from, tile) - 1 >= best.way.steps) break;
    const way = wayTo(moment, tile, "within-reach");
    if (isOpenWay(way) && (!best || way.seconds < best.way.seconds)) best = { tile, way };
  }
  return best;
}

function apart(a: Tile, b: Tile): number {
  return Math.abs((a & 63) - (b & 63)) + Math.abs((a >> 6) - (b >> 6));
}
