import type { Address, Hex } from "viem";
import type { OwnerView } from "../ports";
import type { SignersView } from "../signers/views";
import type { Stake } from "../stake";

/** Somebody who can sign, by an ERC-7913 signer: an address, or a key whose last bytes tell it from others. */
export type SignerView = { signer: Hex; kind: "device" | "passkey" | "address"; text: string };

/** How far a change of owner is. `off`: no guardians. `waiting`: the owner may cancel. `due`: anybody may finish it. */
export type RecoveryStage = "off" | "ready" | "waiting" | "due";

/** Who may replace the owner of an account, and whether somebody is about to. Times are Unix seconds of the chain. */
export type RecoveryView = {
  stage: RecoveryStage;
  /** How the last change that was asked for ended, if none was asked for since. */
  ended: { how: "cancelled" | "done"; seconds: number } | undefined;
  guardians: readonly SignerView[];
  threshold: number;
  pending: { owner: SignerView; dueSeconds: number } | undefined;
  delaySeconds: number;
};

/** Code that may act for an account, by what it is for; `sessions` is the module of this game's sessions. */
export type ModuleView = {
  module: Address;
  kind: "sessions" | "validator" | "executor" | "fallback" | "hook" | "unknown";
};

/** Who owns an account, at one block. */
export type AccountPage = {
  stale: false;
  blockNumber: bigint;
  /** Unix seconds. */
  blockSeconds: bigint;
  /** Undefined: nobody asked for an account, and nobody plays in this browser. */
  account: Address | undefined;
  /** Set if this browser can sign for the account; everybody else only reads. */
  you: OwnerView | undefined;
  /** Undefined: it is not on chain yet, and is not of this browser. */
  owner: SignerView | undefined;
  /** The owner is a contract; `signers` if it answers like a Safe. */
  contract?: { signers: SignersView | undefined } | undefined;
  isDeployed: boolean;
  /** Since when it has this owner. */
  since: { seconds: number; blockNumber: bigint } | undefined;
  /** Nothing may leave it before this time, because a device key handed it over. 0: it was not, or that is over. */
  lockedUntil: number;
  /** What it holds; undefined: nothing that anybody could miss. */
  stake: Stake | undefined;
  recovery: RecoveryView;
  modules: readonly ModuleView[];
  /** Identifies the next change: what guardians sign is for this one only. */
  change: Hex;
};
