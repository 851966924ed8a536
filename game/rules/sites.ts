import { biomeOf, readGround } from "./ground";
import { CAMP, mix, SEA, WIDTH } from "./island";
import { memoise } from "./memoise";
import { regionOf } from "./places";
import { relics } from "./table";
import type { Digs, RelicId, Tide, Tile } from "./types";

const SALT_SITES = 0x51e51e;
const SALT_RUINS = 0x51ed;
const REGIONS = 64;

/** Where something is buried in a tide. */
export type Site = {
  tile: Tile;
  region: number;
  layers: number;
  /** In the middle of this ruin, `x / 32 + y / 32 * 2`; undefined: elsewhere. */
  ruin: number | undefined;
};

const sitesOf = memoise((key) => findSites(Math.floor(key / 4), key % 4));

/** The sites of a tide, by region. */
export function readSites(seed: number, tide: Tide): readonly (Site | undefined)[] {
  return sitesOf(4 * seed + tide);
}

/** What is buried on a tile; undefined: nothing. */
export function siteAt(seed: number, tide: Tide, tile: Tile): Site | undefined {
  const site = readSites(seed, tide)[regionOf(tile)];
  return site?.tile === tile ? site : undefined;
}

/** Layers of a region that a player dug in a tide. */
export function layersDug(digs: Digs, tide: Tide, region: number): number {
  return digs.tide === tide ? (digs.dug[region] ?? 0) : 0;
}

/** The relic below the third layer of a site. */
export function relicAt(seed: number, tile: Tile): RelicId {
  const biome = biomeOf(seed, tile);
  const row = relics.find((relic) => relic.biome === biome);
  if (!row) throw new RangeError(`No relic lies on ground ${biome}.`);
  return row.id;
}

function findSites(seed: number, tide: number): readonly (Site | undefined)[] {
  const { biomes, resources } = readGround(seed);
  const sites = Array.from({ length: REGIONS }, (_, region): Site | undefined => {
    const hash = mix(seed ^ (SALT_SITES + region + REGIONS * tide));
    const tile = ((region >> 3) * 8 + ((hash >>> 3) & 7)) * WIDTH + (region & 7) * 8 + (hash & 7);
    if (biomes[tile] === SEA || resources[tile] !== 0 || tile === CAMP) return undefined;
    const roll = (hash >>> 8) & 15;
    return { tile, region, layers: roll <= 6 ? 1 : roll <= 11 ? 2 : 3, ruin: undefined };
  });
  for (let ruin = 0; ruin < 4; ruin++) {
    const tile = middleOfRuin(seed, ruin);
    const region = regionOf(tile);
    sites[region] = { tile, region, layers: 3, ruin };
  }
  return sites;
}

function middleOfRuin(seed: number, ruin: number): Tile {
  const roll = mix(seed ^ (SALT_RUINS + ruin));
  const offsetX = 4 + (roll & 7);
  const offsetY = 4 + ((roll >>> 8) & 7);
  const x = ruin & 1 ? 32 + offsetX : 32 - offsetX;
  const y = ruin & 2 ? 32 + offsetY : 32 - offsetY;
  return y * WIDTH + x;
}
