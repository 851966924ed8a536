import { defineChain } from "viem";
import { type Config, createConfig, http, injected } from "wagmi";
import type { PublicConfig } from "./readConfig";

/** Wallets that announce themselves (EIP-6963), plus the one that only sits in `window.ethereum`. */
export function createWalletConfig({ chainId, chainName, walletRpcUrl }: PublicConfig, origin: string): Config {
  const proxy = `${origin}/api/rpc`;
  const chain = defineChain({
    id: chainId,
    name: chainName,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [walletRpcUrl ?? proxy] } },
  });
  return createConfig({
    chains: [chain],
    connectors: [injected()],
    transports: { [chain.id]: http(proxy) },
    ssr: true,
  });
}
