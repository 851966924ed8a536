import { WaitEndedError } from "@hourglass/session/core";
import { type Config, createConfig, createConnector, http } from "wagmi";
import { WALLET_CONNECT } from "@/app/_chain/walletConnect/connector";
import { createPairing, type Pairing } from "@/app/_chain/walletConnect/pairing";
import { deployment, hex } from "./facts";

/** Wallets of the browser, as a state wants them. */
export type StillWallets = {
  /** Names of wallets that are there, in their own spelling. */
  names?: readonly string[];
  /** The first of them is connected, on another chain. */
  onOtherChain?: `0x${string}`;
  /** A wallet on another device is waited for. */
  isPairing?: boolean;
  /** One is asked, and its code expires. */
  isExpired?: boolean;
};

const rpcUrl = "/api/rpc";
const chain = {
  ...{ id: deployment.chainId, name: "Hourglass (local)" },
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [rpcUrl] } },
} as const;

/** Who is asked says no, as wallets do. */
function stillConnector(id: string, name: string, more: object = {}) {
  const refuse = async () => {
    throw Object.assign(new Error("User rejected the request."), { code: 4001 });
  };
  return createConnector(() => ({
    ...{ id, name, type: "still", connect: refuse, disconnect: async () => undefined, switchChain: refuse },
    ...{ getAccounts: async () => [], getChainId: async () => 1, isAuthorized: async () => false },
    getProvider: async () => undefined,
    ...{ onAccountsChanged: () => undefined, onChainChanged: () => undefined, onDisconnect: () => undefined },
    ...more,
  }));
}

const expiring = (pairing: Pairing) => ({
  ...{ pairing, type: WALLET_CONNECT },
  connect: async () => {
    throw new WaitEndedError("The code has expired. Ask for a new one.");
  },
});

/** What wagmi knows in a state. Nothing of it is remembered. */
export function createStillWallets({ names = [], onOtherChain, isPairing, isExpired }: StillWallets): Config {
  const pairing = createPairing();
  if (isPairing) {
    const uri = `wc:${hex(3, 32).slice(2)}@2?relay-protocol=irn&symKey=${hex(4, 32).slice(2)}`;
    pairing.setState({ code: { uri, expiresAtMs: Date.now() + 4 * 60_000 } });
  }
  const config = createConfig({
    chains: [chain],
    connectors: [
      ...names.map((name, index) => stillConnector(`wallet${index}.example`, name)),
      ...(isExpired ? [stillConnector(WALLET_CONNECT, "A wallet on another device", expiring(pairing))] : []),
      ...(isPairing
        ? [stillConnector(WALLET_CONNECT, "A wallet on another device", { pairing, type: WALLET_CONNECT })]
        : []),
    ],
    transports: { [chain.id]: http(rpcUrl) },
    storage: null,
    multiInjectedProviderDiscovery: false,
  });
  const [connector] = config.connectors;
  if (connector && onOtherChain) {
    const connection = { accounts: [onOtherChain] as const, chainId: 1, connector };
    config.setState((state) => ({
      ...state,
      ...{ status: "connected", current: connector.uid, connections: new Map([[connector.uid, connection]]) },
    }));
  }
  return config;
}
