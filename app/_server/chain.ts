import { createPublicClient, defineChain, type Hex, http, type PublicClient } from "viem";

import { readServerEnv } from "@/app/_env/server";

let client: PublicClient | undefined;

/**
 * The server's own client of the chain. One attempt and a short timeout: a player is waiting, and the server should report
 * that the chain is down instead of hanging.
 * @returns The client, one per process.
 */
export function readChainClient(): PublicClient {
  client ??= createChainClient(readServerEnv().RPC_URL, readServerEnv().CHAIN_ID);
  return client;
}

/**
 * Creates a client of the chain.
 * @param rpcUrl HTTP JSON-RPC of a node.
 * @param chainId Its chain.
 * @returns A client that batches calls made in the same tick.
 */
export function createChainClient(rpcUrl: string, chainId: number): PublicClient {
  return createPublicClient({
    chain: describeChain(rpcUrl, chainId),
    transport: http(rpcUrl, { batch: true, retryCount: 0, timeout: 5_000 }),
    pollingInterval: 250,
    cacheTime: 0,
  });
}

/**
 * viem's description of the chain.
 * @param rpcUrl HTTP JSON-RPC of a node.
 * @param chainId Its chain.
 * @returns The chain.
 */
export function describeChain(rpcUrl: string, chainId: number) {
  return defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
}

/**
 * Hash of the block from which the contracts exist: it identifies a world.
 * @param chain Client of the chain.
 * @param startBlock `Deployment.startBlock`.
 * @returns The hash.
 */
export async function readWorldId(chain: PublicClient, startBlock: bigint): Promise<Hex> {
  return (await chain.getBlock({ blockNumber: startBlock })).hash;
}
