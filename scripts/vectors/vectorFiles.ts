import { createHash } from "node:crypto";
import { biomeAt, readIsland, resourceAt, TILES } from "../../game/rules/island";
import { sessionFunctions } from "../../game/rules/sessionFunctions";

/** The golden vectors by file name, each as the text that is committed. */
export const vectorFiles: Readonly<Record<string, () => string>> = {
  "terrain.json": () => `${JSON.stringify(renderTerrain())}\n`,
  "functions.json": () => `${JSON.stringify(renderFunctions(), null, 2)}\n`,
};

/**
 * The functions of a session by their text, in the order of the grant, for the contracts' tests: which argument the Sand cap adds
 * up ("": none), and the gas limits that each call's dearest case must fit.
 */
function renderFunctions(): Record<string, { spendArgument: string; gas: number; gasPerByte: number }> {
  return Object.fromEntries(
    sessionFunctions.map(({ functionSignature, spendArgument, gas, gasPerByte }) => [
      functionSignature,
      { spendArgument, gas, gasPerByte },
    ]),
  );
}

const FULL_SEEDS = [0, 7, 0xffff_ffff];
const DIGEST_SEEDS = Array.from({ length: 29 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);

/** Whole maps, one byte per tile (`biome << 5 | resource`), and SHA-256 of many more. */
function renderTerrain() {
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
