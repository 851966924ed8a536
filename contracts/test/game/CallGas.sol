// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GameTest} from "./GameTest.sol";

/// @notice For tests that compare the most expensive case of a call, from a cold start, with the gas limit of its action in
/// game/rules/actions, in both directions: a limit that is too high would waste a session's gas budget.
abstract contract CallGas is GameTest {
    /// @dev The page adds gas for EntryPoint and account on top; a call alone must fit into its own limit.
    string private constant FUNCTIONS = "game/rules/vectors/functions.json";
    /// @dev A limit above the most expensive case by more than this factor is wasteful.
    uint256 private constant AIR = 2;

    /// @dev Gas of the call alone, with every slot cold as in its own transaction.
    function _gasOf(bytes memory data) internal returns (uint256 used) {
        vm.cool(address(game));
        vm.cool(address(sand));
        vm.cool(address(items));
        vm.prank(ana);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(game).call(data);
        used = before - gasleft();
        assertTrue(success, string(reason));
    }

    function _holds(string memory signature, uint256 used) internal view {
        _holds(signature, used, 0);
    }

    /// @param length Of the argument that is `bytes`.
    function _holds(string memory signature, uint256 used, uint256 length) internal view {
        uint256 limit = _read(signature, "gas") + length * _read(signature, "gasPerByte");
        assertLe(used, limit, "the dearest case fits the limit");
        assertLe(limit, used * AIR, "the limit is not air");
    }

    function _larger(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function _read(string memory signature, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(vm.readFile(FUNCTIONS), string.concat(".['", signature, "'].", field));
    }
}
