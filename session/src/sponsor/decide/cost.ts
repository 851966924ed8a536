import type { OperationRequest, SessionRequest } from "../parse/sponsorRequest.ts";
import { maxOperationCost, operationGasCaps } from "./gas.ts";
import { findBroken, type Refusal, type Rule } from "./refusal.ts";
import type { AccountFacts, OwnerCalls, SponsorWorld } from "./world.ts";

// What it may cost.

/** Less gas than any operation of a session uses. */
const MIN_SESSION_GAS = 100_000n;

/** A session's budgets are those of its grant. */
export function refuseSessionBudget({ grant }: SessionRequest, { sessions }: SponsorWorld): Refusal | undefined {
  const { maxGasWei, maxActions, maxSpend } = grant;
  return findBroken([
    [
      maxGasWei > 0n && maxGasWei <= sessions.maxGas,
      "maxGasWei",
      maxGasWei,
      `1 to ${sessions.maxGas} wei for one session`,
    ],
    [maxActions <= sessions.maxCalls, "maxActions", maxActions, `1 to ${sessions.maxCalls}`],
    [maxSpend <= sessions.maxSpend, "maxSpend", maxSpend, `0 to ${sessions.maxSpend}`],
  ]);
}

/** A budget that is too small for any operation gets no voucher. */
export function refusePoorSession({ grant }: SessionRequest, { baseFeePerGas }: AccountFacts): Refusal | undefined {
  const least = MIN_SESSION_GAS * baseFeePerGas;
  const allowed = `at least ${least} wei, which one operation costs now`;
  return findBroken([[grant.maxGasWei >= least, "maxGasWei", grant.maxGasWei, allowed]]);
}

/**
 * The gas and fees of an owner's operation; also its maximum cost, which may be too high although every single cap is kept.
 * @param isFinal False for a stub: its gas is not known yet.
 */
export function refuseOperationGas(
  { operation }: OperationRequest,
  { maxFeePerGas, maxPriorityFeePerGas }: SponsorWorld,
  { maxGas }: OwnerCalls,
  isFinal: boolean,
): Refusal | undefined {
  const least = isFinal ? 1n : 0n;
  const amounts = { ...operationGasCaps, maxFeePerGas };
  const cost = maxOperationCost(operation);
  const rules = (Object.keys(amounts) as (keyof typeof amounts)[]).map((field): Rule => {
    const [seen, cap] = [operation[field], amounts[field]];
    return [seen >= least && seen <= cap, field, seen, `${least} to ${cap}`];
  });
  const tip = operation.maxPriorityFeePerGas;
  return findBroken([
    ...rules,
    [tip <= maxPriorityFeePerGas, "maxPriorityFeePerGas", tip, `0 to ${maxPriorityFeePerGas}`],
    [cost <= maxGas, "maximum cost", cost, `at most ${maxGas} wei for one operation`],
  ]);
}

/** An operation that pays less than the base fee is never included. */
export function refuseLowFee({ operation }: OperationRequest, { baseFeePerGas }: AccountFacts): Refusal | undefined {
  const { maxFeePerGas } = operation;
  const allowed = `at least ${baseFeePerGas}, the base fee`;
  return findBroken([[maxFeePerGas >= baseFeePerGas, "maxFeePerGas", maxFeePerGas, allowed]]);
}
