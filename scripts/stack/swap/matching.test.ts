import { expect, test } from "vitest";
import { root } from "../paths";
import { filesIn } from "../solidity/sources";
import { findMatchingTests } from "./matching";

const tests = filesIn(root, "contracts/test", ".t.sol");
const HOURGLASS = "contracts/src/game/Hourglass.sol";
const contract = (move: string, gather: string, dig: string) => `contract Hourglass {
    /// @dev Of ${move}.
    function move(bytes calldata path) external {
        ${move}
    }

    /* Of ${move}. */
    function gather(uint256 tile) external {
        ${gather}
    }

    function _unearth(uint256 tile) private {
        ${dig}
    }
}`;

test.each([
  ["contracts/src/game/Bazaar.sol", "a", "b", ["game/bazaar"]],
  ["contracts/src/game/Draws.sol", "a", "b", ["game/draws"]],
  ["contracts/src/session/GrantReader.sol", "a", "b", ["session/GrantReader"]],
  ["contracts/src/session/Words.sol", "a", "b", []],
  [HOURGLASS, contract("a", "b", "c"), contract("a", "x", "c"), ["game/gather"]],
  [HOURGLASS, contract("a", "b", "c"), contract("x", "b", "x"), ["game/move", "game/unearth"]],
  [HOURGLASS, contract("a", "b", "c"), contract("a", "b", "c"), []],
])("a change in %s has the tests of its name, and of the functions that changed", (file, before, after, wanted) => {
  const found = findMatchingTests([{ file, before, after }], tests);
  expect(found.sort()).toEqual(wanted.map((name) => `contracts/test/${name}.t.sol`));
});
