import type { Abi, Address, Chain, Client, Hash, Hex, Transport } from "viem";
import type { SmartAccount } from "viem/account-abstraction";
import type { SessionDeployment } from "../deployment.ts";
import type { Part, SessionError } from "../errors/errors.ts";
import type { NotPermittedError } from "../errors/sessionErrors.ts";
import type { PortableGrant } from "../grant/portable.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import type { LaneEnd } from "../lane/laneTypes.ts";
import type { Call } from "../operation/calls.ts";
import type { VoucherData } from "../operation/voucher.ts";
import type { Owner, OwnerTypedData } from "../owners/owner.ts";
import type { OwnerSource } from "../owners/sources.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import type { PermissionRule } from "../permissions/describe.ts";
import type { ContractCall } from "./contractCall.ts";
import type { WorstCase } from "./worstCase.ts";

/** Limits of the whole session. The chain enforces all of them, and gives nothing back for calls that revert. */
export type SessionLimits = {
  /** Number of calls in total; every call of a batch counts. */
  calls: number;
  /** Wei of maximum gas cost, whoever pays. Default: the sponsor's offer; required without one. */
  gas?: bigint;
  /** Sum over all `spend` arguments without their own cap, in the token's smallest unit. One token only. Default 0. */
  spend?: bigint;
  /** Seconds. Default: the longest that the module accepts, an hour for Hourglass. */
  duration?: number;
};

/** What is needed to open a session. */
export type OpenParameters = {
  owner: Owner | OwnerSource;
  permissions: readonly [ContractPermissions, ...ContractPermissions[]];
  limits: SessionLimits;
  /**
   * `never`: request a new grant. `only`: the stored session of whoever played last, without any prompt, even if the owner is
   * unknown; otherwise NoSessionError. Default `prefer`: a stored session of this owner that covers the request.
   */
  resume?: "prefer" | "never" | "only" | undefined;
  /** Shows the card: called before the owner is asked. Resolve to continue, reject to decline. */
  confirm?: ((request: SessionRequest) => Promise<void>) | undefined;
  /** Default: a new P-256 key that cannot leave the browser. Your own key is not stored: resume with `adopt`. */
  key?: SessionSigner | undefined;
  /** Unix seconds of the chain: when the session may begin, for an owner that needs time to sign. Default: at once. */
  begin?: number | undefined;
  /** Stops waiting for owner and sponsor; then nothing is stored. */
  signal?: AbortSignal | undefined;
};

/** Everything that is signed, as numbers and as words. */
export type SessionRequest = {
  owner: Owner;
  account: Address;
  permissions: readonly PermissionRule[];
  limits: Required<SessionLimits>;
  /** Unix seconds of the chain: until then the key may act. */
  validUntil: number;
  paymaster: Address | undefined;
  /** True: nothing new is requested, `open` will resume. */
  resumes: boolean;
  /** The EIP-712 message, as the wallet will show it. */
  message: OwnerTypedData;
  /** The most that a thief of the key could do, derived from the numbers above. */
  worstCase: WorstCase;
  /** What no session key can ever do. */
  never: readonly string[];
};

/** What a card tells: of a {@link SessionRequest}, or of a grant that is not made yet (`describeGrant` of `/core`). */
export type CardRequest = Pick<SessionRequest, "permissions" | "limits" | "paymaster" | "worstCase" | "never"> &
  Partial<Pick<SessionRequest, "validUntil" | "message">>;

/** The sessions of one world. */
export type Sessions = {
  readonly chain: Chain;
  /** Reads the chain. */
  readonly client: Client<Transport, Chain, undefined>;
  readonly deployment: SessionDeployment;
  /** Opens a session, or resumes the one that this browser still has. One prompt at most; no transaction: the first call carries the grant. */
  open: (parameters: OpenParameters) => Promise<Session>;
  /** What `open` would request. Asks only the chain, and the sponsor for its offer. */
  prepare: (parameters: Omit<OpenParameters, "confirm" | "signal">) => Promise<SessionRequest>;
  /** Has an owner grant to somebody else's key, for example an agent's on a server. Pass the result on with `serializeGrant`. */
  grant: (parameters: Omit<OpenParameters, "resume" | "key"> & { to: Address | Hex }) => Promise<PortableGrant>;
  /** Adopts a grant that somebody else's owner signed. `abis`: ABIs of the targets, to name errors and arguments. */
  adopt: (grant: PortableGrant, parameters: { key: SessionSigner; abis?: readonly Abi[] }) => Promise<Session>;
  /** The open session of this process. */
  readonly current: Session | undefined;
  /** Called when `current` changes. Returns a function that unsubscribes. */
  watch: (onChange: (session: Session | undefined) => void) => () => void;
  /** The account of an owner, deployed or not: the one that was handed to them last, otherwise the factory's. */
  accountOf: (owner: Owner | OwnerSource) => Promise<Address>;
  /** The owner signs what a session may not do: one prompt, one operation; sponsored if the sponsor offers it. */
  sendAsOwner: (parameters: { owner: Owner | OwnerSource; calls: readonly Call[] }) => Promise<OwnerReceipt>;
  /** Ends every session and unused grant of the account, on every device, with one signature of the owner. */
  endAll: (parameters: { owner: Owner | OwnerSource }) => Promise<OwnerReceipt>;
  /** Stops lanes and subscriptions; keeps keys. */
  dispose: () => Promise<void>;
};

/**
 * granted ──first operation included──▶ active ──one minute left──▶ expiring ──▶ ended
 *    └────────────────────────────── ended at any time ◀──────────────┘
 */
export type SessionStatus = "granted" | "active" | "expiring" | "ended";
/** Why a session sends nothing more; see `LaneEnd`. */
export type EndReason = LaneEnd;

/** Immutable, a new one per change: made for `useSyncExternalStore`. */
export type SessionSnapshot = {
  status: SessionStatus;
  ended: { reason: EndReason; error: SessionError | undefined } | undefined;
  /** When calls stop being sent, in milliseconds of this machine's clock. */
  expiresAtMs: number;
  /** What is neither used nor in flight. `open` and `adopt` read it from the chain if the session was played before. */
  left: Left;
  /** `follower`: another tab sends; calls made here are passed to it. */
  role: "sender" | "follower";
  keyStorage: "stored" | "memory";
  /** The part that does not answer, and when it is asked again. Nothing is lost meanwhile. */
  down: { part: Part; retryAtMs: number; reason?: string } | undefined;
  /** Newest first, the last fifty. */
  operations: readonly SessionOperation[];
};
/** What a session may still do: calls, wei of maximum gas cost, and the token's smallest unit. */
export type Left = { calls: number; gas: bigint; spend: bigint };

/** One operation: calls that were sent together. */
export type SessionOperation = {
  /** Ids of `sendCalls`; several if they went out together. */
  ids: readonly string[];
  calls: readonly Call[];
  status: "queued" | "sending" | "pending" | "confirmed" | "rejected" | "lost";
  userOpHash?: Hex;
  transactionHash?: Hash;
  gasUsed?: bigint;
  costWei?: bigint;
  paidBy?: "sponsor" | "account";
  latencyMs?: number;
  error?: SessionError;
};

/** Events of a session; see `Session.on`. */
export type SessionEvents = {
  /** There is a new snapshot. */
  change: (snapshot: SessionSnapshot) => void;
  /** The session is seen on chain. */
  enabled: (event: { transactionHash: Hash | undefined }) => void;
  /** One minute before the end: the moment to offer `renew`. */
  expiring: (event: { expiresAtMs: number }) => void;
  /** Less than a tenth of a limit is left. */
  low: (event: { limit: keyof Left }) => void;
  /** An operation is on chain, and its calls succeeded. */
  confirmed: (operation: SessionOperation) => void;
  /** An operation failed; its `error` says why. */
  rejected: (operation: SessionOperation) => void;
  /** RPC, bundler or sponsor does not answer; nothing is lost, and it is asked again. */
  down: (event: { part: Part; retryAtMs: number }) => void;
  /** It answers again. */
  up: (event: { part: Part }) => void;
  /** `unsent`: calls that were never sent; `renew` sends them. */
  ended: (event: { reason: EndReason; error: SessionError | undefined; unsent: readonly Call[] }) => void;
};

/** An operation of the owner that is on chain. */
export type OwnerReceipt = Omit<CallsReceipt, "id">;

/** Calls that are on chain: the operation that contained them, its gas, and its cost in wei, whoever paid. */
export type CallsReceipt = {
  id: string;
  transactionHash: Hash;
  userOpHash: Hex;
  blockNumber: bigint;
  gasUsed: bigint;
  costWei: bigint;
};

/** The session voucher, in the form that viem's clients use (ERC-7677). */
export type SessionPaymaster = {
  getPaymasterData: () => Promise<VoucherData>;
  getPaymasterStubData: () => Promise<VoucherData>;
};

/** An open session: it makes calls, shows what is left, renews and ends. */
export type Session = {
  /** Changes with `renew`: another key is another session on chain. */
  readonly id: Hex;
  /** The sender of the calls (`msg.sender`). */
  readonly account: Address;
  /** Undefined in adopted sessions, and in sessions that were resumed without a prompt, until it is needed. */
  readonly owner: Owner | undefined;
  readonly permissions: readonly PermissionRule[];
  readonly snapshot: SessionSnapshot;
  /** Returns a function that unsubscribes. */
  on: <event extends keyof SessionEvents>(event: event, listener: SessionEvents[event]) => () => void;
  /** For `useSyncExternalStore`. */
  subscribe: (listener: () => void) => () => void;
  /** Whether the grant and what is left permit a call, and if not, why. Makes no request. */
  permits: (call: Call | ContractCall) => { ok: true } | { ok: false; error: NotPermittedError };
  /** Queues calls, which happen all or not at all; no prompt. Resolves at once; the id is that of EIP-5792. @throws NotPermittedError, SessionEndedError */
  sendCalls: (parameters: { calls: readonly (Call | ContractCall)[]; id?: string }) => Promise<{ id: string }>;
  /** Resolves when they are on chain. @throws CallsRevertedError, RefusedError, SessionEndedError, InvalidInputError for an unknown id */
  waitForCalls: (parameters: { id: string; signal?: AbortSignal }) => Promise<CallsReceipt>;
  /** Both, for one call of a contract. Resolves with the hash of the transaction that includes it. */
  writeContract: <const abi extends Abi, name extends string>(parameters: ContractCall<abi, name>) => Promise<Hash>;
  /** Asks the part that is down again now. */
  retry: () => void;
  /** One signature of the owner for a new key with the same permissions; it sends unsent calls. The session object stays the same. */
  renew: (parameters?: {
    limits?: Partial<SessionLimits>;
    confirm?: OpenParameters["confirm"];
    signal?: AbortSignal;
  }) => Promise<void>;
  /** Revokes on chain with the session's own key, relayed, without a prompt; without a relay the owner is asked for an operation. Then destroys the key. */
  end: () => Promise<{ hash: Hash | undefined }>;
  /** For `createBundlerClient` and everything else that accepts a smart account. */
  toSmartAccount: () => Promise<SmartAccount>;
  /** The `paymaster` for such a client; undefined if the account pays for itself. */
  toPaymaster: () => SessionPaymaster | undefined;
  /** Closes lane and subscriptions, keeps the key. */
  close: () => Promise<void>;
};
