import { expect, test } from "vitest";
import { root } from "../paths";
import { filesIn } from "../solidity/sources";
import { findMatchingTests } from "./matching";

const tests = filesIn(root, "contracts/test", ".t.sol");
const find = (file: string, before: string, after: string) => findMatchingTests([{ file, before, after }], tests);
const contract = (move: string, gather: string, dig: string) => `contract Hourglass {
    /// @dev Of ${move}.
    function move(bytes calldata path) external {
        ${move}
    }

    function gather(uint256 tile) external {
        ${gather}
    }

    function _unearth(uint256 tile) private {
        ${dig}
    }
}`;

test("a file has the test of its name", () => {
  expect(find("contracts/src/game/Bazaar.sol", "a", "b")).toEqual(["contracts/test/game/bazaar.t.sol"]);
  expect(find("contracts/src/game/Expeditions.sol", "a", "b")).toEqual(["contracts/test/game/expedition.t.sol"]);
  expect(find("contracts/src/session/GrantReader.sol", "a", "b")).toEqual(["contracts/test/session/GrantReader.t.sol"]);
});

test("a function in which something changed has the test of its name, and the others have not", () => {
  const file = "contracts/src/game/Hourglass.sol";
  const before = contract("a", "b", "c");
  expect(find(file, before, contract("a", "x", "c"))).toEqual(["contracts/test/game/gather.t.sol"]);
  expect(find(file, before, contract("x", "b", "x")).sort()).toEqual([
    "contracts/test/game/move.t.sol",
    "contracts/test/game/unearth.t.sol",
  ]);
});

test("what no test is named after has none", () => {
  expect(find("contracts/src/game/Hourglass.sol", contract("a", "b", "c"), contract("a", "b", "c"))).toEqual([]);
  expect(find("contracts/src/session/Words.sol", "a", "b")).toEqual([]);
});
