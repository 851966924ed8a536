import type { OwnerEvent, OwnerHistory } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { findSince, toModuleViews, toRecoveryView, toSignerView } from "./toAccountView";

const p256Verifier = `0x${"aa".repeat(20)}` as const;
const wallet = `0x${"12".repeat(20)}` as const;
const passkey = `0x${"bb".repeat(20)}${"34".repeat(64)}` as const;
const place = { blockNumber: 1n, transactionHash: "0x" } as const;

/** An account at second 1,000, on which this happened, a hundred seconds apart. */
function historyOf(kinds: readonly OwnerEvent["kind"][], more: Partial<OwnerHistory> = {}): OwnerHistory {
  const events = kinds.map((kind, index) => {
    const at = { kind, ...place, time: 100 * (index + 1) };
    return { ...at, owner: wallet, due: 5_000, guardians: [wallet], threshold: 1 } as OwnerEvent;
  });
  return {
    ...{ isDeployed: true, owner: wallet, isConfined: false, formerUntil: 0, change: "0x", delaySeconds: 60 },
    ...{ pending: undefined, guardiansHash: undefined, guardians: undefined, modules: [] },
    ...{ block: { number: 9n, time: 1_000 }, events, ...more },
  };
}
const guardians = { guardians: [wallet], threshold: 1 };
const viewOf = (...history: Parameters<typeof historyOf>) => toRecoveryView(historyOf(...history), { p256Verifier });

test("a recovery is off, ready, waiting, due, cancelled or done, as the chain says", () => {
  expect(viewOf(["made"])).toMatchObject({ stage: "off", ended: undefined, guardians: [] });
  expect(viewOf(["made", "guardians"], { guardians })).toMatchObject({
    stage: "ready",
    ended: undefined,
    threshold: 1,
  });
  const asked = ["made", "guardians", "asked"] as const;
  const pending = { owner: passkey, due: 1_001 };
  expect(viewOf(asked, { guardians, pending })).toMatchObject({
    stage: "waiting",
    pending: { owner: { kind: "passkey", signer: passkey }, dueSeconds: 1_001 },
  });
  expect(viewOf(asked, { guardians, pending: { ...pending, due: 1_000 } }).stage).toBe("due");
  expect(viewOf([...asked, "cancelled"], { guardians })).toMatchObject({
    stage: "ready",
    ended: { how: "cancelled", seconds: 400 },
  });
  expect(viewOf([...asked, "changed"])).toMatchObject({ stage: "off", ended: { how: "done", seconds: 400 } });
  expect(viewOf([...asked, "cancelled", "asked"], { guardians, pending }).ended, "asked again").toBeUndefined();
});

test("a guest's account that was handed over at once was never asked for", () => {
  const history = historyOf(["made", "changed"]);
  expect(toRecoveryView(history, { p256Verifier }).ended).toBeUndefined();
  expect(findSince(history)).toEqual({ seconds: 200, blockNumber: 1n });
  expect(findSince(historyOf([]))).toBeUndefined();
});

test("signers have a kind, and a text that tells them apart", () => {
  const device = `0x${"aa".repeat(20)}${"56".repeat(64)}` as const;
  expect(toSignerView(wallet, { p256Verifier })).toMatchObject({
    kind: "address",
    text: expect.stringMatching(/^0x12/),
  });
  expect(toSignerView(passkey, { p256Verifier })).toMatchObject({ kind: "passkey", text: "key …343434" });
  expect(toSignerView(device, { p256Verifier }).kind).toBe("device");
});

test("an installed module is named by what it may do; one of an unknown type may do anything, for all that is known", () => {
  const modules = [1, 1, 2, 3, 4, 9].map((type, index) => ({ type, module: index === 0 ? p256Verifier : wallet }));
  const views = toModuleViews({ modules }, p256Verifier);
  expect(views.map(({ kind }) => kind)).toEqual(["sessions", "validator", "executor", "fallback", "hook", "unknown"]);
});
