// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {PlayerSlot} from "../../src/game/PlayerSlot.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract ExpeditionTest is GameTest {
    uint256 private constant HOUR = Table.EXPEDITION_SECONDS;

    function test_embark_beginsAnHour() public {
        vm.expectEmit();
        emit IHourglass.Embarked(ana, 1, weekOf(block.timestamp));
        _embark(ana);
        IHourglass.Expedition memory seen = game.readPlayer(ana).expedition;
        assertEq(seen.embarkedAt, block.timestamp, "began now");
        assertEq(seen.number, 1, "the first");
    }

    function test_reverts_whenOneRuns_untilNightfall() public {
        _embark(ana);
        uint256 until = block.timestamp + HOUR;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ExpeditionRuns.selector, until));
        _embark(ana);
        vm.warp(until);
        _embark(ana);
        assertEq(game.readPlayer(ana).expedition.number, 2, "the second");
    }

    function test_reverts_whenEmbarkingElsewhere() public {
        place(ana, Table.CAMP + 3);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, Table.CAMP_REACH));
        _embark(ana);
    }

    /// @notice Everything that can be played without an expedition works, and counts for none.
    function test_withoutExpedition_nothingCounts() public {
        _doSomeOfAll(ana);
        assertEq(items.balanceOf(ana, Table.IDOL), 1, "the relic is kept");
        assertEq(sand.balanceOf(ana), 5 ether, "the quest is paid");
        place(ana, Table.CAMP);
        _embark(ana);
        IHourglass.Expedition memory seen = game.readPlayer(ana).expedition;
        assertEq(seen.regions + seen.relics + seen.quests + seen.earned + seen.banked, 0, "counted from before");
    }

    /// @notice The last second counts, nightfall itself does not: for each thing that is counted.
    function testFuzz_countsUntilNightfall_toTheSecond(bool isNight) public {
        _embark(ana);
        vm.warp(block.timestamp + HOUR - (isNight ? 0 : 1));
        _doSomeOfAll(ana);
        giveSand(ana, 3 ether);
        place(ana, Table.CAMP);
        vm.prank(ana);
        game.bank(3 ether);
        IHourglass.Expedition memory seen = game.readPlayer(ana).expedition;
        assertEq(seen.regions == 0, isNight, "regions");
        assertEq(seen.relics, isNight ? 0 : 1, "relics");
        assertEq(seen.quests, isNight ? 0 : 1, "quests");
        assertEq(seen.earned, isNight ? 0 : 5, "earned");
        assertEq(seen.banked, isNight ? 0 : 3 ether, "banked");
        assertEq(game.readPlayer(ana).vault, 3 ether, "the bank keeps it either way");
    }

    function test_finish_scoresWhatCounts() public {
        uint256 week = weekOf(block.timestamp);
        _embark(ana);
        _doSomeOfAll(ana);
        uint256 regions = _bits(game.readPlayer(ana).expedition.regions);
        place(ana, Table.CAMP);
        vm.startPrank(ana);
        game.bank(4 ether);
        uint256 points = regions * Table.POINTS_REGION + Table.POINTS_RELIC + Table.POINTS_QUEST + 4 * Table.POINTS_SAND;
        vm.expectEmit();
        emit IHourglass.ExpeditionScored(ana, 1, week, regions, 1, 1, 4, points);
        game.finish();
        assertEq(game.bestOf(ana, week), points, "on the leaderboard");
        assertEq(game.readPlayer(ana).best, points, "and in the view");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NoExpedition.selector, ana));
        game.finish();
    }

    function test_finish_beforeNightfall_atTheCampOnly() public {
        _embark(ana);
        place(ana, Table.CAMP + 3);
        skip(HOUR - 1);
        vm.startPrank(ana);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, Table.CAMP_REACH));
        game.finish();
        skip(1);
        game.finish();
        assertEq(game.readPlayer(ana).expedition.embarkedAt, 0, "ended where it was");
    }

    /// @notice Anybody may settle an expedition that is over, and nothing else; the rest of the player stays the same.
    function test_settle_byAnybody_afterNightfall() public {
        _embark(ana);
        uint256 until = block.timestamp + HOUR;
        move(ana, hex"0000");
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ExpeditionRuns.selector, until));
        vm.prank(ben);
        game.settle(ana);
        vm.warp(until);
        IHourglass.PlayerView memory before = game.readPlayer(ana);
        vm.prank(ben);
        game.settle(ana);
        IHourglass.PlayerView memory afterwards = game.readPlayer(ana);
        assertGt(afterwards.best, 0, "scored");
        before.best = afterwards.best;
        before.expedition = afterwards.expedition;
        assertEq(keccak256(abi.encode(before)), keccak256(abi.encode(afterwards)), "nothing else changed");
        assertFalse(game.readPlayer(ben).joined, "and nothing of who asked");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NoExpedition.selector, ana));
        game.settle(ana);
    }

    function test_embark_scoresTheOneThatIsOver() public {
        _embark(ana);
        move(ana, hex"0000");
        skip(HOUR);
        _embark(ana);
        assertEq(game.bestOf(ana, weekOf(block.timestamp - HOUR)), Table.POINTS_REGION, "scored on the way");
        assertEq(game.readPlayer(ana).expedition.regions, 0, "the new one is empty");
    }

    /// @notice An expedition counts for the week in which it began, even if it is scored in the next.
    function test_isOfTheWeekInWhichItBegan() public {
        uint256 week = weekOf(block.timestamp);
        vm.warp(mondayOf(week + 1) - 1);
        _embark(ana);
        move(ana, hex"0000");
        skip(2 weeks);
        game.settle(ana);
        assertEq(game.bestOf(ana, week), Table.POINTS_REGION, "its own week");
        assertEq(game.bestOf(ana, week + 1) + game.bestOf(ana, week + 2), 0, "no other");
        assertEq(game.readPlayer(ana).best, 0, "nothing this week");
    }

    function test_best_isTheBestOfTheWeek() public {
        uint256 week = weekOf(block.timestamp);
        uint8[3] memory regions = [3, 5, 2];
        for (uint256 i = 0; i < regions.length; ++i) {
            _embark(ana);
            store(ana, slotOf(ana).withRegions((1 << regions[i]) - 1));
            vm.prank(ana);
            game.finish();
        }
        assertEq(game.bestOf(ana, week), 5 * Table.POINTS_REGION, "the second");
    }

    function testFuzz_marksTheRegionsOfEveryStep(bytes32 seed) public {
        _embark(ana);
        uint256 wanted;
        uint256 tile = Table.CAMP;
        // Along a pass, so that every step is on open ground.
        for (uint256 i = 0; i < 18; ++i) {
            bool away = uint8(seed[i]) % 3 != 0 || tile == Table.CAMP;
            tile = away ? tile - 64 : tile + 64;
            if (tile < Table.CAMP - 18 * 64) break;
            move(ana, away ? bytes(hex"00") : bytes(hex"02"));
            wanted |= 1 << ((tile / 64 / 8) * 8 + (tile % 64) / 8);
        }
        assertEq(game.readPlayer(ana).expedition.regions, wanted, "regions");
    }

    /// @dev Walks, digs and claims: one thing of each kind that counts.
    function _doSomeOfAll(address player) private {
        wear(player, Table.DIG_TOOL);
        uint256 tile = findSite(1);
        place(player, Table.CAMP);
        move(player, hex"00020002000200020002");
        place(player, tile);
        vm.startPrank(player);
        game.unearth(tile);
        game.claim(1);
        vm.stopPrank();
    }

    function _embark(address player) private {
        vm.prank(player);
        game.embark();
    }

    function _bits(uint256 word) private pure returns (uint256 count) {
        for (; word != 0; word >>= 1) {
            count += word & 1;
        }
    }
}
