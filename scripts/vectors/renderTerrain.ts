import { createHash } from "node:crypto";
import { biomeAt, readIsland, resourceAt, TILES } from "../../game/rules/island";

const FULL_SEEDS = [0, 7, 0xffff_ffff];
const DIGEST_SEEDS = Array.from({ length: 29 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);

export type Terrain = { seeds: number[]; maps: string[]; digestSeeds: number[]; digests: string[] };

/** Whole maps, one byte per tile (`biome << 5 | resource`), and SHA-256 of many more. */
export function renderTerrain(): Terrain {
  return {
    seeds: FULL_SEEDS,
    maps: FULL_SEEDS.map((seed) => `0x${readMap(seed).toString("hex")}`),
    digestSeeds: DIGEST_SEEDS,
    digests: DIGEST_SEEDS.map((seed) => `0x${createHash("sha256").update(readMap(seed)).digest("hex")}`),
  };
}

function readMap(seed: number): Buffer {
  const island = readIsland(BigInt(seed));
  return Buffer.from(
    Array.from({ length: TILES }, (_, tile) => (biomeAt(island, tile) << 5) | resourceAt(island, tile)),
  );
}
