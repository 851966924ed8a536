// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {VmSafe} from "forge-std/Vm.sol";

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

/// @notice Steps are what players do most, so they must stay cheap: a path of any length reads and writes one word, by day and at
/// night, and calls nobody.
contract MoveGasTest is GameTest {
    function test_aPath_isOneWord() public {
        uint256[3] memory lengths = [uint256(1), 8, 32];
        for (uint256 i = 0; i < 3; ++i) {
            begin(WALK, FORAGER);
            at(90);
            _isOneWord(lengths[i]);
            at(1_100);
            _isOneWord(lengths[i]);
        }
    }

    /// @dev Steps of an earlier block are settled first.
    function test_aPathThatSettlesFalls_isOneWord() public {
        begin(WALK, FORAGER);
        at(1_100);
        vm.setBlockhash(block.number - 1, keccak256("a block"));
        store(run().withNight(32, block.number - 1, true).withRations(3));
        _isOneWord(8);
    }

    function _isOneWord(uint256 steps) private {
        bytes memory path = new bytes(steps);
        for (uint256 step = 0; step < steps; ++step) {
            path[step] = step % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
        }
        vm.record();
        vm.startStateDiffRecording();
        play(abi.encodeCall(IHourglass.move, (path)));
        VmSafe.AccountAccess[] memory calls = vm.stopAndReturnStateDiff();
        (bytes32[] memory reads, bytes32[] memory writes) = vm.accesses(address(game));
        bytes32 word = keccak256(abi.encode(ana, uint256(0)));
        assertEq(writes.length, 1, "written once");
        assertEq(writes[0], word, "the word of the expedition");
        for (uint256 i = 0; i < reads.length; ++i) {
            assertEq(reads[i], word, "nothing else is read");
        }
        for (uint256 i = 0; i < calls.length; ++i) {
            assertTrue(calls[i].accessor != address(game), "nobody is called");
        }
    }
}
