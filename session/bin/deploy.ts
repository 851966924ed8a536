import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type DeployStep, deploySessionContracts, serializeDeployment } from "@hourglass/session/contracts";
import { createPublicClient, defineChain, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type DeployOptions, UsageError } from "./options.ts";

/**
 * Deploys, prints each step, and writes the deployment.
 * @param options What to deploy, and where.
 * @param say Receives one line per step.
 * @param write Receives the deployment as JSON if no file is named.
 */
export async function deploy(
  options: DeployOptions,
  say: (line: string) => void,
  write: (json: string) => void,
): Promise<void> {
  const transport = http(options.rpc);
  const chainId = await createPublicClient({ transport }).getChainId();
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [options.rpc] } },
  });
  const deployer = privateKeyToAccount(options.key);
  say(`${options.name} on chain ${chainId}, deployed by ${deployer.address}`);
  const deployment = await deploySessionContracts({
    ...{ chain, transport, deployer, name: options.name, playTargets: options.playTargets },
    ...(options.sponsor ? { sponsorSigner: options.sponsor } : {}),
    ...(options.rolesOwner ? { rolesOwner: options.rolesOwner } : {}),
    ...(options.maxDuration ? { maxDuration: options.maxDuration } : {}),
    ...(options.deposit ? { deposit: options.deposit } : {}),
    ...(options.entryPoint ? { entryPoint: readEntryPoint() } : {}),
    stake: { factory: options.factoryStake ?? 0n, paymaster: options.paymasterStake ?? 0n },
    onStep: (step) => say(describe(step)),
  });
  const json = serializeDeployment(deployment);
  if (options.out === undefined) return write(json);
  writeFileSync(options.out, json);
  say(`Written to ${options.out}.`);
}

/** The words for each step, done or already there. */
const WORDS = {
  deploy: ["deployed", "already exists"],
  stake: ["stake added", "stake is sufficient"],
  deposit: ["deposit added", "deposit is sufficient"],
} as const;

function describe({ does, contract, address, hash }: DeployStep): string {
  const [done, found] = WORDS[does];
  return `  ${contract.padEnd(24)} ${address}  ${hash ? `${done}, ${hash}` : found}`;
}

/** Loaded from the folder in which the command runs: the package is under the GPL, so users install it themselves. */
function readEntryPoint(): Hex {
  const require = createRequire(path.join(process.cwd(), "package.json"));
  try {
    const file = require.resolve("@account-abstraction/contracts/artifacts/EntryPoint.json");
    return JSON.parse(readFileSync(file, "utf8")).bytecode;
  } catch {
    throw new UsageError("--entry-point: install @account-abstraction/contracts@0.8.0 first (npm install --save-dev).");
  }
}
