import type { Failure } from "../failure";
import type { Prisma } from "../generated/prisma/client";
import { refuse } from "./refusal";

/** In wei, per day (UTC). */
export type DayLimits = { accountDayWei: bigint; operationsDayWei: bigint; rangeDayWei: bigint; dayWei: bigint };

type Scope = "account" | "operations" | "range" | "everybody";

/** One amount that is taken from one budget. */
export type Take = { scope: Scope; subject: string; limitWei: bigint };

const words: Record<Scope, string> = {
  account: "budget of this account for today",
  operations: "budget of this account's own operations for today",
  range: "budget of your network for today",
  everybody: "budget of everybody for today",
};

const DAY_SECONDS = 86_400;

/**
 * Takes an amount from several budgets, or throws; then the caller's transaction ends and nothing was taken. Each budget
 * is one row, changed by one conditional statement whose lock is held until the commit.
 * @param transaction The one that writes the voucher.
 * @param chainId Of the voucher.
 * @param amountWei What the voucher promises.
 * @param takes In the order of the scopes everywhere, so that no two transactions wait for each other in a circle.
 * @throws Failure: a budget is used up; says when there is a new one.
 */
export async function takeFromBudgets(
  transaction: Prisma.TransactionClient,
  chainId: number,
  amountWei: bigint,
  takes: readonly Take[],
): Promise<void> {
  for (const take of takes) {
    if (!(await takeIfThere(transaction, chainId, amountWei, take))) throw usedUp(amountWei, take);
  }
}

/**
 * Takes an amount from one budget, if it is there. The day is the database's, so that servers whose clocks differ agree
 * on it.
 * @returns Whether it was; otherwise nothing was taken.
 */
export async function takeIfThere(
  transaction: Prisma.TransactionClient,
  chainId: number,
  amountWei: bigint,
  { scope, subject, limitWei }: Take,
): Promise<boolean> {
  const [amount, limit] = [amountWei.toString(), limitWei.toString()];
  const taken = await transaction.$executeRaw`
    INSERT INTO "Budget" AS b ("chainId", "scope", "subject", "day", "promisedWei")
    SELECT ${chainId}, ${scope}::"BudgetScope", ${subject}, (now() AT TIME ZONE 'utc')::date, ${amount}::numeric
    WHERE ${amount}::numeric <= ${limit}::numeric
    ON CONFLICT ("chainId", "scope", "subject", "day") DO UPDATE
    SET "promisedWei" = b."promisedWei" + EXCLUDED."promisedWei", "updatedAt" = now()
    WHERE b."promisedWei" + EXCLUDED."promisedWei" <= ${limit}::numeric`;
  return taken === 1;
}

function usedUp(amountWei: bigint, { scope, limitWei }: Take): Failure {
  return refuse({
    what: words[scope],
    seen: `${amountWei} wei more`,
    allowed: `${limitWei} wei a day`,
    retryAt: (Math.floor(Date.now() / 1000 / DAY_SECONDS) + 1) * DAY_SECONDS,
  });
}
