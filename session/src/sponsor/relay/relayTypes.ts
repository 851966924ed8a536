import type { Address, Chain, Hex, LocalAccount, Transport } from "viem";
import type { SessionDeployment } from "../../deployment.ts";
import type { Budget, Guard, Log } from "../http/doorTypes.ts";
import type { SponsorLedger } from "../ledger/ledger.ts";
import type { ChangeRequest } from "./changeRequest.ts";
import type { EnableRequest } from "./enableRequest.ts";
import type { RelayRequest } from "./relayRequest.ts";

/** Parameters of a relay. */
export type CreateRelayParameters = {
  chain: Chain;
  deployment: SessionDeployment;
  /** Reads the chain and sends. Give it no retries. Default `http()` without retries. */
  transport?: Transport;
  /** Pays for revocations. Holds little money, and is not the sponsor's signer. */
  account: LocalAccount;
  /**
   * The maximum cost, counted in this process, because ending must work without a database. `network`: for one range of addresses
   * (`CreateRelayParameters.network`), of which a twentieth for sessions that were promised and never enabled, because anybody can make
   * those for free, and a quarter for enabling sessions of owners that are contracts.
   */
  budgets: { network: Budget };
  /** Knows which sessions were promised. If it does not answer, or is absent, none are known; sessions on chain can still be ended, and none is enabled. */
  ledger?: Pick<SponsorLedger, "has">;
  /** Accounts that this relay pays for in addition to those of the deployment's factory. Default: none. */
  knows?: (account: { address: Address; code: Hex }) => boolean;
  /** The network of a request, for `budgets.network`. Default: all requests count as one, because a header can be forged. */
  network?: (request: Request) => string | undefined;
  guard?: Guard;
  /** Default: failures go to the console. */
  log?: Log;
};

/** `done`: it was already revoked, or enabled; nothing was sent. */
export type RelayAnswer = { status: "sent"; transactionHash: Hex } | { status: "done" };

/** Sends what was signed, within its own budget. */
export type Relay = {
  /** JSON-RPC 2.0 over HTTP: `session_revoke`, `session_changeOwner`, `session_enable`. Never throws. */
  (request: Request): Promise<Response>;
  /** The same as calling the relay. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same without HTTP, guard and network, as a viem transport. */
  readonly transport: Transport;
  /**
   * Sends one revocation, once for everybody who asks at the same time.
   * @throws RpcFailure if it is refused, or if chain or relay do not answer.
   */
  revoke: (request: RelayRequest, network?: string | undefined) => Promise<RelayAnswer>;
  /**
   * Sends a recovery that guardians signed, or finishes a change of owner whose delay is over.
   * @throws RpcFailure if it is refused, or if chain or relay do not answer.
   */
  change: (request: ChangeRequest, network?: string | undefined) => Promise<RelayAnswer>;
  /**
   * Deploys the account if it is not there yet, and enables a session that has a voucher of the sponsor, for an owner that is a contract.
   * @throws RpcFailure if it is refused, or if chain or relay do not answer.
   */
  enable: (request: EnableRequest, network?: string | undefined) => Promise<RelayAnswer>;
  /** The relayer's balance, in wei. @throws If the chain does not answer. */
  balance: () => Promise<bigint>;
};
