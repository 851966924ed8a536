// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Profile} from "../../src/game/Profile.sol";
import {GameTest} from "./GameTest.sol";

/// @notice What stays of an expedition belongs to the owner: Sand in the vault, relics.
contract WithdrawTest is GameTest {
    function setUp() public override {
        super.setUp();
        vm.prank(address(game));
        sand.mint(address(game), 10 ether);
        store(Profile.wrap(type(uint96).max).withVault(10 ether));
    }

    function test_givesSand_withoutAnExpedition() public {
        vm.expectEmit();
        emit IHourglass.SandWithdrawn(ana, 3 ether, 7 ether);
        _withdraw(3 ether);
        assertEq(sand.balanceOf(ana), 3 ether, "given");
        assertEq(profile().vault(), 7 ether, "the rest");
        _withdraw(7 ether);
        assertEq(profile().vault(), 0, "all of it");
        assertEq(Profile.unwrap(profile()), type(uint96).max, "and nothing else changes");
    }

    function test_reverts_whenTheAmountIsZero() public {
        refuse(abi.encodeCall(IHourglass.withdraw, (0)), abi.encodeWithSelector(IHourglass.AmountZero.selector));
    }

    /// @dev A larger amount must not be cut to a smaller one.
    function testFuzz_reverts_whenThereIsTooLittle(uint256 amount) public {
        amount = bound(amount, 10 ether + 1, type(uint256).max);
        refuse(
            abi.encodeCall(IHourglass.withdraw, (amount)),
            abi.encodeWithSelector(IHourglass.SandTooLow.selector, 10 ether, amount)
        );
        vm.prank(ben);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 0, 1));
        game.withdraw(1);
    }

    /// @notice No relic is worn: the last one goes too.
    function test_theLastRelic_canBeSent() public {
        vm.prank(address(game));
        items.mint(ana, Table.IDOL, 1);
        vm.prank(ana);
        items.safeTransferFrom(ana, ben, Table.IDOL, 1, "");
        assertEq(items.balanceOf(ben, Table.IDOL), 1, "sent");
    }

    function _withdraw(uint256 amount) private {
        play(abi.encodeCall(IHourglass.withdraw, (amount)));
    }
}
