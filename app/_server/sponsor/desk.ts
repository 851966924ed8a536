import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import type { ServerEnv } from "@/app/_env/server";
import { partDown } from "../failure";
import type { DayLimits } from "./budget";
import { decide, type Question, type SponsorWorld } from "./decide";
import { watchDeposit } from "./deposit";
import { refuse } from "./refusal";

/** What answering one request needs, whatever kind it is. */
export type Desk = {
  env: ServerEnv;
  world: SponsorWorld;
  /** Range of addresses that the request came from. */
  range: string;
  /** False: a stub is enough, nothing is promised. */
  isFinal: boolean;
};

/** What differs between the answers. */
export type Answer = {
  paymasterData: Hex;
  paymasterVerificationGasLimit: bigint;
  paymasterPostOpGasLimit: bigint;
};

/**
 * Refuses what the predicate refuses.
 * @param question What is asked, with facts when the answer is final.
 * @param world What this sponsor pays for.
 * @throws Failure that says what was seen, what is allowed, and when to try again if that helps.
 */
export function requireDecision(question: Question, world: SponsorWorld): void {
  const refusal = decide(question, world);
  if (refusal) throw refuse(refusal);
}

/**
 * Reads facts from the chain, and looks at the deposit that comes with them.
 * @param env Its threshold for a low deposit.
 * @param read Reads the facts.
 * @returns The facts.
 * @throws Failure: the chain does not answer, or there is nothing to pay with, so that a voucher would be worth nothing.
 */
export async function readFactsOfDesk<T extends { depositWei: bigint }>(
  env: ServerEnv,
  read: () => Promise<T>,
): Promise<T> {
  const facts = await read().catch((cause: unknown) => {
    throw partDown("rpc", cause);
  });
  watchDeposit(facts.depositWei, env.SPONSOR_LOW_DEPOSIT_WEI, Date.now());
  if (facts.depositWei === 0n) throw partDown("sponsor", new Error("The sponsor has no deposit."));
  return facts;
}

/** The sponsor's budgets, as the environment sets them. */
export function toDayLimits(env: ServerEnv): DayLimits {
  return {
    accountDayWei: env.SPONSOR_ACCOUNT_DAY_WEI,
    operationsDayWei: env.SPONSOR_OPERATIONS_DAY_WEI,
    rangeDayWei: env.SPONSOR_RANGE_DAY_WEI,
    dayWei: env.SPONSOR_DAY_WEI,
  };
}

/** The key that signs vouchers. */
export function readSigner(env: ServerEnv) {
  return privateKeyToAccount(env.SPONSOR_SIGNER_KEY);
}
