import { rmSync } from "node:fs";
import path from "node:path";
import { type Address, createTestClient, type Hex, http, publicActions } from "viem";
import { parseJson, readText } from "../deployed.ts";
import { writeWhole } from "../writeWhole.ts";

/** Code by address, and the chain that it is on: the folder may hold another one later. */
type Originals = { genesis: Hex; codes: Record<Address, Hex> };

const fileOf = (dataDir: string) => path.join(dataDir, "swapped.json");
const connect = (rpcUrl: string) => createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);

/** Keeps the code that an address was deployed with, before its first swap; what is kept already stays. */
export async function keepOriginal(dataDir: string, rpcUrl: string, address: Address, code: Hex): Promise<void> {
  const kept = parseJson<Originals>(readText(fileOf(dataDir)));
  const { hash } = await connect(rpcUrl).getBlock({ blockNumber: 0n });
  const codes = kept?.genesis === hash ? kept.codes : {};
  if (codes[address]) return;
  const next: Originals = { genesis: hash, codes: { ...codes, [address]: code } };
  writeWhole(fileOf(dataDir), JSON.stringify(next, null, 2));
}

/**
 * Puts back what was swapped out in an earlier run: a world that continues runs what was deployed, and whether its sources are
 * still the same is then looked at.
 */
export async function restoreSwapped(dataDir: string, rpcUrl: string): Promise<void> {
  const kept = parseJson<Originals>(readText(fileOf(dataDir)));
  if (!kept) return;
  const client = connect(rpcUrl);
  const { hash } = await client.getBlock({ blockNumber: 0n });
  for (const [address, bytecode] of Object.entries(kept.codes) as [Address, Hex][]) {
    if (hash === kept.genesis) await client.setCode({ address, bytecode });
  }
  rmSync(fileOf(dataDir), { force: true });
}
