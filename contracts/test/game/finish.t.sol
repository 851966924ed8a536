// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Digs} from "../../src/game/Digs.sol";
import {Run} from "../../src/game/Run.sol";
import {GameTest} from "./GameTest.sol";

contract FinishTest is GameTest {
    uint256 private constant NORTH_POST = 14 * 64 + 32;
    /// @dev At the camp, with the full purse, by day, with nothing done.
    uint256 private constant HOME = 1;

    function setUp() public override {
        super.setUp();
        begin(WALK, FORAGER);
    }

    function test_theDailyOne_paysIntoTheVault_andGivesRelics() public {
        makeDaily();
        store(run().withPoints(117));
        store(digs().withRelic(1).withRelic(6));
        vm.expectEmit();
        emit IHourglass.Finished(ana, 1, 0, 140, 7 ether, 33);
        _finish();
        assertEq(Run.unwrap(run()), 0, "no expedition");
        assertEq(profile().vault(), 7 ether, "140 / 20");
        assertEq(sand.balanceOf(address(game)), 7 ether, "what the game owes");
        assertEq(sand.balanceOf(ana), 0, "only the owner takes it out");
        IHourglass.PlayerWords memory words = game.readPlayer(ana);
        uint256[6] memory found = [uint256(1), 0, 0, 0, 0, 1];
        for (uint256 i = 0; i < 6; ++i) {
            assertEq(words.relics[i], found[i], "relics");
        }
        assertEq(items.balanceOf(ana, Table.ANCHOR), 1, "the sixth");
    }

    function test_theVaultAddsUp() public {
        store(profile().withVault(3 ether));
        makeDaily();
        store(run().withPoints(100));
        _finish();
        assertEq(profile().vault(), 9 ether, "3 + 120 / 20");
        assertEq(profile().number(), 1, "and nothing else changes");
    }

    /// @notice Nineteen points are no Sand.
    function test_paysWholeSand() public {
        makeDaily();
        store(run().withPoints(16));
        vm.expectEmit();
        emit IHourglass.Finished(ana, 1, 0, 19, 0, 0);
        _finish();
        assertEq(sand.totalSupply(), 0, "nothing minted");
    }

    function test_practiceAndRooms_payNothing() public {
        Run begun = run();
        for (uint256 mode = 1; mode <= 2; ++mode) {
            store(Run.wrap(Run.unwrap(begun) & ~uint256(3 << 16) | mode << 16).withPoints(1_000));
            store(digs().withRelic(2));
            vm.expectEmit();
            emit IHourglass.Finished(ana, 1, 0, 1_200, 0, 0);
            _finish();
            assertEq(sand.totalSupply(), 0, "no Sand");
            assertEq(items.balanceOf(ana, Table.BELL), 0, "no relic");
        }
    }

    function test_aPost_givesHalfTheBonus() public {
        store(run().withPoints(109));
        place(NORTH_POST);
        vm.expectEmit();
        emit IHourglass.Finished(ana, 1, 1, 119, 0, 0);
        _finish();
    }

    /// @notice The sum is not stored, so it does not stop where points do.
    function test_theBonus_hasRoom() public {
        store(run().withPoints(type(uint256).max));
        vm.expectEmit();
        emit IHourglass.Finished(ana, 1, 0, 65_535 + 13_107, 0, 0);
        _finish();
    }

    function test_reverts_whenNoCampIsNear() public {
        place(NORTH_POST + 3);
        refuse(abi.encodeCall(IHourglass.finish, ()), abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, 2));
        place(NORTH_POST - 2);
        _finish();
    }

    function test_whoOwesGrains_isNotHomeYet() public {
        store(run().withUsed(93));
        refuse(abi.encodeCall(IHourglass.finish, ()), abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 2));
        store(run().withRations(1));
        uint256 state = vm.snapshotState();
        _finish();
        vm.revertToState(state);
        store(run().withRations(0));
        at(2);
        _finish();
    }

    function test_home() public {
        assertEq(_achieve(), HOME, "home and nothing more");
    }

    function test_theLastFiveSeconds() public {
        begin(DASH, FORAGER);
        at(294);
        assertEq(_achieve(), HOME, "six are left");
        begin(DASH, FORAGER);
        at(295);
        assertEq(_achieve(), HOME | 1 << 1, "five are left");
    }

    function test_withAnEmptyPurse() public {
        embark(plan(1, WALK, FORAGER, 0, 0, 0, SEED));
        assertEq(_achieve(), HOME | 1 << 2, "empty");
        embark(plan(1, WALK, FORAGER, 0, 1, 0, SEED));
        assertEq(_achieve(), HOME, "not empty");
    }

    function test_deeds() public {
        store(digs().withEight());
        assertEq(_achieve(), HOME | 1 << 3, "eight kinds");
        begin(WALK, FORAGER);
        store(digs().withThird());
        assertEq(_achieve(), HOME | 1 << 4, "a third layer");
        for (uint256 i = 0; i < 4; ++i) {
            begin(WALK, FORAGER);
            store(_allBut(i, false));
            assertEq(_achieve(), HOME, "three ruins");
            begin(WALK, FORAGER);
            store(_allBut(i, true));
            assertEq(_achieve(), HOME, "three posts");
        }
        begin(WALK, FORAGER);
        store(_allBut(4, false));
        assertEq(_achieve(), HOME | 1 << 5, "four ruins");
        begin(WALK, FORAGER);
        store(_allBut(4, true));
        assertEq(_achieve(), HOME | 1 << 6, "four posts");
    }

    function test_throughTheNight() public {
        at(999);
        assertEq(_achieve(), HOME, "dusk");
        begin(WALK, FORAGER);
        at(1000);
        assertEq(_achieve(), HOME | 1 << 7, "night");
        begin(WALK, FORAGER);
        store(run().withFell());
        at(1000);
        assertEq(_achieve(), HOME, "fell");
    }

    function test_allErrands() public {
        for (uint256 calling = 1; calling <= 3; calling += 2) {
            uint256 all = calling == COURIER ? 9 : 6;
            begin(WALK, calling);
            for (uint256 i = 1; i < all; ++i) {
                store(digs().inTide(i % 3).withErrand());
            }
            Digs most = digs();
            assertEq(_achieve(), HOME, "one is left");
            begin(WALK, calling);
            store(most.inTide(2).withErrand());
            assertEq(_achieve(), HOME | 1 << 8, "all");
        }
    }

    function test_fortyRegions() public {
        store(run().withRegions((1 << 39) - 1));
        assertEq(_achieve(), HOME, "39");
        begin(WALK, FORAGER);
        store(run().withRegions(((1 << 40) - 1) << 24));
        assertEq(_achieve(), HOME | 1 << 9, "40");
    }

    /// @notice A result of 100 is par, with the bonus for coming home.
    function test_medals_byLength() public {
        uint16[3] memory pars = [1500, 5000, 13_000];
        for (uint256 length = 1; length <= 3; ++length) {
            uint256 good = 1 << (8 + 2 * length);
            uint256 par = pars[length - 1];
            assertEq(_achieveWith(length, _pointsFor(par) - 1), HOME, "below par");
            assertEq(_achieveWith(length, _pointsFor(par)), HOME | good, "par");
            assertEq(_achieveWith(length, _pointsFor(par * 6 / 5) - 1), HOME | good, "below 120");
            assertEq(_achieveWith(length, _pointsFor(par * 6 / 5)), HOME | good * 3, "120");
        }
    }

    function test_achievements_areNeverLost() public {
        store(profile().withAchievements(1 << 31));
        _finish();
        begin(WALK, FORAGER);
        store(digs().withEight());
        _finish();
        assertEq((game.readPlayer(ana).profile >> 64) & type(uint32).max, 1 << 31 | 1 << 3 | HOME, "all of them");
        assertEq(profile().vault(), 0, "nothing else");
    }

    function _finish() private {
        play(abi.encodeCall(IHourglass.finish, ()));
    }

    /// @dev Achievements of the expedition alone.
    function _achieve() private returns (uint256) {
        uint256 state = vm.snapshotState();
        _finish();
        uint256 bits = (game.readPlayer(ana).profile >> 64) & type(uint32).max;
        vm.revertToState(state);
        return bits;
    }

    function _achieveWith(uint256 length, uint256 points) private returns (uint256) {
        begin(length, FORAGER);
        store(run().withPoints(points));
        return _achieve();
    }

    /// @dev The fewest points that are so many with the bonus.
    function _pointsFor(uint256 total) private pure returns (uint256 points) {
        while (points + points * 20 / 100 < total) {
            ++points;
        }
    }

    function _allBut(uint256 missing, bool posts) private pure returns (Digs some) {
        for (uint256 i = 0; i < 4; ++i) {
            if (i == missing) continue;
            some = posts ? some.withPost(i + 1) : some.withRuin(i);
        }
    }
}
