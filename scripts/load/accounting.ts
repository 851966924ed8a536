import { AssertionError, deepStrictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Address, Hex } from "viem";

/** What one side knows of an account: how many of its actions count, and its operations whose calls stand. */
export type Known = { account: Address; actions: number; operations: readonly Hex[] };

/** Where an account is in the game: its newest expedition, and what it carries by item. */
export type State = { expedition: number; tile: number; points: number; goods: Readonly<Record<number, number>> };

/** What the chain says beside that: its words about the account, and what the sponsor paid, in wei. */
export type OnChain = Known & { state: State; sponsoredWei: bigint };

/** A budget row, with its limit. Several days of one subject are several rows. */
export type BudgetRow = { subject: string; promisedWei: bigint; limitWei: bigint };
export type VoucherRow = { account: Address; maxWei: bigint };

export type Ledger = {
  /** Rows of accounts, and of everybody. */
  accounts: readonly BudgetRow[];
  everybody: readonly BudgetRow[];
  vouchers: readonly VoucherRow[];
};

/** Compares what two sides know of every account: nothing lost, nothing twice. Says how they differ; nothing when not at all. */
export function compareKnown(sides: string, first: readonly Known[], second: readonly Known[]): string[] {
  const sorted = (side: readonly Known[]) =>
    side
      .map(({ account, actions, operations }) => ({
        ...{ account: account.toLowerCase(), actions, operations: [...operations].sort() },
      }))
      .sort((a, b) => (a.account < b.account ? -1 : 1));
  try {
    deepStrictEqual(sorted(second), sorted(first));
    return [];
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    return [`${sides} differ (+ stands in the second alone, - in the first)\n${error.message}`];
  }
}

/** Compares where a player is with the chain's words: an action that was lost or counted twice leads elsewhere. */
export function compareStates(account: Address, played: State, onChain: State | undefined): string[] {
  const isDifferent = !isDeepStrictEqual(played, onChain);
  const tell = (state: State | undefined) => JSON.stringify(state) ?? "nothing";
  return isDifferent ? [`${account}: played to ${tell(played)}, on chain ${tell(onChain)}`] : [];
}

/** Compares the sponsor's budgets with the vouchers behind them, with their limits, and with what the chain spent. */
export function compareLedger({ accounts, everybody, vouchers }: Ledger, chain: readonly OnChain[]): string[] {
  const sum = (rows: readonly { promisedWei: bigint }[]) => rows.reduce((all, row) => all + row.promisedWei, 0n);
  const given = (account?: string) =>
    vouchers
      .filter((voucher) => account === undefined || isSame(voucher.account, account))
      .reduce((all, { maxWei }) => all + maxWei, 0n);
  const subjects = new Set([...accounts.map(({ subject }) => subject), ...vouchers.map(({ account }) => account)]);
  const budgets = [...subjects].map((subject) => ({
    ...{ subject, promised: sum(accounts.filter((row) => isSame(row.subject, subject))), vouchers: given(subject) },
  }));
  return [
    ...[...accounts, ...everybody]
      .filter(({ promisedWei, limitWei }) => promisedWei > limitWei)
      .map((row) => `budget of ${row.subject}: ${row.promisedWei} wei promised, ${row.limitWei} allowed`),
    ...[...budgets, { subject: "everybody", promised: sum(everybody), vouchers: given() }]
      .filter((each) => each.promised !== each.vouchers)
      .map((each) => `budget of ${each.subject}: ${each.promised} wei promised, vouchers for ${each.vouchers}`),
    ...chain
      .filter(({ account, sponsoredWei }) => sponsoredWei > given(account))
      .map(({ account, sponsoredWei }) => `${account}: ${sponsoredWei} wei paid, vouchers for ${given(account)}`),
  ];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
