// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract BuyTest is GameTest {
    function test_burnsThePrice_andMintsOne() public {
        giveSand(ana, 10 ether);
        vm.expectEmit();
        emit IHourglass.Bought(ana, Table.ROPE, 8 ether);
        _buy(ana, Table.ROPE, 9 ether);
        assertEq(sand.balanceOf(ana), 2 ether, "the price, not the maximum");
        assertEq(sand.totalSupply(), 2 ether, "burned, not moved");
        assertEq(items.balanceOf(ana, Table.ROPE), 1, "rope");
    }

    function testFuzz_neverBurnsMoreThanAllowed(uint256 item, uint256 maxSand, uint96 wealth) public {
        item = bound(item, 0, Table.ITEM_COUNT + 3);
        maxSand = bound(maxSand, 0, 200 ether);
        giveSand(ana, wealth);
        uint256 price = Table.price(item);
        vm.prank(ana);
        (bool ok,) = address(game).call(abi.encodeCall(IHourglass.buy, (item, maxSand)));
        assertEq(ok, price != 0 && price <= maxSand && price <= wealth, "bought when and only when allowed and paid");
        assertEq(wealth - sand.balanceOf(ana), ok ? price : 0, "burned");
    }

    function test_buysAtThePriceExactly() public {
        giveSand(ana, 8 ether);
        _buy(ana, Table.ROPE, 8 ether);
        assertEq(sand.balanceOf(ana), 0, "all spent");
    }

    function test_reverts_whenPriceIsAboveMax() public {
        giveSand(ana, 10 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.PriceAboveMax.selector, 8 ether, 8 ether - 1));
        _buy(ana, Table.ROPE, 8 ether - 1);
    }

    function test_reverts_whenSandIsTooLow() public {
        giveSand(ana, 8 ether - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 8 ether - 1, 8 ether));
        _buy(ana, Table.ROPE, 8 ether);
    }

    function test_reverts_whenNotForSale() public {
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NotForSale.selector, Table.SHARD));
        _buy(ana, Table.SHARD, type(uint256).max);
    }

    function test_servesWithinReachOfTheCamp() public {
        giveSand(ana, 100 ether);
        place(ana, Table.CAMP + 2 * 64 + 2);
        _buy(ana, Table.WOOD, 2 ether);
        place(ana, Table.CAMP - 3);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.TraderOutOfReach.selector, 3, Table.CAMP_REACH));
        _buy(ana, Table.WOOD, 2 ether);
    }

    function test_spendsNobodyElsesSand() public {
        giveSand(ben, 10 ether);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.SandTooLow.selector, 0, 8 ether));
        _buy(ana, Table.ROPE, 8 ether);
    }

    function _buy(address player, uint256 item, uint256 maxSand) private {
        vm.prank(player);
        game.buy(item, maxSand);
    }
}
