import { defineChain } from "viem";
import { createConfig, createStorage, http, injected, noopStorage, type Config as WalletConfig } from "wagmi";

/** Names for the question "switch to …?"; a wallet that knows the chain shows its own. */
const names: Readonly<Record<number, string>> = { 31337: "Hourglass (local)" };

/**
 * Wallets that announce themselves (EIP-6963), and the one that only sits in `window.ethereum`.
 * @param chainId The island's chain: the only one.
 * @param origin Of this site; its RPC proxy is what wallets get when they have to add the chain.
 */
export function createWalletConfig(chainId: number, origin: string): WalletConfig {
  const rpcUrl = `${origin}/api/rpc`;
  const chain = defineChain({
    id: chainId,
    name: names[chainId] ?? `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createConfig({
    chains: [chain],
    connectors: [injected()],
    transports: { [chainId]: http(rpcUrl) },
    storage: createStorage({ storage: readStorage() }),
    ssr: true,
  });
}

/** A browser that blocks all site data throws when it is only asked for its storage. */
function readStorage() {
  try {
    return globalThis.localStorage ?? noopStorage;
  } catch {
    return noopStorage;
  }
}
