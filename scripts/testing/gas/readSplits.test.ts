import { expect, test } from "vitest";
import { type ForgeTest, readSplits } from "./readSplits";

// 4 + 1 bytes that are not zero, one that is.
const BUNDLE = "0x765e827f00ff";
const CALLDATA_GAS = 5 * 16 + 4;

type Call = [kind: string, address: string, gas: number, children: number[], refund?: number];

/** A test that sends one bundle, whose calls are the ones given; the first is the bundle's own. */
function traceOf(calls: readonly Call[], snapshot = calls[0]?.[2]): ForgeTest {
  const all: Call[] = [["CALL", "0xtest", 1_000_000, [1]], ...calls];
  const arena = all.map(([kind, address, gas_used, children, gas_refund_counter = 0]) => {
    const data = address === "0xpoint" ? BUNDLE : "0x";
    return { children, trace: { kind, address, data, gas_used, gas_refund_counter } };
  });
  return {
    ...{ status: "Success", reason: null, decoded_logs: [], traces: [["Execution", { arena }]] },
    labeled_addresses: { "0xpoint": "EntryPoint", "0xaccount": "account", "0xmodule": "module", "0xother": "watcher" },
    gas_snapshots: { second: { one: String(snapshot) } },
  };
}
const read = (calls: readonly Call[], snapshot?: number) => readSplits(traceOf(calls, snapshot), () => true)[0];

test("each frame's own gas goes to its contract, and all of it is told", () => {
  const split = read([
    ["CALL", "0xpoint", 30_000, [2]],
    ["CALL", "0xaccount", 6_000, [3]],
    // The account's code, and a precompile that the module asks.
    ["DELEGATECALL", "0xmodule", 5_000, [4]],
    ["CALL", "0xmodule", 4_000, [5]],
    ["STATICCALL", "0x100", 3_000, []],
  ]);
  expect(split).toMatchObject({ name: "one", whole: 30_000 });
  expect(split?.parts).toEqual({
    ...{ "transaction base": 21_000, calldata: CALLDATA_GAS, EntryPoint: 30_000 - 21_000 - CALLDATA_GAS - 6_000 },
    ...{ account: 2_000, module: 4_000, paymaster: 0, "game call": 0 },
  });
});

test("the gas of a name that is no part belongs to who calls it", () => {
  const split = read([
    ["CALL", "0xpoint", 30_000, [2]],
    ["CALL", "0xother", 500, []],
  ]);
  expect(split?.parts.EntryPoint).toBe(30_000 - 21_000 - CALLDATA_GAS);
});

test("a trace that is not understood is refused", () => {
  expect(() => read([["CALL", "0xpoint", 30_000, []]], 29_999)).toThrow("no transaction of 29999 gas");
  expect(() => read([["CALL", "0xpoint", 30_000, [], 4_800]])).toThrow("4800 gas is given back");
  expect(() => read([["CALL", "0xpoint", 20_000, []]])).toThrow("EntryPoint has");
});
