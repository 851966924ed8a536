// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract CraftTest is GameTest {
    uint256 private constant AXE_RECIPE = 3;

    function test_burnsTheInputs_andMintsTheOutput() public {
        give(ana, Table.WOOD, 3);
        give(ana, Table.STONE, 1);
        vm.expectEmit();
        emit IHourglass.Crafted(ana, AXE_RECIPE);
        _craft(ana, AXE_RECIPE);
        assertEq(items.balanceOf(ana, Table.WOOD), 1, "two wood burned");
        assertEq(items.balanceOf(ana, Table.STONE), 0, "stone burned");
        assertEq(items.balanceOf(ana, Table.AXE), 1, "axe");
    }

    function test_reverts_whenAnInputIsTooFew() public {
        give(ana, Table.WOOD, 2);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, Table.STONE, 0, 1));
        _craft(ana, AXE_RECIPE);
        assertEq(items.balanceOf(ana, Table.WOOD), 2, "nothing burned");
    }

    function test_takesNothingFromOthers() public {
        give(ben, Table.WOOD, 2);
        give(ben, Table.STONE, 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, Table.WOOD, 0, 2));
        _craft(ana, AXE_RECIPE);
    }

    function testFuzz_reverts_whenRecipeIsUnknown(uint256 recipe) public {
        vm.assume(recipe == 0 || recipe > Table.RECIPE_COUNT);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.RecipeUnknown.selector, recipe, Table.RECIPE_COUNT));
        _craft(ana, recipe);
    }

    /// @notice Every row of the table, with random holdings: either all inputs are burned and the output is minted, or nothing
    /// happens.
    function testFuzz_exchangesExactlyTheRow(uint256 recipe, uint8 wealth) public {
        recipe = bound(recipe, 1, Table.RECIPE_COUNT);
        (uint256 inputs, uint256 output, uint256 amount) = Table.recipe(recipe);
        bool enough = true;
        for (uint256 rest = inputs; rest != 0; rest >>= 32) {
            give(ana, (rest >> 16) & 0xffff, wealth);
            if ((rest & 0xffff) > wealth) enough = false;
        }
        vm.prank(ana);
        (bool ok,) = address(game).call(abi.encodeCall(IHourglass.craft, (recipe)));
        assertEq(ok, enough, "crafted when and only when there is enough");
        for (uint256 rest = inputs; rest != 0; rest >>= 32) {
            uint256 left = ok ? wealth - (rest & 0xffff) : wealth;
            assertEq(items.balanceOf(ana, (rest >> 16) & 0xffff), left, "input left");
        }
        assertEq(items.balanceOf(ana, output), ok ? amount : 0, "output");
    }

    function _craft(address player, uint256 recipe) private {
        vm.prank(player);
        game.craft(recipe);
    }
}
