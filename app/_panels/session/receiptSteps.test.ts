import { expect, test } from "vitest";
import type { OperationView } from "@/app/_bridge/ports";
import { readReceipt, titleReceipt } from "./receiptSteps";

const queued: OperationView = { id: "a", actions: ["Walk 1 step"], status: "queued", startedAtMs: 1_000 };
const signed = { ...queued, signedAtMs: 1_012 };
const accepted = { ...signed, acceptedAtMs: 1_100 };
const block = { blockNumber: 1_234n, costWei: 10n ** 14n, paidBy: "sponsor", latencyMs: 1_500 } as const;
const confirmed: OperationView = { ...accepted, ...block, status: "confirmed" };
const timesOf = (operation: OperationView) => readReceipt(operation).map(({ time, isDone }) => (isDone ? time : "-"));

test("each step has the time since the one before", () => {
  expect(timesOf(queued)).toEqual(["0 ms", "-", "-", "-", "-"]);
  expect(timesOf(signed)).toEqual(["0 ms", "+12 ms", "-", "-", "-"]);
  expect(timesOf(accepted)).toEqual(["0 ms", "+12 ms", "+88 ms", "-", "-"]);
  expect(timesOf(confirmed)).toEqual(["0 ms", "+12 ms", "+88 ms", "in the block", "+1.4 s"]);
});

test("after a reload the times of before are missing, and what happened is still told", () => {
  const { signedAtMs: _, acceptedAtMs: __, ...reloaded } = confirmed;
  expect(timesOf(reloaded)).toEqual(["0 ms", "", "", "in the block", "+1.5 s"]);
});

test("it says who paid, and that a refusal by the calls is paid too", () => {
  const says = (operation: OperationView) => readReceipt(operation).map(({ who, what }) => `${who}: ${what}`);
  expect(says(confirmed)).toContain("The sponsor paid: 0.0001 ETH, you paid nothing");
  expect(says({ ...confirmed, paidBy: "account" })).toContain("Your account paid: 0.0001 ETH");
  expect(says({ ...confirmed, status: "rejected" })).toContain("Block 1,234: undid the calls; the fee stays paid");
});

test("the first one is called by what one signature did; a refused one did none of it", () => {
  const first = { ...confirmed, deploys: true, enables: true };
  expect(titleReceipt(first)).toBe("Account created, key switched on, first action: one signature");
  expect(titleReceipt({ ...first, deploys: false })).toBe("Key switched on, and first action: one signature");
  expect(titleReceipt({ ...first, status: "rejected" })).toBe("Walk 1 step");
  expect(titleReceipt(confirmed)).toBe("Walk 1 step");
});
