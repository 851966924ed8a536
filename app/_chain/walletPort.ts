import type { Address, Hex } from "viem";
import type { Config, Connector } from "wagmi";
import { getBytecode, signTypedData } from "wagmi/actions";

/** One EIP-712 message, as the bridge hands it over. */
export type TypedMessage = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
};

export type ConnectedWallet = {
  address: Address;
  signTypedData: (message: TypedMessage) => Promise<Hex>;
  /** Whether the address is a contract on this game's chain, so that its signatures are the contract's to judge. */
  isContract: () => Promise<boolean>;
};

/** A connected wallet, narrowed to what the game may ask of it: one signature; the chain says what it is. */
export function createWalletPort(config: Config, connector: Connector, address: Address): ConnectedWallet {
  return {
    address,
    signTypedData: (message) => signTypedData(config, { ...message, connector, account: address }),
    isContract: async () => (await getBytecode(config, { address })) !== undefined,
  };
}
