import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { type Address, createPublicClient, type Hex, http, isAddress, type PublicClient } from "viem";
import { type Addresses, parseJson, readText, recallDeployed, rememberDeployed } from "./deployed.ts";
import { deployEntryPoint } from "./entryPoint.ts";
import { mendForgeCache } from "./forgeCache.ts";
import { foundryBinary } from "./foundry.ts";
import { addressOf, localKeys } from "./keys.ts";
import { fromRoot } from "./paths.ts";
import { run } from "./run.ts";
import type { Say } from "./service.ts";
import type { Artifacts } from "./solidity/release.ts";
import { DEPOSIT_WEI, makeWorld, STAKE_WEI } from "./world/make.ts";
import { writeWhole } from "./writeWhole.ts";

type Deploy = {
  dataDir: string;
  rpcUrl: string;
  deploymentFile: string;
  /** What is deployed; without it the deploy script compiles and deploys by itself, as in the world. */
  artifacts?: Artifacts | undefined;
  say: Say;
  signal?: AbortSignal | undefined;
};

const SCRIPT = "contracts/script/Deploy.s.sol";

/** See foundry.toml: what is deployed has a profile of its own. */
const RELEASE = { FOUNDRY_PROFILE: "release" };

/** Without the tests, which take longer to compile than all the rest to start; the examples, which the script compiles too. */
export function buildContracts(signal?: AbortSignal): Promise<string> {
  mendForgeCache(fromRoot("contracts/cache/release/solidity-files-cache.json"), fromRoot("contracts/out/release"));
  return run(foundryBinary("forge"), ["build", SCRIPT, "contracts/src"], {
    env: RELEASE,
    ...(signal ? { signal } : {}),
  });
}

/**
 * Deploys what is not deployed yet. A world whose contracts all stay where they are keeps its first block, and so its
 * identity, whatever else changed in the sources.
 * @returns Whether there was anything to do.
 */
export async function deployContracts(options: Deploy): Promise<boolean> {
  const { dataDir, rpcUrl, deploymentFile, artifacts, say, signal } = options;
  const client = createPublicClient({ transport: http(rpcUrl) });
  const genesis = (await client.getBlock({ blockNumber: 0n })).hash;
  const sources = hashOfSources();
  const known = recallDeployed(dataDir);
  const before = known?.genesis === genesis && (await stands(client, known.addresses)) ? known : undefined;
  if (before?.sources === sources) {
    // A file that was lost or torn is written again; one that is as it was keeps its time of change.
    if (readText(deploymentFile) !== textOf(before.addresses)) writeWhole(deploymentFile, textOf(before.addresses));
    return false;
  }
  await deployEntryPoint(rpcUrl);
  const written = artifacts
    ? (await makeWorld(rpcUrl, (contract) => artifacts[contract].bytecode.object)).addresses
    : await runScript(dataDir, rpcUrl, signal);
  const all = known?.genesis === genesis ? [known.addresses, ...known.past] : [];
  const same = before && all.find((addresses) => movedIn(addresses, written).length === 0);
  const addresses: Addresses = { ...written, startBlock: same?.startBlock ?? written.startBlock };
  if (known && all.length > 0 && known.addresses !== same) say(describeOtherWorld(known.addresses, written));
  writeWhole(deploymentFile, textOf(addresses));
  rememberDeployed(dataDir, { genesis, sources, addresses, past: all.filter((old) => old !== same) });
  return true;
}

/** Runs forge, which writes only where foundry.toml lets it. */
async function runScript(dataDir: string, rpcUrl: string, signal: AbortSignal | undefined): Promise<Addresses> {
  const written = fromRoot(`contracts/deployments/.${process.pid}.json`);
  mkdirSync(path.dirname(written), { recursive: true });
  try {
    await run(foundryBinary("forge"), ["script", SCRIPT, "--broadcast", "--rpc-url", rpcUrl], {
      env: {
        ...RELEASE,
        DEPLOYER_KEY: localKeys.deployer,
        SPONSOR_SIGNER: addressOf(localKeys.sponsorSigner),
        FACTORY_STAKE: String(STAKE_WEI),
        PAYMASTER_STAKE: String(STAKE_WEI),
        PAYMASTER_DEPOSIT: String(DEPOSIT_WEI),
        DEPLOYMENT_FILE: written,
        // Two stacks that deploy at the same time must not share this folder.
        FOUNDRY_BROADCAST: path.join(dataDir, "broadcast"),
      },
      ...(signal ? { signal } : {}),
    });
    const addresses: Addresses = JSON.parse(readFileSync(written, "utf8"));
    return { ...addresses, startBlock: firstBlockOf(dataDir, addresses) };
  } finally {
    rmSync(written, { force: true });
  }
}

/** The block of the first transaction. forge names the newest block of before: an empty one, which says nothing. */
function firstBlockOf(dataDir: string, { chainId, startBlock }: Addresses): number {
  const file = path.join(dataDir, "broadcast", path.basename(SCRIPT), String(chainId), "run-latest.json");
  const { receipts = [] } = parseJson<{ receipts: { blockNumber: Hex }[] }>(readText(file)) ?? {};
  const numbers = receipts.map(({ blockNumber }) => Number(blockNumber));
  return numbers.length > 0 ? Math.min(...numbers) : Number(startBlock);
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
function movedIn(before: Addresses, after: Addresses): string[] {
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

const textOf = (addresses: Addresses) => `${JSON.stringify(addresses, null, 2)}\n`;

function hashOfSources(): string {
  const hash = createHash("sha256");
  const add = (file: string): void => {
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(path.relative(fromRoot(), file)).update(readFileSync(file));
  };
  for (const place of ["contracts/src", "contracts/script", "foundry.toml", "package-lock.json"]) add(fromRoot(place));
  return hash.digest("hex");
}
