import type { Address, EIP1193Provider, Hex, TypedDataParameter } from "viem";
import { BaseError, getTypesForEIP712Domain, hashTypedData, serializeTypedData } from "viem";

import { OwnerDeclinedError, SessionError } from "../errors/errors.ts";
import type { Owner, OwnerTypedData } from "./owner.ts";
import { toOwnerSignature } from "./ownerSignature.ts";
import { readWalletRefusal } from "./walletRefusal.ts";

/** What the kit needs from a wallet: its address and one typed-data signature. viem's and wagmi's wallet clients fit. */
export type WalletPort = {
  address: Address;
  /** Asks for a signature. Rejects if the person refuses. */
  signTypedData: (typedData: OwnerTypedData) => Promise<Hex>;
  /**
   * Whether the address is a contract on this chain, which checks signatures itself (ERC-1271). Without this function every signature
   * must be by the address's own key. For an address with delegated code (EIP-7702) either answer works.
   */
  isContract?: () => Promise<boolean>;
};

/**
 * A wallet with an address as owner (an EOA, or a contract wallet that signs by ERC-1271).
 * @param wallet The wallet.
 * @returns An owner whose ERC-7913 bytes are the address, and whose signatures have the one form that the chain accepts.
 * Signing rejects with InvalidInputError if the wallet's answer cannot be converted, so that no voucher is requested
 * and no session begins with a signature that would make the first operation fail.
 */
export function createWalletOwner(wallet: WalletPort): Owner {
  return {
    kind: "wallet",
    signer: wallet.address,
    signTypedData: async (typedData) => {
      const signature = await wallet.signTypedData(typedData).catch((cause: unknown) => {
        if (cause instanceof SessionError) throw cause;
        const { kind, text } = readWalletRefusal(cause);
        if (kind === "declined") throw new OwnerDeclinedError(text, { cause });
        throw new SessionError(text, { details: describe(cause), cause });
      });
      return toOwnerSignature(wallet, hashTypedData(typedData), signature);
    },
  };
}

/**
 * Wallet port based on a plain EIP-1193 provider (`eth_signTypedData_v4`).
 * @param provider The provider, for example one announced by EIP-6963.
 * @param address The account that the user connected.
 * @returns The port.
 */
export function createProviderPort(provider: Pick<EIP1193Provider, "request">, address: Address): WalletPort {
  return {
    address,
    signTypedData: (typedData) => {
      const { domain } = typedData;
      // Without its type viem leaves the domain out, and the signature would be valid for every chain and module.
      const types: Record<string, readonly TypedDataParameter[]> = {
        EIP712Domain: getTypesForEIP712Domain({ domain }),
        ...typedData.types,
      };
      const json = serializeTypedData<typeof types, string>({ ...typedData, types });
      return provider.request({ method: "eth_signTypedData_v4", params: [address, json] });
    },
  };
}

function describe(error: unknown): string {
  return error instanceof BaseError ? error.shortMessage : String(error);
}
