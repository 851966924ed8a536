import { defineChain } from "viem";
import { createConfig, createStorage, http, injected, noopStorage, type Config as WalletConfig } from "wagmi";
import { walletConnect } from "./walletConnect/connector";
import type { WalletConnectOptions } from "./walletConnect/pairing";

/** Names for the question "switch to …?"; a wallet that knows the chain shows its own name. */
const names: Readonly<Record<number, string>> = { 31337: "Hourglass (local)" };

/**
 * Wallets that announce themselves (EIP-6963), and one that is only in `window.ethereum`.
 * @param chainId The island's chain, the only one.
 * @param origin Of this site; wallets that must add the chain get its RPC proxy.
 * @param other Wallets on other devices, if this deployment offers them.
 */
export function createWalletConfig(chainId: number, origin: string, other?: WalletConnectOptions): WalletConfig {
  const rpcUrl = `${origin}/api/rpc`;
  const chain = defineChain({
    id: chainId,
    name: names[chainId] ?? `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createConfig({
    chains: [chain],
    connectors: [injected(), ...(other ? [walletConnect(other)] : [])],
    transports: { [chainId]: http(rpcUrl) },
    storage: createStorage({ storage: readStorage() }),
    ssr: true,
  });
}

/** A browser that blocks all site data throws on the first access to storage. */
function readStorage() {
  try {
    return globalThis.localStorage ?? noopStorage;
  } catch {
    return noopStorage;
  }
}
