import type { Address, Hex } from "viem";
import type { NamedText, OperationView } from "../ports";

/** A value that was signed, sent or counted. Long bytes are shortened on screen, and copied whole. */
export type FieldView = NamedText;

/** One call of an operation. */
export type CallView = {
  /** "Walk 2 steps"; undefined for what no action of the game is. */
  words: string | undefined;
  /** `move(bytes)`, or the selector. */
  functionText: string;
  target: Address;
  targetName: string;
  args: readonly NamedText[];
  /** Which rule of the grant allowed it, counted from 1, and its limits in words. */
  rule:
    | {
        number: number;
        of: number | undefined;
        functionSignature: string | undefined;
        limits: readonly string[];
        counted: readonly string[];
      }
    | undefined;
};

/** A limit, what this operation took of it, and what was used afterwards. */
export type CheckView = {
  name: "actions" | "sand" | "gas";
  max: bigint;
  by: bigint;
  /** Undefined: the node does not have the state of that block any more. */
  before: bigint | undefined;
  after: bigint | undefined;
};

/** A part of the gas that was used. `both`: EntryPoint reports one number for validation and calls. */
export type GasPart = {
  name: "preVerification" | "creation" | "validation" | "sponsor" | "calls" | "entryPoint" | "both";
  gas: bigint;
};

/** Where the gas went, in units of gas. */
export type GasView = {
  /** They add up to `used`. */
  parts: readonly GasPart[];
  /** Whether the node told each part; otherwise validation and calls are one. */
  isTraced: boolean;
  used: bigint;
  /** What each phase was allowed, in the order in which they run. */
  limits: readonly { name: "preVerification" | "validation" | "sponsor" | "calls"; gas: bigint }[];
  allowed: bigint;
};

/** An event of an operation. */
export type EventView = { contract: string; name: string; args: readonly NamedText[] };

/** Everything about an operation that is on chain. */
export type InspectedOperation = {
  state: "executed" | "reverted";
  hash: Hex;
  transactionHash: Hex;
  transactionUrl: string | undefined;
  blockNumber: bigint;
  blockSeconds: bigint;
  account: Address;
  paidBy: "sponsor" | "account";
  costWei: bigint;
  gasUsed: bigint;
  /** What it did before its calls. */
  deploys: boolean;
  enables: boolean;
  /** Undefined: the transaction is no plain `handleOps`, so its contents are not known. */
  contents:
    | {
        signedBy: "session key" | "owner";
        calls: readonly CallView[] | undefined;
        gas: GasView;
        maxCostWei: bigint;
        fields: readonly FieldView[];
        signed: readonly FieldView[];
        voucher: readonly FieldView[];
      }
    | undefined;
  /** Undefined: the owner signed it, or the grant is not available. */
  session:
    | {
        id: Hex;
        checks: readonly CheckView[];
        window: { validAfter: number; validUntil: number } | undefined;
        hasHistory: boolean;
      }
    | undefined;
  /** Why its calls reverted, for the player and by the contract's rule. */
  refusal: { reason: string; rule: string | undefined; values: readonly NamedText[] } | undefined;
  events: readonly EventView[];
};

/** `own`: not on chain, but this page sent it. `unknown`: neither. */
export type Inspection = InspectedOperation | { state: "own"; operation: OperationView } | { state: "unknown" };
