import { describe, expect, test } from "vitest";
import { type ForgeTest, readSplits } from "./readSplits";

const BUNDLE = "0x765e827f00ff";
// 4 + 1 bytes that are not zero, one that is.
const CALLDATA_GAS = 5 * 16 + 4;

type Call = [kind: string, address: string, gas: number, children: number[], refund?: number];

/** A test that sends one bundle, whose calls are the ones given; the first is the bundle's own. */
function traceOf(calls: readonly Call[], snapshot = calls[0]?.[2]): ForgeTest {
  const arena = [["CALL", "0xtest", 1_000_000, [1]] as Call, ...calls].map(
    ([kind, address, gas, children, refund]) => ({
      children,
      trace: {
        kind,
        address,
        data: address === "0xpoint" ? BUNDLE : "0x",
        gas_used: gas,
        gas_refund_counter: refund ?? 0,
      },
    }),
  );
  return {
    status: "Success",
    reason: null,
    decoded_logs: [],
    traces: [["Execution", { arena }]],
    labeled_addresses: { "0xpoint": "EntryPoint", "0xaccount": "account", "0xmodule": "module", "0xother": "watcher" },
    gas_snapshots: { second: { one: String(snapshot) } },
  };
}

const all = () => true;

describe("the gas of a transaction is split", () => {
  test("each frame's own gas goes to its contract, and all of it is told", () => {
    const [split] = readSplits(
      traceOf([
        ["CALL", "0xpoint", 30_000, [2]],
        ["CALL", "0xaccount", 6_000, [3]],
        // The account's code, and a precompile that the module asks.
        ["DELEGATECALL", "0xmodule", 5_000, [4]],
        ["CALL", "0xmodule", 4_000, [5]],
        ["STATICCALL", "0x100", 3_000, []],
      ]),
      all,
    );
    expect(split).toMatchObject({ name: "one", whole: 30_000 });
    expect(split?.parts).toEqual({
      "transaction base": 21_000,
      calldata: CALLDATA_GAS,
      EntryPoint: 30_000 - 21_000 - CALLDATA_GAS - 6_000,
      account: 2_000,
      module: 4_000,
      paymaster: 0,
      "game call": 0,
    });
  });

  test("a name that is no part belongs to who calls it", () => {
    const calls: Call[] = [
      ["CALL", "0xpoint", 30_000, [2]],
      ["CALL", "0xother", 500, []],
    ];
    expect(readSplits(traceOf(calls), all)[0]?.parts.EntryPoint).toBe(30_000 - 21_000 - CALLDATA_GAS);
  });

  test("what is not understood is refused", () => {
    const bundle: Call = ["CALL", "0xpoint", 30_000, []];
    expect(() => readSplits(traceOf([bundle], 29_999), all)).toThrow("no transaction of 29999 gas");
    expect(() => readSplits(traceOf([["CALL", "0xpoint", 30_000, [], 4_800]]), all)).toThrow("4800 gas is given back");
    expect(() => readSplits(traceOf([["CALL", "0xpoint", 20_000, []]]), all)).toThrow("EntryPoint has");
    expect(readSplits(traceOf([bundle]), () => false)).toEqual([]);
  });
});
