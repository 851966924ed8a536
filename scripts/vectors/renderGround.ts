import { encodeAbiParameters, keccak256, numberToHex, parseAbiParameters } from "viem";
import { type Errand, OFFERS, readErrands } from "../../game/rules/errands";
import { tileOfPlace } from "../../game/rules/places";
import { lengthIds } from "../../game/rules/plan";
import { readSites } from "../../game/rules/sites";
import type { Tide } from "../../game/rules/types";
import { createRandom } from "./random";

const SEEDS = 50;
const tides = [0, 1, 2] as const satisfies readonly Tide[];

const hex = (value: number, size: number) => numberToHex(value, { size }).slice(2);

/** The struct `Errand` of the contract. */
const errandType = parseAbiParameters(
  "(uint256 item, uint256 amount, uint256 count, uint256[3] tiles, uint256[3] rewards)",
);

/**
 * Where things lie on many islands, as bytes for contracts/test/game/Ground.t.sol:
 *
 * seed 4 · in each tide: 64 regions × (tile 2 · layers 1; 0: none) · in each length and tide: 6 offers × digest 8 of the answer of
 * `errandAt`.
 */
export function renderGround(): Buffer {
  const random = createRandom(0x9a0d);
  const seeds = [0, 7, 0xffff_ffff, ...Array.from({ length: SEEDS - 3 }, () => random.below(2 ** 32))];
  return Buffer.from(seeds.map(renderSeed).join(""), "hex");
}

function renderSeed(seed: number): string {
  const sites = tides.flatMap((tide) =>
    readSites(seed, tide).map((site) => hex(site?.tile ?? 0, 2) + hex(site?.layers ?? 0, 1)),
  );
  const errands = lengthIds.flatMap((length) =>
    tides.flatMap((tide) => {
      const offers = readErrands(seed, length, tide);
      const encode = (offer: number) => encodeAbiParameters(errandType, [toStruct(offers[offer])]);
      return Array.from({ length: OFFERS }, (_, offer) => keccak256(encode(offer)).slice(2, 18));
    }),
  );
  return [hex(seed, 4), ...sites, ...errands].join("");
}

function toStruct(errand: Errand | undefined) {
  const three = (of: readonly number[]) => [0, 1, 2].map((index) => BigInt(of[index] ?? 0)) as [bigint, bigint, bigint];
  const struct = (item: number, amount: number, tiles: readonly number[], rewards: readonly number[]) => ({
    ...{ item: BigInt(item), amount: BigInt(amount), count: BigInt(tiles.length) },
    ...{ tiles: three(tiles), rewards: three(rewards) },
  });
  switch (errand?.kind) {
    case "supply":
      return struct(errand.item, errand.amount, [tileOfPlace(errand.post)], [errand.base]);
    case "survey":
      return struct(0, 0, errand.marks, errand.bases);
    case "vigil":
      return struct(0, 0, [errand.mark], [errand.base]);
    case "recover":
      return struct(0, errand.site.layers, [errand.site.tile], [errand.base]);
    case undefined:
      return struct(0, 0, [], []);
  }
}
