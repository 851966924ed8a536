import type { Address, Chain, Hex, LocalAccount, Transport } from "viem";
import type { SessionDeployment } from "../deployment.ts";
import type { Permission } from "../grant/grantTypes.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import type { Budget, Guard, Log } from "./http/doorTypes.ts";
import type { SponsorLedger } from "./ledger/ledger.ts";
import type { Relay } from "./relay/relayTypes.ts";

/** Parameters of a sponsor. */
export type CreateSponsorParameters = {
  chain: Chain;
  /** With a paymaster: deployed with `--sponsor`. */
  deployment: SessionDeployment;
  /** Reads the chain. A player waits for each request, so give it no retries. Default `http()` without retries, with batches. */
  transport?: Transport;
  /** Signs vouchers: `privateKeyToAccount`, or a key service behind `toAccount`. Holds no money. */
  signer: LocalAccount;
  policy: SponsorPolicy;
  ledger: SponsorLedger;
  /**
   * Answers `session_revoke`, `session_changeOwner` and `session_enable` here too. The first two need neither ledger nor signer, so they work
   * while those are down.
   */
  relay?: Pick<Relay, "revoke" | "change" | "enable">;
  /** The network of a request, for `budgets.network`. Default: none, because a header can be forged; behind a proxy read the header that it sets. */
  network?: (request: Request) => string | undefined;
  guard?: Guard;
  /** Default: failures go to the console. */
  log?: Log;
  /** Below this deposit, in wei, a warning is logged. Default 0: never. */
  lowDeposit?: bigint;
  /** Shown by wallets (ERC-7677 `sponsor`). Default: the deployment's name. */
  name?: string;
};

/** What the sponsor pays for. */
export type SponsorPolicy = {
  /** Grants must stay within these: the same `allow(…)` as in the page. */
  sessions: {
    allow: readonly [ContractPermissions, ...ContractPermissions[]];
    /** The maximum promise for one session, in wei of maximum cost. */
    maxGas: bigint;
    /** Seconds. Default: as long as the module allows. */
    maxDuration?: number;
    /** Default: any number. */
    maxCalls?: number;
    /** In the smallest unit of the amounts that `spend` names. Default: any amount, since the sponsor does not pay it. */
    maxSpend?: bigint;
  };
  /** Single operations that the owner signs. Absent: none are paid for. Ending sessions is always included. */
  ownerCalls?: {
    /** What they may call; a function if it depends on the account. Calls of owners are not counted: limits that need counting are refused. */
    allow: readonly ContractPermissions[] | ((account: Address) => readonly ContractPermissions[]);
    /** The maximum cost of one of them, in wei. */
    maxGas: bigint;
    /** Pays only for calls that would succeed now. Default true. */
    simulate?: boolean;
    /**
     * Also pays for what is about the owner: handing the account over (`changeOwner`), ending the restrictions afterwards (`release`),
     * naming guardians (`setGuardians`), and cancelling a change (`cancelChange`). Default false.
     */
    ownership?: boolean;
  };
  /** Wei per gas. */
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /**
   * Maximum cost promised in a day, which is UTC by the ledger's clock. `everybody` is required: it is the most that a bug can cost.
   * `ownerCalls` is part of `account`: strangers may ask in an account's name, and must not use up what its sessions need.
   */
  budgets: { everybody: Budget; account?: Budget; ownerCalls?: Budget; network?: Budget };
  /** A final check, such as "only members". Return the reason to refuse, or nothing. Runs after all rules and before the ledger. */
  decide?: (question: SponsorQuestion) => Verdict | Promise<Verdict>;
};

type Verdict = { refuse: string } | undefined;

/** The argument of {@link SponsorPolicy.decide}. `request` is undefined if it came by `sponsor.transport`. */
export type SponsorQuestion = {
  account: Address;
  /** ERC-7913 signer. */
  owner: Hex;
  isDeployed: boolean;
  request: Request | undefined;
} & (
  | {
      kind: "session";
      session: Hex;
      permissions: readonly Permission[];
      maxGas: bigint;
      /** As the page sent it, in addition to grant and signature (`sponsor.context` of `createSessions`). */
      context: Readonly<Record<string, unknown>>;
    }
  | { kind: "operation"; calls: readonly { to: Address; value: bigint; data: Hex }[]; maxCost: bigint }
);

/** What a page must know before it requests a grant: `session_offer`. */
export type SponsorOffer = {
  name: string;
  chainId: number;
  paymaster: Address;
  /** Wei. */
  maxGas: bigint;
  /** Seconds. */
  maxDuration: number;
  /** Wei per gas. */
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /** Gas limits of the paymaster's two phases, for the operation that shows the voucher. */
  paymasterVerificationGasLimit: bigint;
  paymasterPostOpGasLimit: bigint;
  /** Whether `session_revoke` is answered here. */
  relays: boolean;
};

/** A handler for Request and Response, with its status. */
export type Sponsor = {
  /**
   * JSON-RPC 2.0 over HTTP: `pm_getPaymasterStubData`, `pm_getPaymasterData` (ERC-7677), `session_offer`, and with a relay
   * `session_revoke`. Never throws: failures are JSON-RPC errors with code, `data.seen`, `data.allowed`, `data.retryAt`.
   */
  (request: Request): Promise<Response>;
  /** The same, for runtimes that expect an object with `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same without HTTP, guard and network, as a viem transport: for servers that are their own client, and for tests. */
  readonly transport: Transport;
  readonly offer: SponsorOffer;
  /** The paymaster's deposit at the EntryPoint, in wei. @throws If the chain does not answer. */
  deposit: () => Promise<bigint>;
  /** The same, its stake, and what was promised today. @throws If chain or ledger do not answer. */
  status: () => Promise<{ deposit: bigint; stake: bigint; promisedToday: bigint }>;
};
