import type { Address, Hex } from "viem";

/** What an honest player knows of what it did. */
export type Played = {
  account: Address;
  /** Steps by how they ended; an open one should not be. */
  confirmed: number;
  open: number;
  undone: number;
  /** Operations that its lane calls confirmed. */
  operations: readonly Hex[];
};

/** What the chain says of one account: the sum of its events, and its state. */
export type OnChain = {
  account: Address;
  stepsByEvents: number;
  stepsByState: number;
  /** Operations whose calls stand. */
  operations: readonly Hex[];
  /** Paid by the sponsor for it, in wei. */
  sponsoredWei: bigint;
};

/** What the database says of one account. */
export type InDatabase = { account: Address; steps: number; operations: readonly Hex[] };

/** A budget row, with its limit. Several days of one subject are several rows. */
export type BudgetRow = { subject: string; promisedWei: bigint; limitWei: bigint };
export type VoucherRow = { account: Address; maxWei: bigint };

export type Ledger = {
  /** Rows of accounts, and of everybody. */
  accounts: readonly BudgetRow[];
  everybody: readonly BudgetRow[];
  vouchers: readonly VoucherRow[];
};

/** Compares what players did with what the chain has: nothing lost, nothing twice. */
export function comparePlayed(played: readonly Played[], chain: readonly OnChain[]): string[] {
  return played.flatMap(({ account, confirmed, open, undone, operations }) => {
    const found = chain.find((entry) => isSame(entry.account, account));
    const steps = found?.stepsByEvents ?? 0;
    const problems = [
      open > 0 && `${account}: ${open} steps were played and never settled`,
      undone > 0 && `${account}: ${undone} steps were undone, though every one of them is allowed`,
      steps !== confirmed && `${account}: ${confirmed} steps confirmed, ${steps} on chain`,
      found && found.stepsByState !== steps && `${account}: ${steps} steps by events, ${found.stepsByState} by state`,
      ...compareSets(`${account}, operations confirmed and on chain`, operations, found?.operations ?? []),
    ];
    return problems.filter((problem) => problem !== false && problem !== undefined);
  });
}

/** Compares the projections with the chain, for every account that ever played. */
export function compareProjections(chain: readonly OnChain[], database: readonly InDatabase[]): string[] {
  const strangers = database.filter(({ account }) => !chain.some((entry) => isSame(entry.account, account)));
  return [
    ...strangers.map(({ account }) => `${account} is in the database and not on chain`),
    ...chain.flatMap(({ account, stepsByEvents, operations }) => {
      const row = database.find((entry) => isSame(entry.account, account));
      if (!row) return [`${account} is on chain and not in the database`];
      const isWrong = row.steps !== stepsByEvents;
      return [
        ...(isWrong ? [`${account}: ${stepsByEvents} steps on chain, ${row.steps} in the database`] : []),
        ...compareSets(`${account}, operations on chain and in the database`, operations, row.operations),
      ];
    }),
  ];
}

/** Compares the sponsor's budgets with the vouchers behind them, with their limits, and with what the chain spent. */
export function compareLedger({ accounts, everybody, vouchers }: Ledger, chain: readonly OnChain[]): string[] {
  const sum = (rows: readonly { promisedWei: bigint }[]) => rows.reduce((all, row) => all + row.promisedWei, 0n);
  const given = (account?: string) =>
    vouchers
      .filter((voucher) => account === undefined || isSame(voucher.account, account))
      .reduce((all, { maxWei }) => all + maxWei, 0n);
  const subjects = new Set([...accounts.map(({ subject }) => subject), ...vouchers.map(({ account }) => account)]);
  return [
    ...[...accounts, ...everybody]
      .filter(({ promisedWei, limitWei }) => promisedWei > limitWei)
      .map((row) => `budget of ${row.subject}: ${row.promisedWei} wei promised, ${row.limitWei} allowed`),
    ...[...subjects].flatMap((subject) => {
      const promised = sum(accounts.filter((row) => isSame(row.subject, subject)));
      return promised === given(subject)
        ? []
        : [`budget of ${subject}: ${promised} wei promised, vouchers for ${given(subject)}`];
    }),
    ...(sum(everybody) === given()
      ? []
      : [`budget of everybody: ${sum(everybody)} wei promised, vouchers for ${given()}`]),
    ...chain
      .filter(({ account, sponsoredWei }) => sponsoredWei > given(account))
      .map(({ account, sponsoredWei }) => `${account}: ${sponsoredWei} wei paid, vouchers for ${given(account)}`),
  ];
}

function compareSets(what: string, left: readonly string[], right: readonly string[]): string[] {
  const missing = left.filter((entry) => !right.includes(entry));
  const extra = right.filter((entry) => !left.includes(entry));
  const doubled = [left, right].flatMap((list) => list.filter((entry, index) => list.indexOf(entry) !== index));
  return [
    ...(missing.length > 0 ? [`${what}: ${missing.length} only in the first, as ${missing[0]}`] : []),
    ...(extra.length > 0 ? [`${what}: ${extra.length} only in the second, as ${extra[0]}`] : []),
    ...(doubled.length > 0 ? [`${what}: ${doubled[0]} twice`] : []),
  ];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
