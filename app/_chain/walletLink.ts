import type { Address, Hex } from "viem";
import type { Config } from "wagmi";
import { getBytecode, getConnection, signTypedData, watchConnection } from "wagmi/actions";

/** One EIP-712 message from the bridge. */
export type TypedMessage = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
};

/** A wallet that takes longer to announce itself counts as missing; it may still appear later. */
const SLOW_MS = 3_000;

/**
 * The wallet that wagmi is connected to, reduced to what the game may ask: its account, and one signature.
 * @param config wagmi's.
 */
export function createWalletLink(config: Config) {
  const sinceMs = Date.now();
  return {
    read: (): { status: "connecting" | "away" } | { status: "here"; address: Address } => {
      const { status, address } = getConnection(config);
      if (status === "connected") return { status: "here", address };
      const isComing = status === "connecting" || status === "reconnecting";
      return { status: isComing && Date.now() - sinceMs < SLOW_MS ? "connecting" : "away" };
    },
    subscribe: (listener: () => void): (() => void) => {
      const timer = setTimeout(listener, SLOW_MS);
      const unwatch = watchConnection(config, { onChange: listener });
      return () => {
        clearTimeout(timer);
        unwatch();
      };
    },
    /** Whether the address is a contract on this game's chain; then the contract verifies its signatures. */
    isContract: async (address: Address): Promise<boolean> => (await getBytecode(config, { address })) !== undefined,
    signTypedData: async (address: Address, message: TypedMessage): Promise<Hex> => {
      const { connector } = getConnection(config);
      return signTypedData(config, { ...message, account: address, ...(connector && { connector }) });
    },
  };
}
