// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract NightTest is GameTest {
    uint256 private constant NIGHT = 1000;
    uint256 private constant BLOCK = 1_000_000;
    bytes private constant SIGNAL = abi.encodeCall(IHourglass.signal, (0));
    bytes private constant BUY = abi.encodeCall(IHourglass.buy, (32, 0));

    function setUp() public override {
        super.setUp();
        begin(WALK, FORAGER);
        at(NIGHT);
    }

    function test_stepsWait_fromFiveSixthsOn() public {
        at(NIGHT - 1);
        _walk(2);
        assertEq(run().nightSteps(), 0, "dusk");
        at(NIGHT);
        _walk(2);
        assertEq(run().nightSteps(), 2, "night");
        assertEq(run().nightBlock(), BLOCK & 0xfffff, "the block of the steps");
    }

    function test_aDashHasNoNight() public {
        begin(DASH, FORAGER);
        at(299);
        _walk(2);
        assertEq(run().nightSteps(), 0, "nothing waits");
    }

    function test_stepsOfTheSameBlock_areAdded() public {
        _walk(30);
        play(SIGNAL);
        _walk(4);
        assertEq(run().nightSteps(), 34, "all of them");
        assertFalse(run().fell(), "nobody knows yet");
    }

    /// @notice The hash of the block of the steps says which of them were falls, whenever it is asked.
    function testFuzz_fallsAreDrawn_fromTheHashOfTheirBlock(bytes32 hash, uint8 later, bool lit) public {
        vm.assume(hash != 0);
        if (lit) wear(Table.LANTERN);
        _walk(32);
        _walk(8);
        uint256 before = run().used();
        uint256 falls = _falls(hash, 40, lit ? 5 : 21);
        vm.roll(BLOCK + bound(later, 1, 255));
        vm.setBlockhash(BLOCK, hash);
        if (falls != 0) {
            vm.expectEmit();
            emit IHourglass.Fell(ana, 1, falls);
        }
        play(BUY);
        assertEq(run().nightSteps(), 0, "settled");
        assertEq(run().nightBlock(), 0, "settled: block");
        assertFalse(run().nightLit(), "settled: light");
        assertEq(run().used(), before + 24 * falls, "24 grains each");
        assertEq(run().fell(), falls != 0, "fell");
    }

    /// @notice It makes no difference when falls are settled: they took grains of the time of their step.
    function test_falls_doNotCostMore_whenSettledLate() public {
        bytes32 hash = _hashWith(3, 4, 21);
        _walk(4);
        vm.roll(BLOCK + 9);
        vm.setBlockhash(BLOCK, hash);
        at(NIGHT + 36);
        play(BUY);
        assertEq(grains(), 86, "72 grains fell meanwhile");
    }

    function test_threeKindsOfLight() public {
        _walk(1);
        assertFalse(run().nightLit(), "dark");
        wear(Table.LANTERN);
        _walk(1);
        assertFalse(run().nightLit(), "a lantern does not light the steps before");
        vm.roll(BLOCK + 1);
        vm.setBlockhash(BLOCK, _hashWith(0, 2, 21));
        _walk(1);
        assertTrue(run().nightLit(), "the lantern");
        undress();
        _walk(1);
        assertFalse(run().nightLit(), "nor those after");
        store(run().withNight(0, 0, false).withOil());
        _walk(1);
        assertTrue(run().nightLit(), "oil");
    }

    /// @notice A walk through the dark is not lit afterwards, in the same block.
    function test_darkStepsStayDark() public {
        _walk(32);
        wear(Table.LANTERN);
        bytes32 hash = _hashWith(4, 32, 21);
        vm.roll(BLOCK + 1);
        vm.setBlockhash(BLOCK, hash);
        uint256 before = run().used();
        play(BUY);
        assertEq(run().used(), before + 4 * 24, "the odds of the dark");
    }

    /// @notice Who waits the hash out falls more often than who settles.
    function test_anOldHash_isAFallInFourSteps() public {
        uint256[3] memory steps = [uint256(1), 4, 5];
        uint256[3] memory falls = [uint256(1), 1, 2];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 from = block.number;
            store(run().withUsed(2000).withNight(steps[i], from, true));
            vm.roll(from + 256);
            vm.setBlockhash(from, keccak256("still known"));
            uint256 state = vm.snapshotState();
            play(SIGNAL);
            assertLe(run().used(), 2005 + 24 * falls[i], "known for 256 blocks");
            vm.revertToState(state);
            vm.roll(from + 257);
            play(SIGNAL);
            assertEq(run().used(), 2005 + 24 * falls[i], "one in four");
        }
    }

    function test_whoFell_waits() public {
        leaveGrains(4);
        bytes32 hash = _hashWith(2, 4, 21);
        _walk(4);
        vm.roll(BLOCK + 1);
        vm.setBlockhash(BLOCK, hash);
        refuse(SIGNAL, abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + NIGHT + 27));
        at(NIGHT + 27);
        play(SIGNAL);
        assertTrue(run().fell(), "fell");
    }

    /// @notice Settled before anything else: before the action is even looked at.
    function test_aRefusedAction_settlesNothing() public {
        _walk(4);
        vm.roll(BLOCK + 1);
        vm.setBlockhash(BLOCK, _hashWith(2, 4, 21));
        refuse(abi.encodeCall(IHourglass.signal, (8)), abi.encodeWithSelector(IHourglass.SignalUnknown.selector, 8, 7));
        assertEq(run().nightSteps(), 4, "still waiting");
    }

    /// @notice Bank and finish wait for the hash, so that nobody gets home between a step and its fall.
    function test_bankAndFinish_waitForTheNextBlock() public {
        give(Table.WOOD, 1);
        _walk(2);
        bytes memory reason = abi.encodeWithSelector(IHourglass.NightUnsettled.selector, BLOCK);
        refuse(abi.encodeCall(IHourglass.bank, ()), reason);
        refuse(abi.encodeCall(IHourglass.finish, ()), reason);
        vm.roll(BLOCK + 1);
        vm.setBlockhash(BLOCK, _hashWith(0, 2, 21));
        play(abi.encodeCall(IHourglass.bank, ()));
        play(abi.encodeCall(IHourglass.finish, ()));
    }

    /// @dev The number of the block is kept in 20 bits.
    function test_blocksAreTold_whenTheirNumberWrapsAround() public {
        vm.roll((1 << 20) - 1);
        _walk(4);
        vm.roll(1 << 20);
        bytes32 hash = _hashWith(1, 4, 21);
        vm.setBlockhash((1 << 20) - 1, hash);
        uint256 before = run().used();
        play(BUY);
        assertEq(run().used(), before + 24, "the hash of the block before");
    }

    function _walk(uint256 steps) private {
        bytes memory path = new bytes(steps);
        for (uint256 i = 0; i < steps; ++i) {
            path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
        }
        play(abi.encodeCall(IHourglass.move, (path)));
    }

    /// @dev A hash that brings so many falls on so many steps.
    function _hashWith(uint256 falls, uint256 steps, uint256 odds) private view returns (bytes32 hash) {
        do {
            hash = keccak256(abi.encode(hash));
        } while (_falls(hash, steps, odds) != falls);
    }

    function _falls(bytes32 hash, uint256 steps, uint256 odds) private view returns (uint256 falls) {
        for (uint256 i = 0; i < steps; ++i) {
            bytes memory rolls = abi.encode(keccak256(abi.encode(hash, ana, i / 32)));
            if (uint8(rolls[i % 32]) < odds) ++falls;
        }
    }
}
