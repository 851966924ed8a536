import type { Abi, Hex, LocalAccount, PublicClient } from "viem";
import { decide } from "../decide/decide.ts";
import { SponsorRefusal } from "../decide/refusal.ts";
import type { Question, SponsorWorld } from "../decide/world.ts";
import type { Budget, Log } from "../http/doorTypes.ts";
import { partDown } from "../http/rpcFailure.ts";
import type { BudgetScope, EndingBudget, LedgerEntry, LedgerTake, SponsorLedger } from "../ledger/ledger.ts";
import type { SponsorPolicy, SponsorQuestion } from "../sponsorTypes.ts";

/** What is needed to answer any request. */
export type Desk = {
  chain: PublicClient;
  world: SponsorWorld;
  signer: LocalAccount;
  ledger: SponsorLedger;
  budgets: SponsorPolicy["budgets"];
  lastWord: SponsorPolicy["decide"];
  /** Errors with which calls of owners may revert. */
  errors: Abi;
  watchDeposit: (depositWei: bigint) => void;
  log: Log;
};

/** Who asks: by HTTP or not, and from which network. `isFinal` false: a stub is enough, nothing is promised. */
export type Caller = { request: Request | undefined; network: string | undefined; isFinal: boolean };

/** What differs between the answers. */
export type PaymasterFields = {
  paymasterData: Hex;
  paymasterVerificationGasLimit: bigint;
  paymasterPostOpGasLimit: bigint;
};

/**
 * Throws if the decision is a refusal.
 * @param question The request, with facts if the answer is final.
 * @param world What this sponsor pays for.
 * @throws SponsorRefusal with what was seen, what is allowed, and when to try again if that helps.
 */
export function requireDecision(question: Question, world: SponsorWorld): void {
  const refusal = decide(question, world);
  if (refusal) throw new SponsorRefusal(refusal);
}

/**
 * Reads facts from the chain, and checks the deposit that comes with them.
 * @param desk See {@link Desk}.
 * @param read Reads the facts.
 * @returns The facts.
 * @throws RpcFailure: the chain does not answer, or there is no deposit, so that a voucher would be worthless.
 */
export async function readFacts<T extends { depositWei: bigint }>(desk: Desk, read: () => Promise<T>): Promise<T> {
  const facts = await read().catch((cause: unknown) => {
    throw partDown("rpc", cause);
  });
  desk.watchDeposit(facts.depositWei);
  if (facts.depositWei === 0n) throw partDown("sponsor", new Error("The sponsor has no deposit."));
  return facts;
}

/**
 * Asks the product's own `decide`.
 * @throws SponsorRefusal with its reason.
 */
export async function requireLastWord({ lastWord }: Desk, question: SponsorQuestion): Promise<void> {
  const verdict = await lastWord?.(question);
  if (verdict) throw new SponsorRefusal({ what: "policy", seen: question.account, allowed: verdict.refuse });
}

const words: Record<BudgetScope, string> = {
  account: "budget of this account for today",
  ownerCalls: "budget of this account's own operations for today",
  endings: "budget of this account's endings for today",
  network: "budget of your network for today",
  everybody: "budget of everybody for today",
};

/**
 * Writes a promise into the ledger, and only then gives out the voucher. The same request gets the same voucher again.
 * @param desk See {@link Desk}.
 * @param entry The promise, with its signed voucher.
 * @param caller The network that asked.
 * @param ending Given for operations that only end sessions.
 * @returns `paymasterData` of the voucher in the ledger.
 * @throws SponsorRefusal: a budget is used up (says when there is a new one), or the key has a voucher for another grant;
 * RpcFailure: the ledger does not answer. In each case nothing was promised.
 */
export async function promise(
  desk: Desk,
  entry: LedgerEntry,
  { network }: Caller,
  ending?: EndingBudget,
): Promise<Hex> {
  const verdict = await desk.ledger
    .promise(entry, toTakes(desk.budgets, entry, network), ending)
    .catch((cause: unknown) => {
      throw partDown("database", cause);
    });
  if (verdict.kind === "conflict") {
    throw new SponsorRefusal({
      what: "grant",
      seen: "another grant for the same session",
      allowed: "a new session key",
    });
  }
  if (verdict.kind !== "exhausted") return verdict.paymasterData;
  const { take, more, retryAt } = verdict;
  const seen = `${more} wei more`;
  throw new SponsorRefusal({ what: words[take.scope], seen, allowed: `${take.limit} wei a day`, retryAt });
}

/** Always in this order. */
function toTakes(
  { ownerCalls, account, network, everybody }: SponsorPolicy["budgets"],
  entry: LedgerEntry,
  from: string | undefined,
): LedgerTake[] {
  const take = (scope: BudgetScope, subject: string, budget: Budget | undefined): LedgerTake[] =>
    budget ? [{ scope, subject, limit: budget.wei }] : [];
  return [
    ...take("ownerCalls", entry.account, entry.kind === "operation" ? ownerCalls : undefined),
    ...take("account", entry.account, account),
    ...(from === undefined ? [] : take("network", from, network)),
    ...take("everybody", entry.paymaster, everybody),
  ];
}
