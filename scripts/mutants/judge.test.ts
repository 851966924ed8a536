import { expect, test } from "vitest";
import { readFailure } from "./forge";
import { stagesOf } from "./judge";
import type { Host } from "./project";

test("the first failed test is read, with its file; a failed set-up is one, and where none failed none is read", () => {
  const ran = "Ran 2 tests for contracts/test/A.t.sol:ATest\n[PASS] test_one() (gas: 1)\n";
  const other = `${ran}Ran 1 test for contracts/test/B.t.sol:BTest\n`;
  const file = "contracts/test/B.t.sol";
  const two =
    "[FAIL: [1] != [2]; counterexample: args=[1]] testFuzz_two(uint256) (runs: 3)\n[FAIL: panic] test_three()";
  expect(readFailure(other + two)).toEqual({ file, test: "testFuzz_two" });
  expect(readFailure(`${other}[FAIL: EvmError: Revert] setUp() (gas: 0)`)).toEqual({ file, test: "setUp" });
  expect(readFailure(ran)).toBeUndefined();
});

const host = (name: string, files: string[], tests: string[]): Host => ({
  ...{ name, files: new Set(files.map((file) => `src/${file}`)), tests: new Set(tests.map((file) => `test/${file}`)) },
});
const stack = ["account/Account.t.sol", "session/Module.t.sol"];
const parser = host("Parser", ["session/Text.sol"], ["session/Text.refuses.t.sol"]);
const module = host("Module", ["session/Text.sol", "session/Module.sol", "session/Key.sol"], stack);
const account = host("Account", ["account/Account.sol", "session/Key.sol"], stack);
/** A test that has the file compiled into itself is one of its own. */
const words = host("test/session/Words.t.sol:WordsTest", ["session/Key.sol"], ["session/Words.t.sol"]);

test.each([
  {
    file: "src/session/Text.sol",
    stages: [
      { broken: [parser], tests: ["test/session/Text.refuses.t.sol"] },
      { broken: [module], tests: ["test/session/Module.t.sol"] },
      { broken: [module], tests: ["test/account/Account.t.sol"] },
    ],
  },
  {
    file: "src/session/Key.sol",
    stages: [
      { broken: [words], tests: ["test/session/Words.t.sol"] },
      { broken: [module, account], tests: ["test/session/Module.t.sol"] },
      { broken: [module, account], tests: ["test/account/Account.t.sol"] },
    ],
  },
])("of $file its own tests come first, with only what they deploy broken; then its folder's; then all", (row) => {
  expect(stagesOf(row, [parser, module, account, words])).toEqual(row.stages);
});
