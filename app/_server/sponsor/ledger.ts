import type { Address, Hex } from "viem";

import type { VoucherWindow } from "@/session/operationVoucher";
import type { Voucher } from "@/session/voucher";
import type { Database } from "../database";
import { Failure, partDown } from "../failure";
import type { Prisma } from "../generated/prisma/client";
import { type DayLimits, type Take, takeFromBudgets, takeIfThere } from "./budget";
import { ENDINGS_PER_SESSION } from "./ending";
import { refuse } from "./refusal";

/** What every promise has: where it counts, and who asked. */
type Promised = { chainId: number; paymaster: Address; range: string; paymasterData: Hex };

export type LedgerEntry = Promised & { voucher: Voucher; grantHash: Hex };

export type OperationEntry = Promised & {
  account: Address;
  voucherHash: Hex;
  nonce: bigint;
  window: VoucherWindow;
  maxWei: bigint;
  /** Set: it only ends sessions, and any of those costs at most so much, in wei. */
  endingMaxWei?: bigint | undefined;
};

/**
 * Writes a session's voucher and takes it from the budgets, in one transaction; hands it out only when that is
 * committed. Asked again for the same grant it gives the same voucher and takes nothing.
 * @param database Client of the ledger.
 * @param entry The voucher, signed.
 * @param limits Budgets.
 * @returns `paymasterData` of the voucher that stands in the ledger.
 * @throws Failure: a budget is used up (says when there is a new one), the key has a voucher for another grant, or the
 * database is down. In each case nothing was written.
 */
export function recordVoucher(database: Database, entry: LedgerEntry, limits: DayLimits): Promise<Hex> {
  const { chainId, voucher } = entry;
  return decideOnce(database, async (transaction) => {
    const standing = await insertSession(transaction, entry);
    if (standing) return standing;
    await takeFromBudgets(transaction, chainId, voucher.maxWei, takesOf(entry, voucher.account, limits));
    return entry.paymasterData;
  });
}

/**
 * Writes the voucher of one operation, likewise. Of all that were given for one nonce of an account only one can be used:
 * so the dearest of them counts, and whoever asks in somebody's name fifty times takes no more than once. One that only
 * ends sessions has a budget of its own first (ending.ts).
 * @param database Client of the ledger.
 * @param entry The voucher, signed.
 * @param limits Budgets.
 * @returns `paymasterData` of the voucher that stands in the ledger.
 * @throws Failure, as {@link recordVoucher}.
 */
export function recordOperationVoucher(database: Database, entry: OperationEntry, limits: DayLimits): Promise<Hex> {
  const { range: _range, endingMaxWei, window, nonce, maxWei, ...columns } = entry;
  const { chainId, account } = entry;
  const row = { ...columns, ...window, nonce: nonce.toString(), maxWei: maxWei.toString() };
  const own: Take = { scope: "operations", subject: account, limitWei: limits.operationsDayWei };
  return decideOnce(database, async (transaction) => {
    // One after the other for each account: two at once would not see what the other one counts.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${account}, ${chainId}))`;
    const counted = await readCounted(transaction, entry);
    const inserted = await transaction.operationVoucher.createMany({ data: [row], skipDuplicates: true });
    // The voucher's hash is over all that is promised, and the signature over it is always the same.
    if (inserted.count === 0 || maxWei <= counted) return entry.paymasterData;
    const more = maxWei - counted;
    if (endingMaxWei !== undefined && (await takeEnding(transaction, entry, more, endingMaxWei))) {
      return entry.paymasterData;
    }
    await takeFromBudgets(transaction, chainId, more, [own, ...takesOf(entry, account, limits)]);
    return entry.paymasterData;
  });
}

/** What was counted today for the same nonce. Tomorrow it counts anew: the budgets are of a day. */
async function readCounted(
  transaction: Prisma.TransactionClient,
  { chainId, paymaster, account, nonce }: OperationEntry,
): Promise<bigint> {
  const [row] = await transaction.$queryRaw<{ most: string | null }[]>`
    SELECT max("maxWei")::text AS most FROM "OperationVoucher"
    WHERE "chainId" = ${chainId} AND "paymaster" = ${paymaster} AND "account" = ${account}
      AND "nonce" = ${nonce.toString()}::numeric
      AND ("createdAt" AT TIME ZONE 'utc')::date = (now() AT TIME ZONE 'utc')::date`;
  return BigInt(row?.most ?? 0);
}

/** So many endings for each session that was promised to the account today, or that has not run out. */
async function takeEnding(
  transaction: Prisma.TransactionClient,
  { chainId, paymaster, account }: OperationEntry,
  amountWei: bigint,
  endingMaxWei: bigint,
): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ sessions: bigint }[]>`
    SELECT count(*) AS sessions FROM "Voucher"
    WHERE "chainId" = ${chainId} AND "paymaster" = ${paymaster} AND "account" = ${account}
      AND ("validUntil" > extract(epoch FROM now())
        OR ("createdAt" AT TIME ZONE 'utc')::date = (now() AT TIME ZONE 'utc')::date)`;
  const limitWei = (row?.sessions ?? 0n) * BigInt(ENDINGS_PER_SESSION) * endingMaxWei;
  // Beside the account's own row, and as long: the column holds an address.
  const subject = account.replace("0x", "e:");
  return takeIfThere(transaction, chainId, amountWei, { scope: "operations", subject, limitWei });
}

/**
 * Two servers cannot exceed a budget: its row's lock is held until the commit. The rows are always taken in the same
 * order (account's lock, voucher, operations, account, range, everybody), so none waits in a circle.
 */
async function decideOnce(
  database: Database,
  decide: (transaction: Prisma.TransactionClient) => Promise<Hex>,
): Promise<Hex> {
  try {
    return await database.$transaction(async (transaction) => {
      // The local server is told not to wait for the disk; a promise of money waits for it all the same.
      await transaction.$executeRaw`SET LOCAL synchronous_commit TO on`;
      return decide(transaction);
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw partDown("database", error);
  }
}

function takesOf({ range, paymaster }: Promised, account: Address, limits: DayLimits): readonly Take[] {
  return [
    { scope: "account", subject: account, limitWei: limits.accountDayWei },
    { scope: "range", subject: range, limitWei: limits.rangeDayWei },
    { scope: "everybody", subject: paymaster, limitWei: limits.dayWei },
  ];
}

/** A second request for the same session waits here until the first has committed or failed. */
async function insertSession(transaction: Prisma.TransactionClient, entry: LedgerEntry): Promise<Hex | undefined> {
  const { chainId, paymaster, voucher, grantHash, paymasterData } = entry;
  const { account, session, generation } = voucher;
  const inserted = await transaction.voucher.createMany({
    data: [
      {
        ...{ chainId, paymaster, account, session, grantHash, paymasterData },
        validAfter: voucher.validAfter,
        validUntil: voucher.validUntil,
        maxWei: voucher.maxWei.toString(),
        maxOperationWei: voucher.maxOperationWei.toString(),
        generation,
      },
    ],
    skipDuplicates: true,
  });
  if (inserted.count === 1) return undefined;
  const standing = await transaction.voucher.findUniqueOrThrow({
    where: { chainId_paymaster_account_session_generation: { chainId, paymaster, account, session, generation } },
    select: { grantHash: true, paymasterData: true },
  });
  if (standing.grantHash === grantHash) return standing.paymasterData as Hex;
  throw refuse({ what: "grant", seen: "another grant for the same session", allowed: "a new session key" });
}
