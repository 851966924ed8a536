import type { Address, Hex } from "viem";

/** Which daily budget (UTC) is meant. */
export type BudgetScope = "account" | "ownerCalls" | "endings" | "network" | "everybody";

/** A promise to pay, as stored before its voucher is given out. It never changes afterwards. */
export type LedgerEntry = {
  chainId: number;
  /** The SessionPaymaster that will pay. */
  paymaster: Address;
  kind: "session" | "operation";
  account: Address;
  /** Id of the session, or EIP-712 digest of the operation voucher. */
  key: Hex;
  /** Which signer of the paymaster signed. A voucher of a replaced signer is worthless, and another one is given. */
  generation: number;
  /** What was requested. Another digest under the same key is a conflict. */
  digest: Hex;
  /**
   * For an operation: its nonce. Only one of all vouchers for one nonce of an account can be used. So only the most expensive counts,
   * and a stranger who asks fifty times in an account's name uses its cost only once a day.
   */
  nonce?: bigint | undefined;
  /** The bytes for the operation, signature included. */
  paymasterData: Hex;
  /** The maximum cost, in wei. All of it counts against the budgets. */
  maxCost: bigint;
  /** Unix seconds, inclusive. */
  validUntil: number;
};

/** An amount that is taken from one of today's budgets: that of the subject, with its daily limit in wei. */
export type LedgerTake = { scope: BudgetScope; subject: string; limit: bigint };

/**
 * Operations that only end sessions have their own budget, which is checked first: this amount, in wei, for each session that was promised to the
 * account today or has not expired.
 */
export type EndingBudget = { perSession: bigint };

/** The ledger's answer to a promise: newly written, existing from before, in conflict with another, or above a limit. */
export type LedgerVerdict =
  /** `written`: new. `standing`: the same request was answered before with this, and nothing was taken. */
  | { kind: "written" | "standing"; paymasterData: Hex }
  | { kind: "conflict" }
  /** Nothing was written or taken. From `retryAt`, in Unix seconds, there is a new budget. */
  | { kind: "exhausted"; take: LedgerTake; more: bigint; retryAt: number };

/** Who was promised what. The one method that must be right is `promise`: all or nothing, also between servers. */
export type SponsorLedger = {
  /**
   * In one transaction: if `entry.key` exists, returns the existing voucher. Otherwise takes the cost, minus what its nonce has already cost,
   * from every budget, in their order, and writes. Durable before it resolves. A day is UTC by the ledger's clock.
   * @param entry The promise.
   * @param takes Budgets, always in the same order of scopes, so that transactions cannot deadlock.
   * @param ending Given for operations that only end sessions.
   * @throws Whatever the store throws if it does not answer; then nothing was promised.
   */
  promise: (entry: LedgerEntry, takes: readonly LedgerTake[], ending?: EndingBudget) => Promise<LedgerVerdict>;
  /** Whether a session, or any session of the account, was ever promised anything: a relay pays for those. */
  has: (of: { chainId: number; account: Address; session?: Hex | undefined }) => Promise<boolean>;
  /** What a paymaster has promised to everybody today, in wei. */
  promisedToday: (of: { chainId: number; paymaster: Address }) => Promise<bigint>;
};
