import { campNodes, biomes as rows } from "./table";
import type { Direction, Island, Tile } from "./types";

// The twin of contracts/src/game/Island.sol: every number here is there too, and the vectors compare the maps.

export const WIDTH = 64;
export const TILES = WIDTH * WIDTH;
/** The middle of the map, where everybody joins. */
export const CAMP: Tile = 32 * WIDTH + 32;

export const SEA = 0;
export const SHALLOWS = 1;
export const BEACH = 2;
export const MEADOW = 3;
export const FOREST = 4;
export const HILLS = 5;
export const RUINS = 6;

/**
 * Heights that separate sea, shallows, beach and land. The beach is higher than the steepest step on an axis (4 * FALL + 8160),
 * so no pass jumps from land into water.
 */
const SHALLOWS_FROM = -249_000;
const BEACH_FROM = -227_000;
const LAND_FROM = -207_900;
/**
 * How much the ground falls per unit of distance. One step inwards shortens the distance by at least 3 units, and noise
 * changes by at most 16 * 255 + 2 * 8 * 255 = 8160 = 3 * 2720 per step: the inner neighbour is never lower, so on every
 * seed all tiles that are not sea are connected.
 */
const FALL = 2720;
/** From here outwards everything is sea, so no path can leave the map. */
const RIM = 124;
const CLEARING = 8;
const POND_BELOW = 2_700;
const HILLS_ABOVE = 10_600;
const FOREST_ABOVE = 8_400;

const SALT_COARSE = 1;
const SALT_FINE = 2;
const SALT_RUINS = 0x51ed;
const SALT_NODES = 0x2545f491;

/** The island of a seed. Seeds are 32 bits, 0 included. */
export function readIsland(seed: bigint): Island {
  if (seed < 0n || seed > 0xffff_ffffn) throw new RangeError(`Seed ${seed} is not within 0 and 4294967295.`);
  return { seed, width: WIDTH, height: WIDTH, camp: CAMP };
}

/** The biome of a tile. Outside the map is sea. */
export function biomeAt(island: Island, tile: Tile): number {
  return inMap(tile) ? readTerrain(island).biome(tile) : SEA;
}

/** Id of the material that grows on a tile; 0 is none. */
export function resourceAt(island: Island, tile: Tile): number {
  return inMap(tile) ? readTerrain(island).resource(tile) : 0;
}

/** Tiles to the camp; a diagonal counts as one. */
export function distanceToCamp(tile: Tile): number {
  const dx = Math.abs((tile % WIDTH) - (CAMP % WIDTH));
  const dy = Math.abs(Math.floor(tile / WIDTH) - Math.floor(CAMP / WIDTH));
  return Math.max(dx, dy);
}

/** The four directions, clockwise from north. Their index in this list is their number on chain. */
export const directions: readonly Direction[] = ["north", "east", "south", "west"];

export function isDirection(value: unknown): value is Direction {
  return directions.some((direction) => direction === value);
}

/** The neighbour of a tile. East or west of the map is the border of the next row, which is sea as well. */
export function neighbour(tile: Tile, direction: Direction): Tile {
  switch (direction) {
    case "north":
      return tile - WIDTH;
    case "east":
      return tile + 1;
    case "south":
      return tile + WIDTH;
    case "west":
      return tile - 1;
  }
}

type Terrain = { biome: (tile: Tile) => number; resource: (tile: Tile) => number };
const terrains = new Map<bigint, Terrain>();

/** The map is computed once per seed: path finding and drawing ask for the same tiles repeatedly. */
function readTerrain(island: Island): Terrain {
  const known = terrains.get(island.seed);
  if (known) return known;
  const seed = Number(island.seed);
  const biomes = Uint8Array.from({ length: TILES }, (_, tile) => computeBiome(seed, tile));
  const resources = Uint8Array.from({ length: TILES }, (_, tile) => computeResource(seed, tile, biomes[tile] ?? SEA));
  const terrain = {
    biome: (tile: Tile) => biomes[tile] ?? SEA,
    resource: (tile: Tile) => resources[tile] ?? 0,
  };
  terrains.set(island.seed, terrain);
  return terrain;
}

function inMap(tile: Tile): boolean {
  return Number.isInteger(tile) && tile >= 0 && tile < TILES;
}

function computeBiome(seed: number, tile: Tile): number {
  const x = tile % WIDTH;
  const y = Math.floor(tile / WIDTH);
  const dx = Math.abs(x - 32);
  const dy = Math.abs(y - 32);
  // An octagon: close to a circle, and cheap.
  const distance = Math.max(4 * Math.max(dx, dy), 3 * (dx + dy));
  if (distance >= RIM) return SEA;

  const shiftedX = x + (seed & 15);
  const shiftedY = y + ((seed >>> 4) & 15);
  const coarse = readNoise(seed, SALT_COARSE, shiftedX, shiftedY, 4);
  const fine = readNoise(seed, SALT_FINE, shiftedX, shiftedY, 3);

  const height = coarse.coast + 2 * fine.coast - FALL * distance;
  if (height < SHALLOWS_FROM) return SEA;
  if (height < BEACH_FROM) return SHALLOWS;
  if (height < LAND_FROM) return BEACH;
  if (distance <= CLEARING) return MEADOW;
  if (isRuin(seed, x, y)) return RUINS;

  // Two passes cross the island, so that neither hills nor ponds can enclose the camp.
  const pass = dx === 0 || dy === 0;
  if (!pass && fine.pond < POND_BELOW) return SHALLOWS;
  if (!pass && fine.relief > HILLS_ABOVE) return HILLS;
  return fine.wet > FOREST_ABOVE ? FOREST : MEADOW;
}

/** One ruin in each quarter, never far enough out to reach the beach. */
function isRuin(seed: number, x: number, y: number): boolean {
  const east = x < 32 ? 0 : 1;
  const south = y < 32 ? 0 : 1;
  const roll = mix(seed ^ (SALT_RUINS + east + 2 * south));
  const offsetX = 4 + (roll & 7);
  const offsetY = 4 + ((roll >>> 8) & 7);
  const ruinX = east === 1 ? 32 + offsetX : 32 - offsetX;
  const ruinY = south === 1 ? 32 + offsetY : 32 - offsetY;
  return Math.abs(x - ruinX) + Math.abs(y - ruinY) <= 2;
}

function computeResource(seed: number, tile: Tile, biome: number): number {
  for (const node of campNodes) if (tile === CAMP + node.dx + node.dy * WIDTH) return node.item;
  if (tile === CAMP) return 0;
  const roll = mix(seed ^ (tile + SALT_NODES)) & 0xff;
  let odds = 0;
  for (const node of rows[biome]?.nodes ?? []) {
    odds += node.odds;
    if (roll < odds) return node.item;
  }
  return 0;
}

type Noise = { coast: number; relief: number; wet: number; pond: number };

/** Value noise, bilinear: four fields from the four bytes of each corner's hash, each scaled by the square of the cell. */
function readNoise(seed: number, salt: number, x: number, y: number, bits: number): Noise {
  const cell = 1 << bits;
  const fx = x & (cell - 1);
  const fy = y & (cell - 1);
  const noise = { coast: 0, relief: 0, wet: 0, pond: 0 };
  const add = (cornerX: number, cornerY: number, weight: number) => {
    const position = Math.imul(cornerX, 0x9e3779b1) + Math.imul(cornerY, 0x85ebca77) + salt;
    const hash = mix(seed ^ position);
    // Two levels instead of 256: bays and capes instead of a disc, at the same steepness.
    noise.coast += (hash & 0x80 ? 255 : 0) * weight;
    noise.relief += ((hash >>> 8) & 0xff) * weight;
    noise.wet += ((hash >>> 16) & 0xff) * weight;
    noise.pond += (hash >>> 24) * weight;
  };
  const left = x >> bits;
  const top = y >> bits;
  add(left, top, (cell - fx) * (cell - fy));
  add(left + 1, top, fx * (cell - fy));
  add(left, top + 1, (cell - fx) * fy);
  add(left + 1, top + 1, fx * fy);
  return noise;
}

/** A 32-bit finaliser (xorshift and multiply, constants by Chris Wellons): 60 gas on chain; keccak256 would need a library here. */
export function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
