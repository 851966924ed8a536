/// <reference lib="esnext.disposable" preserve="true" />
import type { Abi, Account, Address, Chain, Client, Hex, Transport, WalletClient } from "viem";
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  http,
  parseEther,
  publicActions,
  webSocket,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { deploySessionContracts } from "../../contracts/deploy.ts";
import type { SessionDeployment } from "../../deployment.ts";
import { sessionModuleOf } from "../../grant/grant.ts";
import { toSessionId } from "../../grant/sessionId.ts";
import { sponsorModuleOf } from "../../operation/voucher.ts";
import type { CreateSessionsParameters } from "../../sessions/parameters.ts";
import { createActivity } from "../activity.ts";
import { createMemoryTransport, createOutages } from "../memoryTransport.ts";
import { createPlainSponsor, type PlainSponsorParts } from "../plainSponsor.ts";
import { RpcFault } from "../rpcFault.ts";
import type { Running } from "./child.ts";
import { createMovedClock } from "./movedClock.ts";
import { findFreePort, importNode } from "./node.ts";
import { deployer, keys, readEntryPoint, startAlto, startAnvil } from "./parts.ts";

/** Options of a local stack. */
export type LocalStackOptions = {
  /** Seconds between blocks. Default 0.25. */
  blockTime?: number;
  /** Contracts of the product, deployed in order before the session contracts. */
  deploy?: readonly { abi: Abi; bytecode: Hex; args?: readonly unknown[] }[];
  /** Contracts that accounts of device keys may call. Default: everything that `deploy` lists. */
  playTargets?: readonly Address[];
  /** Default `Local`. */
  name?: string;
};

/** A chain, a bundler, the session contracts and a sponsor that pays for everything. */
export type LocalStack = {
  chain: Chain;
  deployment: SessionDeployment;
  /** Spread into `createSessions`. */
  parameters: CreateSessionsParameters;
  /** Has money. */
  deployer: Account;
  /** Addresses of the deployed contracts, in order. */
  addresses: readonly Address[];
  /** Of chain and bundler, for a page. The sponsor lives in this process: a page gets one by `createSponsor`. */
  urls: { rpc: string; bundler: string };
  /** Moves the time of chain, bundler and sessions. */
  advance: (seconds: number) => Promise<void>;
  /** Ends the processes that it started, the last first, and removes its folder. */
  stop: () => Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose]: () => Promise<void>;
};

const CHAIN_ID = 31_337;

/**
 * Starts a real stack on loopback, for integration tests in Node.js: anvil, Alto, the session contracts, a sponsor.
 * @param options See {@link LocalStackOptions}.
 * @returns See {@link LocalStack}. Stop it, or declare it with `await using`.
 * @throws Error that says what to install: `@foundry-rs/anvil`, `@pimlico/alto`, `@account-abstraction/contracts` 0.8.0.
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const { blockTime = 0.25, name = "Local" } = options;
  const [{ mkdtempSync, rmSync }, { tmpdir }, { join }] = await Promise.all([
    importNode("fs"),
    importNode("os"),
    importNode("path"),
  ]);
  const [rpcPort, bundlerPort, entryPoint] = [await findFreePort(), await findFreePort(), await readEntryPoint()];
  const folder = mkdtempSync(join(tmpdir(), "session-local-"));
  const running: Running[] = [];
  const stop = async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const chain = defineLocalChain(rpcPort);
    running.push(await startAnvil(rpcPort, { chainId: CHAIN_ID, blockTime }));
    const addresses = await deployAll(chain, options.deploy ?? []);
    const sponsor = privateKeyToAccount(keys.sponsor);
    const deployment = await deploySessionContracts({
      ...{ chain, transport: http(), deployer, name, sponsorSigner: sponsor.address, entryPoint },
      ...{ playTargets: options.playTargets ?? addresses, deposit: parseEther("100") },
      stake: { factory: parseEther("1"), paymaster: parseEther("1") },
    });
    const urls = { rpc: `http://127.0.0.1:${rpcPort}`, bundler: `http://127.0.0.1:${bundlerPort}` };
    const bundler = await startAlto(bundlerPort, urls.rpc, folder, blockTime * 1000);
    running.push(bundler);
    const clock = createMovedClock();
    return {
      ...{ chain, deployment, deployer, addresses, urls, stop, [Symbol.asyncDispose]: stop },
      parameters: {
        // A program that stops the stack ends: nothing looks for a chain that is gone.
        ...{ chain, deployment, transport: webSocket(undefined, { keepAlive: false, reconnect: false }) },
        bundler: http(urls.bundler),
        ...{ sponsor: createSponsorTransport(chain, deployment), clock },
      },
      advance: async (seconds) => {
        await advance(chain, seconds);
        bundler.tell({ aheadMs: clock.aheadMs() + seconds * 1000 });
        clock.move(seconds * 1000);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function defineLocalChain(port: number): Chain {
  return defineChain({
    id: CHAIN_ID,
    name: "Local",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [`http://127.0.0.1:${port}`], webSocket: [`ws://127.0.0.1:${port}`] } },
  });
}

async function deployAll(chain: Chain, contracts: NonNullable<LocalStackOptions["deploy"]>): Promise<Address[]> {
  const wallet = createWalletClient({ chain, account: deployer, transport: http() }).extend(publicActions);
  const addresses: Address[] = [];
  for (const { abi, bytecode, args = [] } of contracts) {
    const hash = await wallet.deployContract({ abi, bytecode, args });
    const { contractAddress } = await wallet.waitForTransactionReceipt({ hash, pollingInterval: 50 });
    if (!contractAddress) throw new Error(`Contract ${addresses.length} was not deployed.`);
    addresses.push(contractAddress);
  }
  return addresses;
}

async function advance(chain: Chain, seconds: number): Promise<void> {
  const client = createTestClient({ chain, mode: "anvil", transport: http() });
  await client.increaseTime({ seconds });
  await client.mine({ blocks: 1 });
}

function createSponsorTransport(chain: Chain, deployment: SessionDeployment): Transport {
  const client = createPublicClient({ chain, transport: http() });
  const wallet = createWalletClient({ chain, account: privateKeyToAccount(keys.relayer), transport: http() });
  const { sessionPaymaster, ...rest } = deployment;
  const answer = createPlainSponsor({
    module: sessionModuleOf(deployment),
    paymaster: sessionPaymaster && { ...sponsorModuleOf({ ...rest, sessionPaymaster }), generation: 1 },
    signer: privateKeyToAccount(keys.sponsor),
    nowSeconds: async () => Number((await client.getBlock()).timestamp),
    relay: createRelay(client, wallet, deployment),
  });
  return createMemoryTransport("sponsor", answer, createOutages(), createActivity());
}

function createRelay(
  client: Client & Pick<ReturnType<typeof createPublicClient>, "readContract">,
  wallet: WalletClient<Transport, Chain, Account>,
  { sessionValidator }: SessionDeployment,
): PlainSponsorParts["relay"] {
  const at = { abi: sessionValidatorAbi, address: sessionValidator } as const;
  return async ({ account, proof, signature }) => {
    const args = [account, toSessionId(proof)] as const;
    const { isEnded } = await client.readContract({ ...at, functionName: "sessionOf", args });
    if (isEnded) return undefined;
    const { sessionKey, rulesHash, paymaster, nonceKey } = proof;
    const revocation = [account, sessionKey, rulesHash, paymaster, nonceKey, signature] as const;
    return wallet
      .writeContract({ ...at, functionName: "revokeBySessionKey", args: revocation })
      .catch((cause: Error) => Promise.reject(new RpcFault(-32602, cause.message)));
  };
}
