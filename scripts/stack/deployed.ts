import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Hex } from "viem";
import { writeWhole } from "./writeWhole.ts";

/** Addresses of a deployment, the block from which they count, and the chain's id. */
export type Addresses = Record<string, unknown> & { startBlock: number | string };

/** What the stack wrote down of its last deployment, beside the chain that it is on. */
export type Deployed = {
  genesis: Hex;
  /** The deployment file's content: the file is where tools find it, and may be lost with a clean checkout. */
  addresses: Addresses;
  /** What was deployed on this chain before and is there still: who goes back to old sources finds the old world. */
  past: Addresses[];
};

const markerOf = (dataDir: string) => path.join(dataDir, "deployed");

export function rememberDeployed(dataDir: string, deployed: Deployed): void {
  writeWhole(markerOf(dataDir), JSON.stringify(deployed, null, 2));
}

export function forgetDeployed(dataDir: string): void {
  rmSync(markerOf(dataDir), { force: true });
}

/** Undefined when nothing was deployed, or it cannot be read. */
export function recallDeployed(dataDir: string): Deployed | undefined {
  const marker = readText(markerOf(dataDir));
  const value = parseJson<Deployed>(marker);
  if (value?.addresses) return { ...value, past: value.past ?? [] };
  // Worlds of before wrote three words: genesis, sources, and the file with the addresses.
  const [genesis, , file] = marker?.split(" ") ?? [];
  const addresses = file ? parseJson<Addresses>(readText(file)) : undefined;
  return genesis && addresses ? { genesis: genesis as Hex, addresses, past: [] } : undefined;
}

/** Blocks that the worlds of this folder are known by; they must not be forgotten, even when nothing happened in them. */
export function readStartBlocks(dataDir: string): bigint[] {
  const deployed = recallDeployed(dataDir);
  return deployed ? [deployed.addresses, ...deployed.past].map(({ startBlock }) => BigInt(startBlock)) : [];
}

export function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Undefined for what is no JSON. */
export function parseJson<Value>(text: string | undefined): Value | undefined {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
