import type { Address, Hex } from "viem";
import type { SessionDeployment } from "../../deployment.ts";
import type { ContractPermissions } from "../../permissions/allow.ts";
import type { OperationRequest, SessionRequest } from "../parse/sponsorRequest.ts";

/** A deployment with everything that a sponsor needs; addresses in lowercase, like parsed requests. */
export type SponsorDeployment = SessionDeployment & { entryPoint: Address; sessionPaymaster: Address };

/** What a sponsor pays for. */
export type SponsorWorld = {
  deployment: SponsorDeployment;
  sessions: {
    allow: readonly ContractPermissions[];
    maxGas: bigint;
    maxDuration: number;
    maxCalls: number;
    maxSpend: bigint;
  };
  /** Undefined: no operation of an owner is paid for. */
  ownerCalls: OwnerCalls | undefined;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
};

export type OwnerCalls = {
  allow: (account: Address) => readonly ContractPermissions[];
  maxGas: bigint;
  simulate: boolean;
  ownership: boolean;
};

/** Facts from the chain about the account that is to be paid for; they can be trusted. */
export type AccountFacts = {
  /** Chain clock, Unix seconds. */
  nowSeconds: number;
  /** Of the newest block, in wei: an operation that pays less is never included, and would only fill the ledger. */
  baseFeePerGas: bigint;
  /** The owner of the account, or the one that its factory would give it; undefined if the account is not ours. */
  owner: Hex | undefined;
  isDeployed: boolean;
  /** The watcher stopped paying for it. */
  isDenied: boolean;
};

/** Additional facts about a grant. */
export type SessionFacts = AccountFacts & {
  isSignedByOwner: boolean;
  /** The epoch that a grant must name to be enabled now. */
  epoch: Hex;
  isRevoked: boolean;
  /** The watcher stopped paying for this session, for good. */
  isSessionDenied: boolean;
  /** The session key is an address with code: it could be enabled, but could not sign. */
  isKeyContract: boolean;
};

/** Additional facts about an operation of an owner. */
export type OperationFacts = AccountFacts & {
  /** The next nonce of the owner's lane. */
  nonce: bigint;
  /** Why the calls would revert now; undefined if they would not, or if the account does not exist yet. */
  revertReason: string | undefined;
  /** Nothing may leave the account: the targets that a device key's account may still call; otherwise undefined. */
  reachable: readonly Address[] | undefined;
};

/** One request to the sponsor. Without facts only the request itself is judged, as for a stub. */
export type Question =
  | { kind: "session"; request: SessionRequest; facts?: SessionFacts | undefined }
  | { kind: "operation"; request: OperationRequest; facts?: OperationFacts | undefined };
