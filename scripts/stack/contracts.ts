import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Address, createPublicClient, type Hex, http, isAddress } from "viem";
import { deployEntryPoint } from "./entryPoint.ts";
import { foundryBinary } from "./foundry.ts";
import { addressOf, localKeys } from "./keys.ts";
import { fromRoot } from "./paths.ts";
import { run } from "./run.ts";

type Deploy = { dataDir: string; rpcUrl: string; deploymentFile: string; signal?: AbortSignal };

const SCRIPT = "contracts/script/Deploy.s.sol";

/** Play money, in wei: what bundlers want to see of who keeps state, and what a room of players uses up in a day. */
const STAKE_WEI = String(10n ** 18n);
const DEPOSIT_WEI = String(1_000n * 10n ** 18n);

/** See foundry.toml: what is deployed has a profile of its own. */
const RELEASE = { FOUNDRY_PROFILE: "release" };

/** Only what is deployed: the tests take longer to compile than all the rest to start. */
export const buildContracts = (signal?: AbortSignal) =>
  run(foundryBinary("forge"), ["build", SCRIPT], { env: RELEASE, ...(signal ? { signal } : {}) });

/** Deploys what is not deployed yet. Returns whether there was anything to do. */
export async function deployContracts({ dataDir, rpcUrl, deploymentFile, signal }: Deploy): Promise<boolean> {
  const marker = path.join(dataDir, "deployed");
  const wanted = `${await genesisHash(rpcUrl)} ${hashOfSources()} ${deploymentFile}`;
  if (read(marker) === wanted && (await isDeployed(rpcUrl, deploymentFile))) return false;
  await deployEntryPoint({ rpcUrl, deployerKey: localKeys.deployer });
  // forge writes only where foundry.toml lets it; the file then moves to where this stack wants it.
  const written = fromRoot(`contracts/deployments/.${process.pid}.json`);
  try {
    await run(foundryBinary("forge"), ["script", SCRIPT, "--broadcast", "--rpc-url", rpcUrl], {
      env: {
        ...RELEASE,
        DEPLOYER_KEY: localKeys.deployer,
        SPONSOR_SIGNER: addressOf(localKeys.sponsorSigner),
        FACTORY_STAKE: STAKE_WEI,
        PAYMASTER_STAKE: STAKE_WEI,
        PAYMASTER_DEPOSIT: DEPOSIT_WEI,
        DEPLOYMENT_FILE: written,
        // Two stacks that deploy at the same time must not share this folder.
        FOUNDRY_BROADCAST: path.join(dataDir, "broadcast"),
      },
      ...(signal ? { signal } : {}),
    });
    mkdirSync(path.dirname(deploymentFile), { recursive: true });
    copyFileSync(written, deploymentFile);
  } finally {
    rmSync(written, { force: true });
  }
  writeFileSync(marker, wanted);
  return true;
}

async function isDeployed(rpcUrl: string, deploymentFile: string): Promise<boolean> {
  const text = read(deploymentFile);
  if (!text) return false;
  const values: unknown[] = Object.values(JSON.parse(text));
  const addresses = values.filter((value): value is Address => typeof value === "string" && isAddress(value));
  const client = createPublicClient({ transport: http(rpcUrl) });
  const codes = await Promise.all(addresses.map((address) => client.getCode({ address })));
  return codes.length > 0 && codes.every((code) => code !== undefined && code !== "0x");
}

async function genesisHash(rpcUrl: string): Promise<Hex> {
  return (await createPublicClient({ transport: http(rpcUrl) }).getBlock({ blockNumber: 0n })).hash;
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const add = (file: string): void => {
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(path.relative(fromRoot(), file)).update(readFileSync(file));
  };
  for (const place of ["contracts/src", "contracts/script", "foundry.toml", "package-lock.json"]) add(fromRoot(place));
  return hash.digest("hex");
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
