import { expect, test } from "vitest";
import { readFailure } from "./forge";

const OUTPUT = `
Ran 2 tests for contracts/test/A.t.sol:ATest
[PASS] test_one() (gas: 1)
Suite result: ok. 1 passed; 0 failed; 0 skipped; finished in 1ms
Ran 1 test for contracts/test/B.t.sol:BTest
[FAIL: assertion failed: [1] != [2]; counterexample: calldata=0x01 args=[1]] testFuzz_two(uint256) (runs: 3)
[FAIL: panic] test_three() (gas: 1)`;

test("the first failed test is read, with its file", () => {
  expect(readFailure(OUTPUT)).toEqual({ file: "contracts/test/B.t.sol", test: "testFuzz_two" });
});

test("a failed set-up is one", () => {
  const output = "Ran 1 test for contracts/test/B.t.sol:BTest\n[FAIL: EvmError: Revert] setUp() (gas: 0)";
  expect(readFailure(output)).toEqual({ file: "contracts/test/B.t.sol", test: "setUp" });
});

test("where none failed, none is read", () => expect(readFailure("[PASS] test_one() (gas: 1)")).toBeUndefined());
