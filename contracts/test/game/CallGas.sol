// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GameTest} from "./GameTest.sol";

/// @notice Compares the gas of an action's dearest case, from a cold start, with its limit in both directions: a limit that is too
/// high would waste a session's gas budget. At night every action may have to settle steps of before, at most as many as all
/// rations make possible.
abstract contract CallGas is GameTest {
    /// @dev scripts/vectors writes it. The page adds gas for EntryPoint and account on top.
    string private constant FUNCTIONS = "game/rules/vectors/functions.json";
    /// @dev A limit above the dearest case by more than this factor is wasteful.
    uint256 private constant AIR = 2;
    uint256 internal constant MOST_STEPS = 360;

    /// @dev A Voyage at night, with steps of an earlier block.
    function _night(uint256 calling) internal {
        begin(VOYAGE, calling);
        at(2_900);
        _waitFor(MOST_STEPS);
    }

    /// @dev With light, and rations for some falls: more of them would leave no grains for the action.
    function _waitFor(uint256 steps) internal {
        vm.setBlockhash(block.number - 1, keccak256("a block"));
        store(run().withNight(steps, block.number - 1, true).withRations(3));
    }

    /// @dev Gas of the call alone, with every slot cold as in its own transaction.
    function _gasOf(bytes memory data) internal returns (uint256 used) {
        vm.cool(address(game));
        vm.cool(address(sand));
        vm.cool(address(items));
        vm.cool(address(chart));
        vm.prank(ana);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(game).call(data);
        used = before - gasleft();
        assertTrue(success, vm.toString(reason));
    }

    function _holds(string memory signature, uint256 used) internal {
        _holds(signature, used, 0);
    }

    /// @param length Of the argument that is `bytes`.
    function _holds(string memory signature, uint256 used, uint256 length) internal {
        uint256 limit = _read(signature, "gas") + length * _read(signature, "gasPerByte");
        emit log_named_uint(string.concat("gas of ", signature), used);
        assertLe(used, limit, string.concat("the dearest case fits the limit of ", signature));
        assertLe(limit, used * AIR, string.concat("the limit is not air: ", signature));
    }

    function _read(string memory signature, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(vm.readFile(FUNCTIONS), string.concat(".['", signature, "'].", field));
    }
}
