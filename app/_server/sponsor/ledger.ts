import type { Address, Hex } from "viem";

import type { Voucher } from "@/session/voucher";
import type { Database } from "../database";
import { Failure, partDown } from "../failure";
import type { Prisma } from "../generated/prisma/client";
import { refuse } from "./refusal";

export type LedgerEntry = {
  chainId: number;
  paymaster: Address;
  voucher: Voucher;
  grantHash: Hex;
  paymasterData: Hex;
};

/** In wei, per day (UTC). */
export type DayLimits = { accountDayWei: bigint; dayWei: bigint };

/**
 * Writes a voucher and takes it from the budgets, in one transaction; hands it out only when that is committed. Asked
 * again for the same grant it gives the same voucher and takes nothing.
 *
 * Two servers cannot exceed a budget: each budget is one row, changed by one conditional statement whose lock is held
 * until the commit. The rows are always taken in the same order (voucher, account, everybody), so none waits in a circle.
 * @param database Client of the ledger.
 * @param entry The voucher, signed.
 * @param limits Budgets.
 * @returns `paymasterData` of the voucher that stands in the ledger.
 * @throws Failure: a budget is used up (says when there is a new one), the key has a voucher for another grant, or the
 * database is down. In each case nothing was written.
 */
export async function recordVoucher(database: Database, entry: LedgerEntry, limits: DayLimits): Promise<Hex> {
  const { chainId, paymaster, voucher } = entry;
  const { account, maxWei } = voucher;
  try {
    return await database.$transaction(async (transaction) => {
      // The local server is told not to wait for the disk; a promise of money waits for it all the same.
      await transaction.$executeRaw`SET LOCAL synchronous_commit TO on`;
      const standing = await insertOrRead(transaction, entry);
      if (standing) return readStanding(standing, entry);
      const budget = { transaction, chainId, amountWei: maxWei };
      await take({ ...budget, scope: "account", subject: account, limitWei: limits.accountDayWei });
      await take({ ...budget, scope: "everybody", subject: paymaster, limitWei: limits.dayWei });
      return entry.paymasterData;
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw partDown("database", error);
  }
}

type Standing = { grantHash: string; paymasterData: string };

/** A second request for the same session waits here until the first has committed or failed. */
async function insertOrRead(transaction: Prisma.TransactionClient, entry: LedgerEntry): Promise<Standing | undefined> {
  const { chainId, paymaster, voucher, grantHash, paymasterData } = entry;
  const { account, session } = voucher;
  const inserted = await transaction.voucher.createMany({
    data: [
      {
        ...{ chainId, paymaster, account, session, grantHash, paymasterData },
        validAfter: voucher.validAfter,
        validUntil: voucher.validUntil,
        nonceKey: voucher.nonceKey.toString(),
        maxWei: voucher.maxWei.toString(),
        maxFeePerGas: voucher.maxFeePerGas.toString(),
        maxPriorityFeePerGas: voucher.maxPriorityFeePerGas.toString(),
      },
    ],
    skipDuplicates: true,
  });
  if (inserted.count === 1) return undefined;
  return transaction.voucher.findUniqueOrThrow({
    where: { chainId_paymaster_account_session: { chainId, paymaster, account, session } },
    select: { grantHash: true, paymasterData: true },
  });
}

function readStanding(standing: Standing, entry: LedgerEntry): Hex {
  if (standing.grantHash === entry.grantHash) return standing.paymasterData as Hex;
  throw refuse({ what: "grant", seen: "another grant for the same session key", allowed: "a new session key" });
}

type Take = {
  transaction: Prisma.TransactionClient;
  chainId: number;
  scope: "account" | "everybody";
  subject: Address;
  amountWei: bigint;
  limitWei: bigint;
};

/** The day is the database's, so that servers whose clocks differ agree on it. */
async function take({ transaction, chainId, scope, subject, amountWei, limitWei }: Take): Promise<void> {
  const [amount, limit] = [amountWei.toString(), limitWei.toString()];
  const taken = await transaction.$executeRaw`
    INSERT INTO "Budget" AS b ("chainId", "scope", "subject", "day", "promisedWei")
    SELECT ${chainId}, ${scope}::"BudgetScope", ${subject}, (now() AT TIME ZONE 'utc')::date, ${amount}::numeric
    WHERE ${amount}::numeric <= ${limit}::numeric
    ON CONFLICT ("chainId", "scope", "subject", "day") DO UPDATE
    SET "promisedWei" = b."promisedWei" + EXCLUDED."promisedWei", "updatedAt" = now()
    WHERE b."promisedWei" + EXCLUDED."promisedWei" <= ${limit}::numeric`;
  if (taken === 1) return;
  const day = 86_400;
  throw refuse({
    what: scope === "account" ? "budget of this account for today" : "budget of everybody for today",
    seen: `${amount} wei more`,
    allowed: `${limit} wei a day`,
    retryAt: (Math.floor(Date.now() / 1000 / day) + 1) * day,
  });
}
