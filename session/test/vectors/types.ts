import type { Hex } from "viem";
import type { Call, Grant } from "../../src/core.ts";
import type { Signer } from "./world.ts";

/** A contract's error, by its name in the ABIs of the session contracts. */
export type Refusal = { name: string; args?: readonly unknown[] };

/** An operation of a vector, as written by hand; `renderOperation` computes the rest. */
export type OperationSpec = {
  what: string;
  /** The operation carries the grant. Default: no. */
  enables?: boolean;
  calls?: readonly Call[];
  /** If given: the account's calldata, made by hand. */
  callData?: Hex;
  /** How calls are encoded. Default `runTogether`, or `execute` if one has value. */
  encoding?: "execute";
  /** The hints in the signature. Default: the first rule for every call. */
  hints?: readonly number[];
  time?: number;
  maxFeePerGas?: bigint;
  /** The bytes after the paymaster and its two limits. */
  voucher?: Hex;
  nonceKey?: bigint;
  /** Who signs for the session. Default: its key. */
  signedBy?: Signer;
  /** The first byte of its signature, if it is neither of the two. */
  kind?: number;
  /** What the module subtracts from the session's word, if it accepts the operation. Default: no amount. */
  spends?: bigint;
  /** The window in the answer. */
  window?: readonly [validAfter: number, validUntil: number];
  /** Valid except for a signature: the answer says so, and nothing reverts. */
  isUnsigned?: boolean;
  error?: Refusal;
  counts?: readonly Count[];
};

/** What `countOf` returns for a rule afterwards. */
export type Count = { rule: number; period: number; calls: number; amount: bigint; value: bigint };

/** A grant of a vector, as written by hand. */
export type GrantSpec = {
  name: string;
  grant: Grant;
  /** Who owns the account. Default: the wallet. */
  owner?: Signer;
  /** Who signed. Default: the owner. */
  signedBy?: Signer;
  /** Who signs operations. Default: the P-256 session key. */
  key?: Signer;
  operations?: readonly OperationSpec[];
  /**
   * Who refuses it: `reader` because of its permissions, `module` because of its other fields, `state` because of what only the chain
   * knows.
   */
  refusedBy?: "reader" | "module" | "state";
  error?: Refusal;
};

/** A packed grant that no writer produces, and the reader's error. */
export type RawSpec = Pick<Grant, "account" | "sessionKey" | "paymaster" | "nonceKey"> & {
  name: string;
  packed: Hex;
  error: Refusal;
};
