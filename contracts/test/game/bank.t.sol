// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract BankTest is GameTest {
    function test_banksAndGivesBack() public {
        giveSand(ana, 10 ether);
        vm.expectEmit();
        emit IHourglass.SandBanked(ana, 4 ether, 4 ether);
        _bank(ana, 4 ether);
        assertEq(sand.balanceOf(ana), 6 ether, "taken");
        assertEq(game.readPlayer(ana).vault, 4 ether, "kept");
        assertEq(sand.totalSupply(), 10 ether, "neither made nor lost");
        vm.expectEmit();
        emit IHourglass.SandWithdrawn(ana, 3 ether, 1 ether);
        _withdraw(ana, 3 ether);
        assertEq(sand.balanceOf(ana), 9 ether, "given back");
        assertEq(game.readPlayer(ana).vault, 1 ether, "the rest");
    }

    /// @notice Sand in the vault cannot be spent at the trader: a stolen session key reaches only the Sand that is carried.
    function test_buyDoesNotReachTheBank() public {
        giveSand(ana, 10 ether);
        _bank(ana, 9 ether);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 1 ether, 2 ether));
        game.buy(Table.WOOD, 2 ether);
    }

    function test_reverts_whenThereIsTooLittle() public {
        giveSand(ana, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 1 ether, 1 ether + 1));
        _bank(ana, 1 ether + 1);
        _bank(ana, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 1 ether, 1 ether + 1));
        _withdraw(ana, 1 ether + 1);
    }

    /// @dev Nobody has more than 2^96, so a larger amount must not be truncated to a smaller one.
    function testFuzz_reverts_whenTheAmountIsHuge(uint256 amount) public {
        giveSand(ana, 5 ether);
        amount = bound(amount, type(uint96).max, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 5 ether, amount));
        _bank(ana, amount);
        _bank(ana, 5 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 5 ether, amount));
        _withdraw(ana, amount);
    }

    function test_reverts_whenTheAmountIsZero() public {
        vm.expectRevert(IHourglass.AmountZero.selector);
        _bank(ana, 0);
        vm.expectRevert(IHourglass.AmountZero.selector);
        _withdraw(ana, 0);
    }

    function test_banksAtTheCampOnly_andGivesBackAnywhere() public {
        giveSand(ana, 2 ether);
        _bank(ana, 1 ether);
        place(ana, Table.CAMP + 3);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.CampOutOfReach.selector, 3, Table.CAMP_REACH));
        _bank(ana, 1 ether);
        _withdraw(ana, 1 ether);
        assertEq(sand.balanceOf(ana), 2 ether, "given back");
    }

    function test_givesNobodyElsesSand() public {
        giveSand(ana, 5 ether);
        _bank(ana, 5 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 0, 1));
        _withdraw(ben, 1);
    }

    /// @notice Neither received Sand nor Sand banked twice counts more than what was earned.
    function test_countsNoMoreThanWasEarned() public {
        vm.prank(ana);
        game.embark();
        giveSand(ana, 1_000 ether);
        _bank(ana, 1_000 ether);
        assertEq(_finish(ana), 0, "nothing was earned");

        vm.prank(ana);
        game.embark();
        move(ana, hex"00020002000200020002");
        vm.prank(ana);
        game.claim(1);
        _withdraw(ana, 500 ether);
        _bank(ana, 3 ether);
        _withdraw(ana, 2 ether);
        uint256 banked = game.readPlayer(ana).expedition.banked;
        assertEq(banked, 1 ether, "what went out again does not count");
        _bank(ana, 400 ether);
        assertEq(_finish(ana), 5 * Table.POINTS_SAND, "five Sand were earned, five count");
    }

    /// @dev Returns the points for Sand.
    function _finish(address player) private returns (uint256) {
        uint256 week = weekOf(block.timestamp);
        IHourglass.Expedition memory seen = game.readPlayer(player).expedition;
        uint256 others = seen.quests * Table.POINTS_QUEST;
        for (uint256 bits = seen.regions; bits != 0; bits >>= 1) {
            others += (bits & 1) * Table.POINTS_REGION;
        }
        vm.prank(player);
        game.finish();
        uint256 best = game.bestOf(player, week);
        return best - others;
    }

    function _bank(address player, uint256 amount) private {
        vm.prank(player);
        game.bank(amount);
    }

    function _withdraw(address player, uint256 amount) private {
        vm.prank(player);
        game.withdraw(amount);
    }
}
