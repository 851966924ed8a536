import { type Address, createPublicClient, http, isAddress, type PublicClient } from "viem";
import { carryOver } from "./carryOver.ts";
import { type Addresses, readText, recallDeployed, rememberDeployed } from "./deployed.ts";
import type { Say } from "./service.ts";
import type { Artifacts } from "./solidity/release.ts";
import { makeWorld } from "./world.ts";
import { writeWhole } from "./writeWhole.ts";

type Deploy = { dataDir: string; rpcUrl: string; deploymentFile: string; artifacts: Artifacts; say: Say };

/**
 * Deploys what is not deployed yet: where a contract is follows from its code. A world whose contracts all stay where they are
 * keeps its first block, and so its identity, whatever else changed in the sources.
 */
export async function deployContracts({ dataDir, rpcUrl, deploymentFile, artifacts, say }: Deploy): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const genesis = (await client.getBlock({ blockNumber: 0n })).hash;
  const known = recallDeployed(dataDir);
  const before = known?.genesis === genesis && (await stands(client, known.addresses)) ? known : undefined;
  const made = (await makeWorld(rpcUrl, (contract) => artifacts[contract].bytecode.object)).addresses;
  const all = known?.genesis === genesis ? [known.addresses, ...known.past] : [];
  const same = before && all.find((addresses) => movedIn(addresses, made).length === 0);
  const addresses: Addresses = { ...made, startBlock: same?.startBlock ?? made.startBlock };
  if (known && all.length > 0 && known.addresses !== same) {
    // Before anybody can play in the new one.
    const players = before && !same ? await carryOver(rpcUrl, before.addresses, made) : 0;
    say(describeOtherWorld(known.addresses, made));
    if (players > 0) say(`Sand and relics of ${players} player${players === 1 ? "" : "s"} came along.`);
  }
  // A file that was lost or torn is written again; one that is as it was keeps its time of change.
  const text = `${JSON.stringify(addresses, null, 2)}\n`;
  if (readText(deploymentFile) !== text) writeWhole(deploymentFile, text);
  rememberDeployed(dataDir, { genesis, addresses, past: all.filter((old) => old !== same) });
}

/** Whether the contracts of a deployment are there, and the block from which they count. */
async function stands(client: PublicClient, addresses: Addresses): Promise<boolean> {
  const wanted = Object.values(addresses).filter((value): value is Address => isAddress(String(value)));
  const codes = await Promise.all(wanted.map((address) => client.getCode({ address })));
  if (codes.length === 0 || codes.some((code) => code === undefined || code === "0x")) return false;
  const first = client.getBlock({ blockNumber: BigInt(addresses.startBlock) });
  return first.then(
    () => true,
    () => false,
  );
}

/** Names of the contracts that are elsewhere in another deployment. */
export function movedIn(before: Addresses, after: Addresses): string[] {
  const isSame = (name: string) => String(before[name]).toLowerCase() === String(after[name]).toLowerCase();
  return Object.keys(after).filter((name) => name !== "startBlock" && !isSame(name));
}

/** What is said when the world of before is another one. */
export function describeOtherWorld(before: Addresses, after: Addresses): string {
  const stays =
    "What was played in the one before stays on this chain: with the sources of then the next start shows it again.";
  // The session contracts of then had no name of their own, and nothing here speaks to them.
  if (before.name === undefined) {
    return `This folder holds a world of the first generation of the session contracts. It is set aside, and a new one begins. ${stays}`;
  }
  const moved = movedIn(before, after);
  if (moved.length === 0) {
    return "The chain has forgotten the block that named this world. The contracts and what was played are there; pages take it for a new world.";
  }
  return `The sources changed: ${moved.join(", ")} are at other addresses, and this is another world. ${stays}`;
}
