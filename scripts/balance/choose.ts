import { yieldOf } from "../../game/rules/actions/gather";
import { digCostOf, valueOfLayer } from "../../game/rules/actions/unearth";
import { type Errand, errandsPerTide, readErrands, rewardOf } from "../../game/rules/errands";
import { priceLoad } from "../../game/rules/load";
import { costs, pack as limits, unitPrice } from "../../game/rules/numbers";
import { digsOf } from "../../game/rules/player";
import { layersDug, readSites, type Site } from "../../game/rules/sites";
import type { ItemId, Pack, Tile } from "../../game/rules/types";
import { capacityOf, countOf, wears, weigh, withGoods } from "../../game/rules/weigh";
import { act } from "./body";
import { lacks } from "./craft";
import { around, FAR, nearest, nodesOf, tilesAtPlaces } from "./ground";
import { fearedSeconds, lookForWays, type Mind, type Now, walkTo, wear } from "./mind";

const [PICK, SPADE, LANTERN] = [13, 19, 16] as const;
const [ORE, SHARD] = [6, 8] as const;

/**
 * Looks at something to do.
 * @param cost In grains, until it is done.
 * @param gain In points.
 * @param at Where it is done.
 * @returns Whether it is the best so far.
 */
type Consider = (cost: number, gain: number, weight: number, at: Tile) => boolean;
type Open = { offer: number; errand: Errand };
/** How to do what was chosen. Returns whether it was done. */
type Go = (() => boolean) | undefined;

/**
 * What brings most for its grains, and still lets one go home.
 * @returns How to do it; undefined when nothing is worth it.
 */
export function choose(mind: Mind, now: Now): Go {
  lookForWays(mind, now);
  const { random, strategy } = mind.body;
  const [home = mind.ways] = mind.homes;
  const here = home[now.tile] ?? FAR;
  let best = 0;
  const consider: Consider = (cost, gain, weight, at) => {
    const after = home[at] ?? FAR;
    const rate = (weight * gain) / (cost + 0.3 * Math.max(0, after - here) + 2);
    if (rate <= best || fearedSeconds(mind, now, cost, after) > now.left) return false;
    best = rate;
    return true;
  };
  const any = random() < strategy.random ? considerAny(mind, consider) : undefined;
  if (any) return any;
  const open = openErrands(mind, now);
  const nodes = considerNodes(mind, now, open, consider);
  const sites = considerSites(mind, now, open, consider);
  const errands = considerErrands(mind, now, open, consider);
  if (best > 0) mind.rate = 0.95 * mind.rate + 0.05 * best;
  // Who comes later is better than all before.
  return errands ?? sites ?? nodes;
}

/** Wanders: any node that is near. */
function considerAny(mind: Mind, consider: Consider): Go {
  const { ways, done, body } = mind;
  const near = [...nodesOf(body.seed).tiles].filter((tile) => (ways[tile] ?? FAR) < 30 && !done[tile]);
  const tile = near[Math.floor(body.random() * near.length)];
  return tile !== undefined && consider(ways[tile] ?? 0, 1, 1, tile) ? () => gatherAt(mind, tile) : undefined;
}

function considerNodes(mind: Mind, now: Now, open: readonly Open[], consider: Consider): Go {
  const { ways, done, body } = mind;
  const room = capacityOf(now.run) - weigh(now.player.pack);
  if (room <= 0) return undefined;
  const { tiles, materials, rings, stands } = nodesOf(body.seed);
  const gains: number[] = [];
  let best: Tile | undefined;
  for (let i = 0; i < tiles.length; i++) {
    const tile = tiles[i] ?? 0;
    if (done[tile]) continue;
    let at = tile;
    for (let side = 5 * i; side < 5 * i + 5; side++)
      if ((ways[stands[side] ?? 0] ?? FAR) < (ways[at] ?? FAR)) at = stands[side] ?? 0;
    const way = ways[at] ?? FAR;
    if (way >= FAR) continue;
    const material = materials[i] ?? 0;
    // The same in the whole ring.
    const key = 4 * material + (rings[i] ?? 0);
    const gain = gains[key] ?? gainOfNode(mind, now, open, material, tile, room);
    gains[key] = gain;
    if (gain > 0 && consider(way + costs.gather, gain, body.strategy.gather, at)) best = tile;
  }
  return best === undefined ? undefined : () => gatherAt(mind, best);
}

function gainOfNode(mind: Mind, now: Now, open: readonly Open[], material: ItemId, tile: Tile, room: number): number {
  const { run, player, phase } = now;
  if (material === ORE && countOf(player.pack, PICK) === 0) return 0;
  if (material === SHARD && !wears(run, LANTERN)) return 0;
  return gainOfGoods(mind, now, open, material, Math.min(room, yieldOf(run, phase, tile, material)));
}

/** What more goods bring: at the camp, to the next tool, and to a supply that is wanted. */
function gainOfGoods(mind: Mind, now: Now, open: readonly Open[], material: ItemId, units: number): number {
  if (mind.body.strategy.isNaive) return (unitPrice[material] ?? 0) * units;
  const { pack } = now.player;
  let gain = gainOf(now, withGoods(pack, material, units)) + (lacks(mind, pack, material) > 0 ? 6 : 0);
  for (const { errand } of open) {
    if (errand.kind !== "supply" || errand.item !== material) continue;
    const lacking = Math.max(0, errand.amount - countOf(pack, material));
    const share = Math.min(units, lacking) / errand.amount;
    gain += 0.5 * mind.body.strategy.errand * share * rewardOf(now.run, now.tide, errand.base);
  }
  return gain;
}

/** What another pack would bring more at the camp. */
function gainOf({ run, player, tide }: Now, pack: Pack): number {
  return priceLoad(run, pack, tide, 0) - priceLoad(run, player.pack, tide, 0);
}

function gatherAt(mind: Mind, tile: Tile): boolean {
  mind.done[tile] = 1;
  const isThere = walkTo(mind, around(tile)) && (mind.ground.resources[tile] !== ORE || wear(mind, PICK));
  return isThere && act(mind.body, { type: "gather", tile }, mind.body.strategy.pace.actSeconds);
}

/** A site is planned whole, as far as it can be carried. */
function considerSites(mind: Mind, now: Now, open: readonly Open[], consider: Consider): Go {
  const { run, tide, player } = now;
  const { body, ways, done } = mind;
  if (body.strategy.dig === 0 || countOf(player.pack, SPADE) === 0) return undefined;
  const room = capacityOf(run) - weigh(player.pack);
  let best: Site | undefined;
  for (const site of readSites(body.seed, tide)) {
    if (!site || done[site.tile]) continue;
    const at = nearest(around(site.tile), ways);
    const way = ways[at] ?? FAR;
    if (way >= FAR) continue;
    const first = layersDug(player.digs, tide, site.region);
    const last = Math.min(site.layers, first + Math.floor(room / limits.layerUnits));
    let cost = way;
    let value = 0;
    for (let layer = first; layer < last; layer++) {
      cost += digCostOf(run.calling, layer);
      value += valueOfLayer(run, now, site, layer);
    }
    if (value === 0) continue;
    const { layers, relicValue } = player.pack;
    let gain = gainOf(now, { ...player.pack, layers: layers + last - first, relicValue: relicValue + value });
    for (const { errand } of open) {
      if (errand.kind === "recover" && errand.site.region === site.region) gain += rewardOf(run, tide, errand.base);
    }
    if (consider(cost, gain, body.strategy.dig, at)) best = site;
  }
  return best && (() => digAt(mind, best));
}

/** Digs one layer; the next one is a new choice. */
function digAt(mind: Mind, { tile }: Site): boolean {
  const isThere = walkTo(mind, around(tile)) && wear(mind, SPADE);
  if (isThere && act(mind.body, { type: "unearth", tile }, mind.body.strategy.pace.actSeconds)) return true;
  mind.done[tile] = 1;
  return false;
}

/** The wanted errands that are not done and still count. */
function openErrands({ offers, body }: Mind, { run, tide, player }: Now): readonly Open[] {
  const { done, marks, begun } = digsOf(player.digs, tide);
  const isFull = begun >= errandsPerTide(run);
  const errands = readErrands(body.seed, run.length, tide);
  return offers.flatMap((offer) => {
    const errand = errands[offer];
    const hasBegun = errand?.kind === "survey" && ((marks >> (3 * (offer - 2))) & 7) !== 0;
    return errand && ((done >> offer) & 1) === 0 && (hasBegun || !isFull) ? [{ offer, errand }] : [];
  });
}

function considerErrands(mind: Mind, now: Now, open: readonly Open[], consider: Consider): Go {
  const { run, tide, phase, player } = now;
  const weight = mind.body.strategy.errand;
  let best: Go;
  for (const { offer, errand } of open) {
    const add = (tiles: readonly Tile[], base: number, cost = 0) => {
      const at = nearest(tiles, mind.ways);
      const gain = rewardOf(run, tide, base);
      if (consider((mind.ways[at] ?? FAR) + cost, gain, weight, at)) best = () => claimAt(mind, offer, tiles);
    };
    if (errand.kind === "survey") {
      const { marks } = digsOf(player.digs, tide);
      for (const [mark, tile] of errand.marks.entries()) {
        if (((marks >> (3 * (offer - 2) + mark)) & 1) === 0) add([tile], errand.bases[mark] ?? 0);
      }
    } else if (errand.kind === "supply") {
      if (countOf(player.pack, errand.item) >= errand.amount) add(tilesAtPlaces[errand.post] ?? [], errand.base);
    } else if (errand.kind === "vigil") {
      if (phase === "dusk") add([errand.mark], errand.base, costs.vigil);
    } else if (layersDug(player.digs, tide, errand.site.region) === errand.site.layers) {
      add(around(errand.site.tile), errand.base);
    }
  }
  return best;
}

/** What cannot be claimed is wanted no more. */
function claimAt(mind: Mind, offer: number, tiles: readonly Tile[]): boolean {
  const { body } = mind;
  if (walkTo(mind, tiles) && act(body, { type: "claim", errand: offer }, body.strategy.pace.actSeconds)) return true;
  mind.offers = mind.offers.filter((other) => other !== offer);
  return false;
}
