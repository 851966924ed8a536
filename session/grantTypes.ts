import type { Address, Hex } from "viem";

/** Bounds on one static argument. The twin of the Solidity struct of this name, as are the two types below. */
export type ArgumentBound = {
  /** Position of the argument, the first is 1. */
  argument: number;
  /** Inclusive, as the argument's ABI word. */
  min: bigint;
  /** Inclusive, as the argument's ABI word. */
  max: bigint;
};

/** One thing that a session key may do: call one function of one contract, within limits. */
export type Permission = {
  target: Address;
  /** `name(type,…)` in canonical ABI types; the chain hashes this very text to the selector. */
  functionSignature: string;
  /** Native value per call in wei, inclusive. */
  maxValue: bigint;
  /** Position of the token-amount argument that counts against `Grant.maxSpend`, the first is 1; 0 for none. */
  spendArgument: number;
  bounds: readonly ArgumentBound[];
};

/** What the owner signs. Field names, order and types are those of the Solidity struct. */
export type Grant = {
  account: Address;
  /** ERC-7913 signer bytes. */
  sessionKey: Hex;
  /** Unix seconds, exclusive. */
  validAfter: number;
  /** Unix seconds, inclusive. */
  validUntil: number;
  maxActions: number;
  /** In the token's smallest unit. */
  maxSpend: bigint;
  maxGasWei: bigint;
  /** Zero address: operations must use none. */
  paymaster: Address;
  nonceKey: bigint;
  epoch: number;
  permissions: readonly Permission[];
};
