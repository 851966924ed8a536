import { bayer, createNoiseTable } from "@/game/noise";
import type { Island } from "@/game/rules/types";
import { measureDistance } from "./distance";
import { words } from "./ink";
import { layer, paintLayers, TILE_PX } from "./layers";

/** Side of a ground texture in pixels, a power of two. */
const TEXTURE_PX = 64;
const WRAP = TEXTURE_PX - 1;
/** Height of a cliff under the hills. */
const CLIFF_PX = 8;
/** Number of rows below the hills that counts as far away. */
const OPEN = 99;

/** Frames of the ground sheet. Most grounds mix two textures by a slow noise, so that no repetition shows. */
export const groundNames = [
  "sand",
  "sandPale",
  "grass",
  "meadow",
  "forest",
  "forestDeep",
  "rock",
  "rockPale",
  "paving",
] as const;
type GroundName = (typeof groundNames)[number];
export type GroundTextures = Readonly<Record<GroundName, Uint32Array>>;

export type GroundPicture = {
  width: number;
  height: number;
  pixels: Uint32Array<ArrayBuffer>;
  layers: Uint8Array;
  /** To the nearest land and to the nearest pixel that is not open sea, in thirds of a pixel. */
  toLand: Uint16Array;
  toShallows: Uint16Array;
};

/** The whole ground as one picture: painted once, drawn as one quad on every renderer. */
export function paintGround(island: Island, textures: GroundTextures): GroundPicture {
  const width = island.width * TILE_PX;
  const height = island.height * TILE_PX;
  const layers = paintLayers(island);
  const toLand = measureDistance(layers, width, height, (k) => k >= layer.beach);
  const toShallows = measureDistance(layers, width, height, (k) => k >= layer.shallows);
  const toWater = measureDistance(layers, width, height, (k) => k < layer.beach);
  const noises = createNoises(Number(island.seed & 0xffffn));
  const pixels = new Uint32Array(width * height);
  const campX = (island.camp % island.width) * TILE_PX + TILE_PX / 2;
  const campY = Math.floor(island.camp / island.width) * TILE_PX + TILE_PX / 2;
  const at = (x: number, y: number) => layers[y * width + x] ?? layer.sea;
  // Per column: rows below the hills. The first ones are cliff.
  const belowHills = new Uint8Array(width).fill(OPEN);

  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const k = layers[i] ?? 0;
      const depth = k === layer.hills ? 0 : Math.min(OPEN, (belowHills[x] ?? OPEN) + 1);
      belowHills[x] = depth;
      if (depth > 0 && depth <= CLIFF_PX + 2) pixels[i] = paintCliff(depth, x, y, noises);
      else if (k === layer.sea) pixels[i] = paintSea(toShallows[i] ?? 0, x, y, noises);
      else if (k === layer.shallows) pixels[i] = paintShallows(toLand[i] ?? 0, x, y, noises);
      else {
        const worn = k <= layer.forest && isWorn(x - campX, y - campY, noises);
        pixels[i] = worn
          ? paintEarth(x, y, textures)
          : (paintRim(k, at, x, y) ?? paintLand(k, toWater[i] ?? 0, x, y, textures, noises));
      }
    }
  }
  return { width, height, pixels, layers, toLand, toShallows };
}

type Noises = ReturnType<typeof createNoises>;
const createNoises = (seed: number) => ({
  wide: createNoiseTable(seed + 10, 64),
  slow: createNoiseTable(seed + 11, 32),
  patch: createNoiseTable(seed + 12, 8),
  fine: createNoiseTable(seed + 13, 4),
  grain: createNoiseTable(seed + 14, 2),
});
type At = (x: number, y: number) => number;

const pick = (texture: Uint32Array, x: number, y: number) => texture[(y & WRAP) * TEXTURE_PX + (x & WRAP)] ?? 0;

/** Grass is trodden down around the fire. */
function isWorn(dx: number, dy: number, noises: Noises): boolean {
  const reach = Math.hypot(dx, dy * 1.25);
  return reach < 66 && reach + (noises.patch(dx, dy) - 0.5) * 24 + (noises.grain(dx, dy) - 0.5) * 8 < 46;
}

function paintEarth(x: number, y: number, textures: GroundTextures): number {
  const texel = pick(textures.sand, x, y);
  if (texel === words.sand3 || texel === words.cream) return words.sand2;
  return texel === words.sand2 ? words.sand1 : words.sand0;
}

function paintSea(distance: number, x: number, y: number, noises: Noises): number {
  const depth = distance + (bayer(x, y) - 0.5) * 18 + (noises.slow(x, y) - 0.5) * 70;
  if (depth < 22) return words.sea2;
  return depth < 170 ? words.sea1 : words.sea0;
}

function paintShallows(distance: number, x: number, y: number, noises: Noises): number {
  if (distance < 9) return words.sea4;
  const patch = noises.patch(x, y) * 0.7 + noises.fine(x, y) * 0.3 + (bayer(x, y) - 0.5) * 0.12;
  return patch > (distance < 24 ? 0.48 : 0.68) ? words.sea4 : words.sea3;
}

/** Chooses one of the two textures of a ground: large soft patches, dithered where they meet. */
function isSecond(x: number, y: number, from: number, noises: Noises): boolean {
  const value = noises.wide(x, y) * 0.4 + noises.slow(y, x) * 0.38 + noises.patch(x, y) * 0.22;
  return value + (bayer(x, y) - 0.5) * 0.05 > from;
}

function paintLand(k: number, toWater: number, x: number, y: number, textures: GroundTextures, noises: Noises): number {
  if (k === layer.beach) {
    const wet = toWater + (noises.fine(x, y) - 0.5) * 8;
    if (wet < 5) return words.sand0;
    if (wet < 11) return words.sand1;
    return pick(isSecond(x, y, 0.52, noises) ? textures.sandPale : textures.sand, x, y);
  }
  if (k === layer.meadow) return pick(isSecond(x, y, 0.5, noises) ? textures.meadow : textures.grass, x, y);
  if (k === layer.forest) return pick(isSecond(x, y, 0.56, noises) ? textures.forestDeep : textures.forest, x, y);
  if (k === layer.ruins)
    return noises.patch(x, y) + noises.grain(x, y) * 0.2 > 0.93
      ? pick(textures.grass, x, y)
      : pick(textures.paving, x, y);
  return pick(isSecond(x, y, 0.56, noises) ? textures.rockPale : textures.rock, x, y);
}

function paintCliff(depth: number, x: number, y: number, noises: Noises): number {
  if (depth > CLIFF_PX) return depth === CLIFF_PX + 1 || bayer(x, y) > 0.5 ? words.dusk0 : words.stone0;
  const column = noises.grain(x, 3) + noises.fine(x, 9) * 0.5 + (noises.grain(x, y) - 0.5) * 0.5;
  if (depth === 1) return column > 0.5 ? words.stone3 : words.stone2;
  if (column < 0.45) return words.stone0;
  if (depth >= CLIFF_PX - 1) return column > 0.9 ? words.stone1 : words.stone0;
  return column > 1 ? words.stone2 : words.stone1;
}

/** The border of a layer over a lower one: lit above, dark below, so that each layer seems to lie on the one beneath. */
function paintRim(k: number, at: At, x: number, y: number): number | undefined {
  const below = at(x, y + 1);
  const above = at(x, y - 1);
  const side = Math.min(at(x - 1, y), at(x + 1, y));
  if (k === layer.hills) {
    if (below < k || at(x, y + 2) < k) return words.stone4;
    if (above < k) return words.stone0;
    return side < k ? words.stone1 : undefined;
  }
  if (k === layer.ruins) {
    if (below < k) return words.stone0;
    if (at(x, y + 2) < k) return words.stone1;
    if (above < k) return words.stone4;
    return side < k ? words.stone1 : undefined;
  }
  if (k === layer.forest) {
    if (below < k) return words.leaf0;
    return side < k || above < k || at(x, y + 2) < k ? words.leaf1 : undefined;
  }
  if (k === layer.meadow) {
    if (below < k) return below < layer.beach ? words.earth1 : words.leaf1;
    if (at(x, y + 2) < k) return words.leaf2;
    if (above < k) return words.leaf5;
    return side < k ? words.leaf2 : undefined;
  }
  return above > k && above < layer.hills ? words.sand1 : undefined;
}
