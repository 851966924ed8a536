import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Abi,
  type Address,
  type Chain,
  createPublicClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  parseEther,
  webSocket,
} from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";

import { startBundler } from "@/scripts/stack/bundler";
import { LOCAL_CHAIN_ID, startChain } from "@/scripts/stack/chain";
import { deployEntryPoint } from "@/scripts/stack/entryPoint";
import { localKeys } from "@/scripts/stack/keys";
import { fromRoot } from "@/scripts/stack/paths";
import { freePort } from "@/scripts/stack/ports";
import { playerAccountFactoryAbi } from "../src/abis/abis.ts";
import type { SessionDeployment } from "../src/deployment.ts";
import type { SessionModule } from "../src/grant/grant.ts";
import type { SponsorModule } from "../src/operation/voucher.ts";

/** More than a room full of players needs for an hour. */
const DEPOSIT = parseEther("10");
/** The name that owners and sponsor see in the domain of what they sign. */
const NAME = "World";
const HOUR_SECONDS = 3600;
/** How long a change of owner waits. */
const OWNER_DELAY_SECONDS = 86_400;

/**
 * A chain with the session contracts, a target, and a real bundler, for this test file only: its tests stop the
 * bundler and move the clock, which must not affect others.
 */
export async function startWorld() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "session-world-"));
  const [rpcPort, bundlerPort] = await Promise.all([freePort(), freePort()]);
  const rpcUrl = `http://127.0.0.1:${rpcPort}`;
  const bundlerUrl = `http://127.0.0.1:${bundlerPort}`;
  let chainProcess = await startChain({ dataDir, port: rpcPort });
  const chain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: "world",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl], webSocket: [`ws://127.0.0.1:${rpcPort}`] } },
  });
  const prepare = async () => {
    await deployEntryPoint(rpcUrl);
    const contracts = await deploy(chain);
    return { contracts, bundler: await startBundler({ dataDir, port: bundlerPort, rpcUrl }) };
  };
  const { contracts, bundler } = await prepare().catch(async (error: unknown) => {
    await chainProcess.stop();
    throw error;
  });
  let bundlerProcess = bundler;
  /** Over a web socket, so that confirmations are a subscription. */
  const rpc = createPublicClient({ chain, transport: webSocket(undefined, { retryCount: 0 }), pollingInterval: 50 });

  const { validator, verifier: p256Verifier, webAuthnVerifier, paymaster } = contracts;
  return {
    chain,
    contracts,
    /** Where grants are valid, and where vouchers are. */
    module: { chainId: chain.id, validator, name: NAME, p256Verifier } satisfies SessionModule,
    /** As written by the deploy script. */
    deployment: {
      ...{ chainId: chain.id, name: NAME, sessionValidator: validator, p256Verifier, sessionPaymaster: paymaster },
      ...{ playerAccountFactory: contracts.factory, playerAccountImplementation: contracts.implementation },
      ...{ webAuthnVerifier, startBlock: 0n },
    } satisfies SessionDeployment,
    sponsorModule: { chainId: chain.id, paymaster, name: NAME, generation: 1 } satisfies SponsorModule,
    entryPoint: entryPoint08Address,
    bundlerUrl,
    rpc,
    /** Chain clock, Unix seconds. */
    now: async () => Number((await rpc.getBlock()).timestamp),
    wallet: walletOf(chain, localKeys.relayer),
    /** Owns the paymaster. */
    operator: walletOf(chain, localKeys.deployer),
    sponsor: privateKeyToAccount(localKeys.sponsorSigner),
    /** The chain keeps its state and continues. */
    stopChain: () => chainProcess.stop(),
    startChain: async () => {
      chainProcess = await startChain({ dataDir, port: rpcPort });
    },
    stopBundler: () => bundlerProcess.stop(),
    startBundler: async () => {
      bundlerProcess = await startBundler({ dataDir, port: bundlerPort, rpcUrl });
    },
    dispose: async () => {
      await bundlerProcess.stop();
      await chainProcess.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** ABI of the contract that tests call. */
export const targetAbi = readArtifact("Target").abi;

/** ABI of the contract that reads grants: clients do not need it, except to compare. */
export const readerAbi = readArtifact("GrantReader").abi;

async function deploy(chain: Chain) {
  const wallet = walletOf(chain, localKeys.deployer);
  const client = createPublicClient({ chain, transport: http(), pollingInterval: 50 });
  const { address: operator } = wallet.account;
  const create = async (name: string, args: readonly unknown[] = []): Promise<Address> => {
    const { abi, bytecode } = readArtifact(name);
    const hash = await wallet.deployContract({ abi, bytecode, args });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    if (!contractAddress) throw new Error(`${name} was not deployed.`);
    return contractAddress;
  };
  const target = await create("Target");
  const book = await create("VisitorBook");
  const verifier = await create("P256Sha256Verifier");
  const webAuthnVerifier = await create("ERC7913WebAuthnVerifier");
  const reader = await create("GrantReader");
  const validator = await create("SessionValidator", [NAME, HOUR_SECONDS, reader, verifier]);
  const factory = await create("PlayerAccountFactory", [
    validator,
    verifier,
    OWNER_DELAY_SECONDS,
    [target, book],
    operator,
  ]);
  const sponsor = privateKeyToAccount(localKeys.sponsorSigner).address;
  const paymaster = await create("SessionPaymaster", [NAME, operator, sponsor, operator, validator]);
  const { abi } = readArtifact("SessionPaymaster");
  const hash = await wallet.writeContract({ abi, address: paymaster, functionName: "deposit", value: DEPOSIT });
  await client.waitForTransactionReceipt({ hash });
  const implementation = await client.readContract({
    abi: playerAccountFactoryAbi,
    address: factory,
    functionName: "IMPLEMENTATION",
  });
  return { verifier, webAuthnVerifier, reader, validator, factory, implementation, paymaster, target, book };
}

function walletOf(chain: Chain, key: Hex) {
  return createWalletClient({ chain, account: privateKeyToAccount(key), transport: http() });
}

/** The output of `forge build`; run it first. Test contracts are not in the release. */
function readArtifact(name: string): { abi: Abi; bytecode: Hex } {
  const places = ["contracts/out/release", "contracts/out"].map((out) => fromRoot(out, `${name}.sol/${name}.json`));
  const { abi, bytecode } = JSON.parse(readFileSync(places.find(existsSync) ?? "", "utf8"));
  return { abi, bytecode: bytecode.object };
}
