import { defineChain, http } from "viem";
import { type ChainReader, createChainReader } from "./chainReader";

export type Readers = {
  /** Through the app's own proxy; it does not retry by itself. */
  rpc: ChainReader;
  /** The same chain, calls of the same moment in one request: for whoever asks much at once. */
  batchedRpc: ChainReader;
};

/** For every request through the app's proxies: whoever asks decides whether to ask again. */
export const once = { retryCount: 0, timeout: 10_000 } as const;

/** Creates what reads the chain of a world. */
export function createReaders(chainId: number): Readers {
  const chain = defineChain({
    id: chainId,
    name: "Hourglass",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: ["/api/rpc"] } },
  });
  return {
    rpc: createChainReader(chain, http("/api/rpc", once)),
    // Not everything is batched: all answers to one request together are limited in size.
    batchedRpc: createChainReader(chain, http("/api/rpc", { ...once, batch: { batchSize: 50 } })),
  };
}
