import { toFunctionSelector, zeroAddress } from "viem";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SwapNote } from "@/app/_api/swaps";
import { gasTable } from "../gasTable";
import { ownerGasLimits } from "../owner/gas";
import { hearSwaps } from "./hearSwaps";

class FakeSource {
  static last: FakeSource | undefined;
  listeners: ((event: { data: string }) => void)[] = [];
  isClosed = false;
  constructor(readonly url: string) {
    FakeSource.last = this;
  }
  addEventListener(type: string, listener: (event: { data: string }) => void) {
    if (type === "swap") this.listeners.push(listener);
  }
  close() {
    this.isClosed = true;
  }
}

const calm: SwapNote = { swapped: [], round: 0, gasPercent: 100, trouble: null };
const shape = { deploys: false, enables: false, calls: [] };
let told: [string, string][];
let reload: () => void;
let close: () => void;

beforeEach(() => {
  vi.stubGlobal("EventSource", FakeSource);
  told = [];
  reload = vi.fn();
  close = hearSwaps((tone, text) => told.push([tone, text]), reload);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  globalThis.hourglassWiden = undefined;
});

const say = (note: Partial<SwapNote>) => {
  for (const listener of FakeSource.last?.listeners ?? []) listener({ data: JSON.stringify({ ...calm, ...note }) });
};

test("replacements from now on are reported; earlier ones are not", () => {
  say({ swapped: ["Hourglass"], round: 4, gasPercent: 200 });
  expect(told).toEqual([]);
  say({ swapped: ["Hourglass", "Sand"], round: 5, gasPercent: 200 });
  expect(told).toEqual([["info", "Swapped in: Hourglass, Sand."]]);
  say({ round: 6 });
  expect(told.at(-1)).toEqual(["info", "The contracts run as they are deployed."]);
  expect(reload).not.toHaveBeenCalled();
});

test("code that does not compile is reported, and nothing else happens", () => {
  say({});
  say({ trouble: "Hourglass.sol does not run yet." });
  expect(told).toEqual([["error", "Hourglass.sol does not run yet."]]);
  expect(reload).not.toHaveBeenCalled();
});

test("the page reloads for contracts whose limits it read when it was opened", () => {
  say({});
  say({ swapped: ["SessionPaymaster"], round: 1, gasPercent: 200 });
  expect(reload).toHaveBeenCalledTimes(1);
});

test("gas limits are higher while contracts are replaced, in development only", () => {
  const limits = () => gasTable(shape)?.verificationGasLimit;
  say({ swapped: ["Hourglass"], round: 1, gasPercent: 200 });
  expect(limits()).toBe(150_000n);
  vi.stubEnv("NODE_ENV", "development");
  expect(limits()).toBe(300_000n);
  say({ round: 2 });
  expect(limits()).toBe(150_000n);
});

test("limits of an owner's operation stay within what the sponsor pays for", () => {
  const calls = [{ to: zeroAddress, data: toFunctionSelector("changeOwner(bytes,bytes)") }];
  vi.stubEnv("NODE_ENV", "development");
  say({ swapped: ["PlayerAccount"], round: 1, gasPercent: 200 });
  const { callGasLimit, verificationGasLimit } = ownerGasLimits({ calls, deploys: true });
  expect(callGasLimit).toBe(1_000_000n);
  expect(verificationGasLimit).toBe(2_000_000n);
});

test("it is closed with the page's bridge", () => {
  expect(FakeSource.last).toMatchObject({ url: "/api/events", isClosed: false });
  close();
  expect(FakeSource.last?.isClosed).toBe(true);
});
