// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {INextHourglass} from "../../src/next/INextHourglass.sol";
import {Profile} from "../../src/next/Profile.sol";
import {NextTest} from "./NextTest.sol";

/// @notice What stays of an expedition belongs to the owner: Sand in the vault, relics.
contract WithdrawTest is NextTest {
    function setUp() public override {
        super.setUp();
        vm.prank(address(game));
        sand.mint(address(game), 10 ether);
        store(Profile.wrap(type(uint96).max).withVault(10 ether));
    }

    function test_givesSand_withoutAnExpedition() public {
        vm.expectEmit();
        emit INextHourglass.SandWithdrawn(ana, 3 ether, 7 ether);
        _withdraw(3 ether);
        assertEq(sand.balanceOf(ana), 3 ether, "given");
        assertEq(profile().vault(), 7 ether, "the rest");
        _withdraw(7 ether);
        assertEq(profile().vault(), 0, "all of it");
        assertEq(Profile.unwrap(profile()), type(uint96).max, "and nothing else changes");
    }

    function test_reverts_whenTheAmountIsZero() public {
        refuse(abi.encodeCall(INextHourglass.withdraw, (0)), abi.encodeWithSelector(INextHourglass.AmountZero.selector));
    }

    /// @dev A larger amount must not be cut to a smaller one.
    function testFuzz_reverts_whenThereIsTooLittle(uint256 amount) public {
        amount = bound(amount, 10 ether + 1, type(uint256).max);
        refuse(
            abi.encodeCall(INextHourglass.withdraw, (amount)),
            abi.encodeWithSelector(INextHourglass.SandTooLow.selector, 10 ether, amount)
        );
        vm.prank(ben);
        vm.expectRevert(abi.encodeWithSelector(INextHourglass.SandTooLow.selector, 0, 1));
        game.withdraw(1);
    }

    /// @notice Nothing that can be sent is worn: also the last relic goes.
    function test_theLastRelic_canBeSent() public {
        vm.prank(address(game));
        items.mint(ana, Table.IDOL, 1);
        assertFalse(game.isWorn(ana, Table.IDOL), "not worn");
        vm.prank(ana);
        items.safeTransferFrom(ana, ben, Table.IDOL, 1, "");
        assertEq(items.balanceOf(ben, Table.IDOL), 1, "sent");
    }

    function _withdraw(uint256 amount) private {
        play(abi.encodeCall(INextHourglass.withdraw, (amount)));
    }
}
