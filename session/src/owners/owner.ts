import type { Address, Hex, TypedDataParameter } from "viem";

/** EIP-712 typed data as the kit passes it to an owner. */
export type OwnerTypedData = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly TypedDataParameter[]>;
  primaryType: string;
  message: Record<string, unknown>;
};

/** The owner of an account: a wallet, a passkey, or a key of this browser. */
export type Owner = {
  kind: "device" | "passkey" | "wallet";
  /** ERC-7913 signer bytes: an address, or verifier || key. The account's address depends on it. */
  signer: Hex;
  /** The signer is a contract, which validation may not ask: a transaction enables its sessions. Default: it is a key. */
  isContract?: boolean;
  /** One EIP-712 signature. Rejects with OwnerDeclinedError if the owner refuses. `signal` ends the waiting of an owner that needs several signers. */
  signTypedData: (typedData: OwnerTypedData, signal?: AbortSignal) => Promise<Hex>;
};
