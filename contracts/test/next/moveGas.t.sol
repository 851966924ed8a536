// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hourglass} from "../../src/game/Hourglass.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {NextTest} from "./NextTest.sol";

/// @notice A step costs what it costs in the rules before these, within 3 %: both walk on the same tiles of the same island, in
/// an expedition that runs, from words that are not zero.
contract MoveGasTest is NextTest {
    Hourglass private _old;

    function setUp() public override {
        super.setUp();
        _old = new Hourglass(uint32(SEED));
        begin(WALK, FORAGER);
        vm.startPrank(ana);
        game.move(hex"00");
        _old.embark();
        _old.move(hex"0103");
        vm.stopPrank();
        at(90);
    }

    function test_aStep_costsNoMoreThanBefore() public {
        assertEq(run().tile(), Table.CAMP, "the same tile");
        uint256[3] memory lengths = [uint256(1), 8, 32];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory path = new bytes(lengths[i]);
            for (uint256 step = 0; step < path.length; ++step) {
                path[step] = step % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
            }
            (uint256 old, uint256 next) = (_gasOf(address(_old), path), _gasOf(address(game), path));
            emit log_named_string(
                string.concat("gas of ", vm.toString(lengths[i]), " steps"),
                string.concat("before ", vm.toString(old), ", next ", vm.toString(next))
            );
            assertLe(next * 100, old * 103, "within 3 %");
        }
    }

    /// @dev As in a transaction of its own, in which the word is cold.
    function _gasOf(address target, bytes memory path) private returns (uint256 used) {
        uint256 state = vm.snapshotState();
        vm.cool(target);
        vm.prank(ana);
        bytes memory data = abi.encodeWithSignature("move(bytes)", path);
        uint256 before = gasleft();
        (bool success,) = target.call(data);
        used = before - gasleft();
        assertTrue(success, "walked");
        vm.revertToState(state);
    }
}
