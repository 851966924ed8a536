import { describe, expect, test } from "vitest";
import type { Action } from "@/game/rules/actions";
import { limitWords, refuseByLimits, type SessionLimits } from "./sessionLimits";

const SAND = 10n ** 18n;
const walk: Action = { type: "move", path: ["north"] };
const buy = (sand: bigint): Action => ({ type: "buy", item: 1, maxSand: sand * SAND });
const limits: SessionLimits = { actionsLeft: 3, sandLeft: 10n * SAND, gasLeftWei: 100n, operationWei: 10n };
const pending = (queued: readonly Action[], flying: readonly Action[] = []) => ({
  queued,
  inFlight: flying.length > 0 ? { id: 1, actions: flying } : undefined,
});

describe("a session refuses before queueing what the chain would refuse", () => {
  test("Sand above the cap, including everything pending", () => {
    expect(refuseByLimits(limits, pending([]), buy(10n))).toBeUndefined();
    expect(refuseByLimits(limits, pending([]), buy(11n))).toMatchObject({
      reason: "SpendExceeded",
      text: "This session may spend only 10 Sand more; this needs 11 Sand.",
    });
    expect(refuseByLimits(limits, pending([buy(4n)], [buy(4n)]), buy(3n))).toMatchObject({ reason: "SpendExceeded" });
    expect(refuseByLimits(limits, pending([buy(4n)], [buy(4n)]), buy(2n))).toBeUndefined();
  });

  test("more actions than allowed, with joined steps counted as one call", () => {
    expect(refuseByLimits(limits, pending([walk, walk, walk, walk]), walk)).toBeUndefined();
    expect(refuseByLimits(limits, pending([walk, buy(1n), walk]), walk)).toBeUndefined();
    expect(refuseByLimits(limits, pending([walk, buy(1n), walk]), buy(1n))).toMatchObject({
      reason: "ActionsExceeded",
    });
  });

  test("everything when the gas budget is too small for another operation", () => {
    expect(refuseByLimits({ ...limits, gasLeftWei: 9n }, pending([]), walk)).toMatchObject({
      reason: "GasBudgetExceeded",
    });
  });

  test("nothing while it is unknown what is left", () => {
    expect(refuseByLimits(undefined, pending([]), buy(1_000n))).toBeUndefined();
  });

  test("not a walk when only the Sand is used up", () => {
    expect(refuseByLimits({ ...limits, sandLeft: 0n }, pending([]), walk)).toBeUndefined();
  });
});

test("what only the chain refuses has the same text", () => {
  expect(limitWords({ name: "SpendExceeded", args: [11n * SAND, 10n * SAND] })).toContain("only 10 Sand more");
  expect(limitWords({ name: "CallNotPermitted", args: [0n] })).toBeUndefined();
});
