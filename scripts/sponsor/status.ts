import { sessionPaymasterAbi } from "@hourglass/session/abis";
import { formatEther, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Deployment } from "../../app/_api/config.ts";
import type { SponsorLimits } from "../../app/_env/sponsorLimits.ts";
import type { Database } from "../../app/_server/database.ts";

/** The ledger's scopes, as people call them, each with its limit for a day. */
const BUDGETS = [
  { scope: "everybody", name: "everybody", limit: "SPONSOR_DAY_WEI" },
  { scope: "network", name: "one range", limit: "SPONSOR_RANGE_DAY_WEI" },
  { scope: "account", name: "one account", limit: "SPONSOR_ACCOUNT_DAY_WEI" },
  { scope: "ownerCalls", name: "its operations", limit: "SPONSOR_OPERATIONS_DAY_WEI" },
] as const;

const TOP = 5;

/** An amount in ether, with all its digits: what is rounded cannot be compared. */
export const formatEth = (wei: bigint): string => `${formatEther(wei)} ETH`;

type Sum = { toFixed: (digits: number) => string } | null | undefined;
const toEth = (wei: Sum) => formatEth(BigInt(wei?.toFixed(0) ?? 0));

/** Prints what stands of the sponsor on chain, and what the ledger and the indexed chain say about today. */
export async function printStatus(
  chain: PublicClient,
  deployment: Deployment,
  limits: SponsorLimits,
  database: Database,
): Promise<void> {
  console.log(`Sponsor ${deployment.sessionPaymaster} on chain ${deployment.chainId}`);
  console.table(await readOnChain(chain, deployment, limits));
  // The day is the database's, as for the budgets.
  const [clock] = await database.$queryRaw<{ day: string }[]>`SELECT (now() AT TIME ZONE 'utc')::date::text AS day`;
  const day = new Date(`${clock?.day}T00:00:00Z`);
  console.log(`Promised today (${clock?.day}, UTC), the most of each kind`);
  console.table(await readPromised(database, deployment, limits, day));
  console.log("Spent today, as far as the chain is indexed, and the accounts that take most");
  console.table(await readSpent(database, deployment, day));
}

async function readOnChain(chain: PublicClient, deployment: Deployment, limits: SponsorLimits) {
  const paymaster = { address: deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
  const [owner, watcher, signer, info] = await Promise.all([
    chain.readContract({ ...paymaster, functionName: "owner" }),
    chain.readContract({ ...paymaster, functionName: "watcher" }),
    chain.readContract({ ...paymaster, functionName: "signer" }),
    chain.readContract({
      ...{ address: deployment.entryPoint, abi: entryPoint08Abi },
      ...{ functionName: "getDepositInfo", args: [deployment.sessionPaymaster] },
    }),
  ]);
  const low = `LOW: below ${formatEth(limits.SPONSOR_LOW_DEPOSIT_WEI)} (SPONSOR_LOW_DEPOSIT_WEI)`;
  const isUnlocked = info.withdrawTime > 0;
  const until = isUnlocked
    ? `unlocked: may be withdrawn after ${new Date(info.withdrawTime * 1000).toISOString()}`
    : `${info.unstakeDelaySec / 3600} h to unlock`;
  return {
    ...{ owner, watcher, signer },
    deposit: `${formatEth(info.deposit)}${info.deposit < limits.SPONSOR_LOW_DEPOSIT_WEI ? `  ${low}` : ""}`,
    stake: info.stake === 0n ? "none: bundlers refuse a paymaster without stake" : `${formatEth(info.stake)}, ${until}`,
  };
}

async function readPromised(database: Database, deployment: Deployment, limits: SponsorLimits, day: Date) {
  const rows = BUDGETS.map(async ({ scope, name, limit }) => {
    const subject = scope === "everybody" ? { subject: deployment.sessionPaymaster } : {};
    const where = { chainId: deployment.chainId, day, scope, ...subject };
    const most = await database.sponsorBudget.findFirst({ where, orderBy: { promised: "desc" } });
    const row = { most: toEth(most?.promised), allowed: formatEth(limits[limit]), who: most?.subject };
    return [name, { ...row, of: await database.sponsorBudget.count({ where }) }] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function readSpent(database: Database, { sessionPaymaster }: Deployment, day: Date) {
  const where = { paymaster: sessionPaymaster, seconds: { gte: BigInt(day.getTime() / 1000) } };
  const [all, undone, top] = await Promise.all([
    database.operation.aggregate({ where, _sum: { actualGasCost: true }, _count: true }),
    database.operation.count({ where: { ...where, success: false } }),
    database.operation.groupBy({
      ...{ by: ["account"], where, _sum: { actualGasCost: true }, _count: true },
      ...{ orderBy: { _sum: { actualGasCost: "desc" } }, take: TOP },
    }),
  ]);
  const accounts = top.map((row) => [row.account, { gas: toEth(row._sum.actualGasCost), operations: row._count }]);
  return {
    all: { gas: toEth(all._sum.actualGasCost), operations: all._count, undone },
    ...Object.fromEntries(accounts),
  };
}
