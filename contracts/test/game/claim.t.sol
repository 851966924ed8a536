// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract ClaimTest is GameTest {
    uint256 private constant WALK_QUEST = 1;
    uint256 private constant SHELL_QUEST = 6;

    function test_paysTheCaller_once() public {
        move(ana, hex"00020002000200020002");
        vm.expectEmit();
        emit IHourglass.QuestClaimed(ana, WALK_QUEST, 5 ether);
        _claim(ana, WALK_QUEST);
        assertEq(sand.balanceOf(ana), 5 ether, "reward");
        assertEq(game.readPlayer(ana).claimed, 1 << WALK_QUEST, "marked");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.QuestAlreadyClaimed.selector, WALK_QUEST));
        _claim(ana, WALK_QUEST);
    }

    function test_reverts_whenNotMet() public {
        move(ana, hex"000200020002000200");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.QuestNotMet.selector, WALK_QUEST, 9, 10));
        _claim(ana, WALK_QUEST);
    }

    function testFuzz_reverts_whenQuestIsUnknown(uint256 quest) public {
        vm.assume(quest == 0 || quest > Table.QUEST_COUNT);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.QuestUnknown.selector, quest, Table.QUEST_COUNT));
        _claim(ana, quest);
    }

    function test_bringBurnsWhatIsBrought() public {
        give(ana, Table.SHELL, 4);
        _claim(ana, SHELL_QUEST);
        assertEq(items.balanceOf(ana, Table.SHELL), 1, "three shells burned");
        assertEq(sand.balanceOf(ana), 15 ether, "reward");
    }

    function test_holdKeepsWhatIsHeld() public {
        give(ana, Table.WOOD, 3);
        _claim(ana, 2);
        assertEq(items.balanceOf(ana, Table.WOOD), 3, "wood kept");
    }

    /// @notice Every row of the table: refused one short of its condition, paid when it holds, never paid twice.
    function testFuzz_paysEveryQuestExactlyOnce(uint256 quest) public {
        quest = bound(quest, 1, Table.QUEST_COUNT);
        (uint256 kind, uint256 subject, uint256 needed, uint256 reward) = Table.quest(quest);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.QuestNotMet.selector, quest, 0, needed));
        game.claim(quest);

        if (kind == Table.ASK_WALK) move(ana, hex"00020002000200020002");
        else if (kind == Table.ASK_STAND) place(ana, findBiome(subject));
        else if (kind == Table.ASK_WEAR) wear(ana, subject);
        else if (kind == Table.ASK_EXPLORE) store(ana, slotOf(ana).withJoined().withRegions((1 << needed) - 1));
        else if (kind == Table.ASK_FIND) store(ana, slotOf(ana).withJoined().withFound((1 << needed) - 1));
        else give(ana, subject, needed);

        _claim(ana, quest);
        assertEq(sand.balanceOf(ana), reward, "reward");
        vm.expectRevert(abi.encodeWithSelector(IHourglass.QuestAlreadyClaimed.selector, quest));
        _claim(ana, quest);
        assertEq(sand.totalSupply(), reward, "minted once");
    }

    function test_claimsOfOnePlayerLeaveOthersAlone() public {
        give(ana, Table.WOOD, 3);
        give(ben, Table.WOOD, 3);
        _claim(ana, 2);
        _claim(ben, 2);
        assertEq(sand.balanceOf(ben), 5 ether, "ben is paid as well");
    }

    function _claim(address player, uint256 quest) private {
        vm.prank(player);
        game.claim(quest);
    }
}
