import type { Address, Hex } from "viem";
import type { Config, Connector } from "wagmi";
import { signTypedData } from "wagmi/actions";

/** One EIP-712 message, as the bridge hands it over. */
export type TypedMessage = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
};

export type ConnectedWallet = { address: Address; signTypedData: (message: TypedMessage) => Promise<Hex> };

/** A connected wallet, narrowed to the only thing that the game may ask of it: one signature. */
export function createWalletPort(config: Config, connector: Connector, address: Address): ConnectedWallet {
  return {
    address,
    signTypedData: (message) => signTypedData(config, { ...message, connector, account: address }),
  };
}
