import { type Abi, type AbiFunction, toFunctionSelector, toFunctionSignature } from "viem";
import { NotPermittedError } from "../errors/sessionErrors.ts";
import type { Grant, Permission } from "../grant/grantTypes.ts";
import { spendOf } from "../lane/blame.ts";
import type { LaneOperation } from "../lane/laneTypes.ts";
import type { Call } from "../operation/calls.ts";
import { findHint } from "../permissions/permits.ts";
import type { Entry, Together } from "./queue.ts";
import { readSession, type SessionState } from "./readChain.ts";
import type { Left } from "./types.ts";
import type { World } from "./world.ts";

/** What calls use of a session's limits; gas is known once the operation is built. */
export function costOf(calls: readonly Call[], permissions: readonly Permission[], gas = 0n): Left {
  return { calls: calls.length, gas, spend: calls.reduce((sum, call) => sum + spendOf(call, permissions), 0n) };
}

/** What is left afterwards; never below zero. */
export function subtract(left: Left, taken: Left): Left {
  return {
    calls: Math.max(0, left.calls - taken.calls),
    gas: left.gas > taken.gas ? left.gas - taken.gas : 0n,
    spend: left.spend > taken.spend ? left.spend - taken.spend : 0n,
  };
}

/**
 * Why a session may not make a call now.
 * @param call The call.
 * @param permissions The grant's.
 * @param left What is left, with everything in flight already counted.
 * @param abi Names functions.
 * @returns Nothing if it may. Only the chain knows the counts of single rules, and the answers of policies.
 */
export function refuseByGrant(
  call: Call,
  permissions: readonly Permission[],
  left: Left,
  abi: Abi,
): NotPermittedError | undefined {
  const { hint, refusal } = findHint({ permissions }, call);
  if (refusal) {
    const nearest = permissions[hint];
    const seen = "seen" in refusal ? refusal.seen : refusal.because === "target" ? call.to : nameFunction(call, abi);
    const allowed =
      refusal.because === "value"
        ? refusal.allowed
        : refusal.because === "argument"
          ? refusal.condition
          : refusal.because === "target"
            ? permissions.map(({ target }) => target)
            : nearest?.functionSignature;
    return new NotPermittedError(call, { because: refusal.because, seen, allowed });
  }
  if (left.calls < 1) {
    return new NotPermittedError(call, { because: "calls", seen: 1, allowed: 0 }, "This session has no calls left.");
  }
  const spend = spendOf(call, permissions);
  if (spend > left.spend) {
    return new NotPermittedError(
      call,
      { because: "spend", seen: spend, allowed: left.spend },
      "This would spend more than this session allows.",
    );
  }
  return undefined;
}

/** The function that a call names, as text; without its ABI, its selector. */
function nameFunction({ data = "0x" }: Call, abi: Abi): string {
  const selector = data.slice(0, 10);
  const item = abi.find(
    (each): each is AbiFunction => each.type === "function" && toFunctionSelector(each) === selector,
  );
  return item ? toFunctionSignature(item) : selector;
}

/** Counts what a session uses, as the chain will count it. */
export type Ledger = {
  /** With everything counted that is on chain, in flight or waiting. */
  left: (
    rows: readonly LaneOperation<Together>[],
    waiting: readonly Entry[],
    permissions: readonly Permission[],
  ) => Left;
  /** An operation is on chain, or was refused. */
  settle: (row: LaneOperation<Together>, permissions: readonly Permission[]) => void;
  without: (left: Left, calls: readonly Call[], permissions: readonly Permission[]) => Left;
  /** Another grant. */
  restart: (grant: Grant) => void;
  /** Replaces the counts by the chain's numbers, which include everything that was settled before. */
  refresh: (world: World, grant: Grant) => Promise<void>;
};

/**
 * Creates the ledger of a session.
 * @param first Its grant.
 * @param seen Its state on chain, if it was played before.
 */
export function createLedger(first: Grant, seen?: SessionState): Ledger {
  let base = seen ? toLeft(seen) : whole(first);
  /** By row, because a reorganisation may settle one twice. */
  const used = new Map<string, Left>();
  const cost = ({ item, maxCostWei }: LaneOperation<Together>, permissions: readonly Permission[]) =>
    costOf(
      item.entries.flatMap(({ calls }) => calls),
      permissions,
      maxCostWei,
    );
  return {
    left: (rows, waiting, permissions) => {
      const pending = rows.filter(({ status }) => status === "queued" || status === "sending" || status === "pending");
      const taken = [
        ...used.values(),
        ...pending.filter(({ id }) => !used.has(id)).map((row) => cost(row, permissions)),
        ...waiting.map(({ calls }) => costOf(calls, permissions)),
      ];
      return taken.reduce(subtract, base);
    },
    settle: (row, permissions) => {
      // What was never included in a block was never counted.
      if (row.transactionHash) used.set(row.id, cost(row, permissions));
      else used.delete(row.id);
    },
    without: (left, calls, permissions) => subtract(left, costOf(calls, permissions)),
    restart: (grant) => {
      base = whole(grant);
      used.clear();
    },
    refresh: async ({ rpc, module }, grant) => {
      const before = [...used.keys()];
      base = toLeft(await readSession(rpc, module, grant));
      for (const id of before) used.delete(id);
    },
  };
}

const toLeft = ({ actionsLeft: calls, gasLeftWei: gas, spendLeft: spend }: SessionState): Left => ({
  ...{ calls, gas, spend },
});
const whole = ({ maxActions: calls, maxGasWei: gas, maxSpend: spend }: Grant): Left => ({ calls, gas, spend });
