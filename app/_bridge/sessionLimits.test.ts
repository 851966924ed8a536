import { describe, expect, test } from "vitest";
import type { Action } from "@/game/rules/types";
import { limitWords, refuseByLimits, type SessionLimits } from "./sessionLimits";

const SAND = 10n ** 18n;
const walk: Action = { type: "move", path: ["north"] };
const buy = (sand: bigint): Action => ({ type: "buy", item: 1, maxSand: sand * SAND });
const limits: SessionLimits = { actionsLeft: 3, sandLeft: 10n * SAND, gasLeftWei: 100n, operationWei: 10n };
const pending = (queued: readonly Action[], flying: readonly Action[] = []) => ({
  queued,
  inFlight: flying.length > 0 ? { id: 1, actions: flying } : undefined,
});

describe("a session refuses before it is queued what the chain would refuse", () => {
  test("Sand beyond the cap, with all that is pending counted", () => {
    expect(refuseByLimits(limits, pending([]), buy(10n))).toBeUndefined();
    expect(refuseByLimits(limits, pending([]), buy(11n))).toMatchObject({
      reason: "SpendExceeded",
      text: "This session may spend only 10 Sand more; this needs 11 Sand.",
    });
    expect(refuseByLimits(limits, pending([buy(4n)], [buy(4n)]), buy(3n))).toMatchObject({ reason: "SpendExceeded" });
    expect(refuseByLimits(limits, pending([buy(4n)], [buy(4n)]), buy(2n))).toBeUndefined();
  });

  test("actions beyond the number, with joined steps counted as the one call that they become", () => {
    expect(refuseByLimits(limits, pending([walk, walk, walk, walk]), walk)).toBeUndefined();
    expect(refuseByLimits(limits, pending([walk, buy(1n), walk]), walk)).toBeUndefined();
    expect(refuseByLimits(limits, pending([walk, buy(1n), walk]), buy(1n))).toMatchObject({
      reason: "ActionsExceeded",
    });
  });

  test("everything when the gas budget does not hold another operation", () => {
    expect(refuseByLimits({ ...limits, gasLeftWei: 9n }, pending([]), walk)).toMatchObject({
      reason: "GasBudgetExceeded",
    });
  });

  test("nothing while the chain has not said what is left", () => {
    expect(refuseByLimits(undefined, pending([]), buy(1_000n))).toBeUndefined();
  });

  test("a walk is not refused for Sand that is used up", () => {
    expect(refuseByLimits({ ...limits, sandLeft: 0n }, pending([]), walk)).toBeUndefined();
  });
});

test("what only the chain found has the same words", () => {
  expect(limitWords({ name: "SpendExceeded", args: [11n * SAND, 10n * SAND] })).toContain("only 10 Sand more");
  expect(limitWords({ name: "CallNotPermitted", args: [0n] })).toBeUndefined();
});
