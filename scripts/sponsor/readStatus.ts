import { sessionPaymasterAbi } from "@hourglass/session/abis";
import type { Address, PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Deployment } from "../../app/_api/config.ts";
import type { SponsorLimits } from "../../app/_env/sponsorLimits.ts";
import type { Database } from "../../app/_server/database.ts";

export type Scope = "account" | "ownerCalls" | "network" | "everybody";

/** What one account got today. */
export type AccountDay = { account: string; promisedWei: bigint; spentWei: bigint; operations: number };

/** What the ledger and the indexed chain say about today (UTC). */
export type Today = {
  day: string;
  /** Of each scope the subject with the largest promise, and how many subjects there are. */
  promised: Record<Scope, { mostWei: bigint; subject: string | undefined; subjects: number }>;
  spentWei: bigint;
  operations: number;
  /** Operations that were paid for and whose calls were undone. */
  undone: number;
  topAccounts: readonly AccountDay[];
};

export type Status = {
  chainId: number;
  paymaster: Address;
  owner: Address;
  watcher: Address;
  signer: Address;
  depositWei: bigint;
  stakeWei: bigint;
  /** Seconds between unlocking and withdrawing. */
  unstakeDelaySeconds: number;
  /** Unix seconds from which the stake may be withdrawn; 0 while it is locked. */
  withdrawAt: number;
  limits: SponsorLimits;
  today: Today;
};

const SCOPES: readonly Scope[] = ["everybody", "network", "account", "ownerCalls"];

/** Reads what stands of the sponsor on chain. */
export async function readOnChain(chain: PublicClient, { chainId, entryPoint, sessionPaymaster }: Deployment) {
  const paymaster = { address: sessionPaymaster, abi: sessionPaymasterAbi } as const;
  const [owner, watcher, signer, info] = await Promise.all([
    chain.readContract({ ...paymaster, functionName: "owner" }),
    chain.readContract({ ...paymaster, functionName: "watcher" }),
    chain.readContract({ ...paymaster, functionName: "signer" }),
    chain.readContract({
      address: entryPoint,
      abi: entryPoint08Abi,
      functionName: "getDepositInfo",
      args: [sessionPaymaster],
    }),
  ]);
  return {
    ...{ chainId, paymaster: sessionPaymaster, owner, watcher, signer },
    depositWei: info.deposit,
    stakeWei: info.staked ? info.stake : 0n,
    unstakeDelaySeconds: info.unstakeDelaySec,
    withdrawAt: Number(info.withdrawTime),
  };
}

/** Reads what was promised and spent today. The day is the database's, as for the budgets. */
export async function readToday(database: Database, deployment: Deployment, top = 5): Promise<Today> {
  const { chainId, sessionPaymaster: paymaster } = deployment;
  const [clock] = await database.$queryRaw<{ day: string }[]>`SELECT (now() AT TIME ZONE 'utc')::date::text AS day`;
  const day = clock?.day ?? "";
  const where = { chainId, day: new Date(`${day}T00:00:00Z`) };
  const budgets = await Promise.all(
    SCOPES.map(async (scope) => {
      const of = { ...where, scope, ...(scope === "everybody" && { subject: paymaster }) };
      const [most, subjects] = await Promise.all([
        database.sponsorBudget.findFirst({ where: of, orderBy: { promised: "desc" } }),
        database.sponsorBudget.count({ where: of }),
      ]);
      return [scope, { mostWei: BigInt(most?.promised.toFixed(0) ?? 0), subject: most?.subject, subjects }] as const;
    }),
  );
  const since = { paymaster, seconds: { gte: BigInt(where.day.getTime() / 1000) } };
  const [all, undone, spent, promised] = await Promise.all([
    database.operation.aggregate({ where: since, _sum: { actualGasCost: true }, _count: true }),
    database.operation.count({ where: { ...since, success: false } }),
    database.operation.groupBy({ by: ["account"], where: since, _sum: { actualGasCost: true }, _count: true }),
    database.sponsorBudget.findMany({ where: { ...where, scope: "account" } }),
  ]);
  const accounts = new Map<string, AccountDay>();
  const of = (account: string) => accounts.get(account) ?? { account, promisedWei: 0n, spentWei: 0n, operations: 0 };
  for (const { subject, promised: wei } of promised) {
    accounts.set(subject, { ...of(subject), promisedWei: BigInt(wei.toFixed(0)) });
  }
  for (const { account, _sum, _count } of spent) {
    const spentWei = BigInt(_sum.actualGasCost?.toFixed(0) ?? 0);
    accounts.set(account, { ...of(account), spentWei, operations: _count });
  }
  return {
    day,
    promised: Object.fromEntries(budgets) as Today["promised"],
    spentWei: BigInt(all._sum.actualGasCost?.toFixed(0) ?? 0),
    operations: all._count,
    undone,
    topAccounts: [...accounts.values()].sort(bySize).slice(0, top),
  };
}

/** What was spent says more than what was promised. */
function bySize(a: AccountDay, b: AccountDay): number {
  return compare(b.spentWei, a.spentWei) || compare(b.promisedWei, a.promisedWei) || a.account.localeCompare(b.account);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
