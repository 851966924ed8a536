// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

/// @dev A signal costs five grains, a step onto the meadow of the camp one.
contract GrainsTest is GameTest {
    bytes private constant SIGNAL = abi.encodeCall(IHourglass.signal, (0));
    bytes private constant STEP = abi.encodeCall(IHourglass.move, (hex"01"));

    function setUp() public override {
        super.setUp();
        begin(VOYAGE, FORAGER);
    }

    function test_ninetyAtTheStart_andNoMore() public {
        for (uint256 i = 0; i < 18; ++i) {
            play(SIGNAL);
        }
        assertEq(run().used(), 90, "all of them");
        _refuse(STEP, NOON + 1);
    }

    function test_twoFallEachSecond() public {
        leaveGrains(0);
        at(1);
        play(abi.encodeCall(IHourglass.move, (hex"0103")));
        _refuse(STEP, NOON + 2);
        _refuse(SIGNAL, NOON + 4);
        at(3);
        _refuse(SIGNAL, NOON + 4);
        at(4);
        play(SIGNAL);
        assertEq(grains(), 1, "two more each second");
    }

    function test_whatIsAboveNinety_isLost() public {
        play(SIGNAL);
        at(1000);
        assertEq(grains(), 90, "full");
        play(SIGNAL);
        assertEq(grains(), 85, "no more than ninety");
        assertEq(run().used(), 2005, "what fell is used");
    }

    /// @notice A path may cost exactly what is there.
    function test_theLastGrain_counts() public {
        leaveGrains(8);
        play(abi.encodeCall(IHourglass.move, (hex"0103010301030103")));
        assertEq(grains(), 0, "nothing is left");
    }

    function test_aRation_fillsToNinety_whenGrainsAreShort() public {
        store(run().withRations(3));
        leaveGrains(5);
        play(SIGNAL);
        assertEq(run().rations(), 3, "not eaten while it is possible without");
        play(SIGNAL);
        assertEq(run().rations(), 2, "eaten");
        assertEq(grains(), 85, "filled to ninety first");
    }

    /// @notice One ration makes up for ninety grains of falls; several are eaten when one is not enough.
    function test_rationsAreEaten_untilItIsPossible() public {
        store(run().withRations(3).withUsed(90 + 100));
        play(SIGNAL);
        assertEq(run().rations(), 1, "two");
        assertEq(run().used(), 15, "90 + 100 - 2 * 90, and the cost");

        store(run().withRations(1).withUsed(90 + 181));
        _refuse(SIGNAL, NOON + 48);
        assertEq(run().rations(), 1, "a refused action eats nothing");
    }

    /// @notice Thirty-two steps through the shallows at high tide, at four each, are more than anybody holds.
    function test_reverts_whenAPathIsTooDear() public {
        uint256 tile = _wade();
        place(tile);
        undress();
        bytes memory path = new bytes(23);
        for (uint256 i = 0; i < path.length; ++i) {
            path[i] = i % 2 == 0 ? bytes1(uint8(3)) : bytes1(uint8(1));
        }
        store(run().withRations(3));
        refuse(abi.encodeCall(IHourglass.move, (path)), abi.encodeWithSelector(IHourglass.TooDear.selector, 92, 90));
    }

    function test_usedStops_atItsLargestValue() public {
        store(run().withUsed(type(uint256).max));
        assertEq(run().used(), 32_767, "used");
        store(run().withPoints(type(uint256).max));
        assertEq(run().points(), 65_535, "points");
    }

    function _wade() private pure returns (uint256) {
        return findBorder(1, 1);
    }

    function _refuse(bytes memory call, uint256 readyAt) private {
        refuse(call, abi.encodeWithSelector(IHourglass.OutOfGrains.selector, readyAt));
    }
}
