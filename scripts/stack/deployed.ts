import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Hex } from "viem";
import { writeWhole } from "./writeWhole.ts";

/** Addresses of a deployment, the block from which they count, and the chain's id. */
export type Addresses = Record<string, unknown> & { startBlock: number | string };

/** What the stack wrote down of its last deployment, beside the chain that it is on. */
export type Deployed = {
  genesis: Hex;
  /** Hash of the sources that were deployed. */
  sources: string;
  /** The deployment file's content: the file is where tools find it, and may be lost with a clean checkout. */
  addresses: Addresses;
};

const markerOf = (dataDir: string) => path.join(dataDir, "deployed");

export function rememberDeployed(dataDir: string, deployed: Deployed): void {
  writeWhole(markerOf(dataDir), JSON.stringify(deployed, null, 2));
}

/** Undefined when nothing was deployed, or it cannot be read. */
export function recallDeployed(dataDir: string): Deployed | undefined {
  const marker = readText(markerOf(dataDir));
  const value = parseJson<Deployed>(marker);
  if (value?.addresses) return value;
  // Worlds of before wrote three words: genesis, sources, and the file with the addresses.
  const [genesis, sources, file] = marker?.split(" ") ?? [];
  const addresses = file ? parseJson<Addresses>(readText(file)) : undefined;
  return genesis && sources && addresses ? { genesis: genesis as Hex, sources, addresses } : undefined;
}

/** Blocks that the world of this folder is known by; they must not be forgotten, even when nothing happened in them. */
export function readStartBlocks(dataDir: string): bigint[] {
  const start = recallDeployed(dataDir)?.addresses.startBlock;
  return start === undefined ? [] : [BigInt(start)];
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
