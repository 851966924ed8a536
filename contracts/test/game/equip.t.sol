// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract EquipTest is GameTest {
    function test_wearsInTheSlotOfTheItem() public {
        give(ana, Table.AXE, 1);
        vm.expectEmit();
        emit IHourglass.Equipped(ana, 0, Table.AXE);
        _equip(ana, Table.AXE);
        assertTrue(game.isWorn(ana, Table.AXE), "worn");
        assertEq(game.readPlayer(ana).worn[0], Table.AXE, "in the hand");
        assertEq(items.balanceOf(ana, Table.AXE), 1, "still owned");
    }

    function test_replacesWhatIsWorn() public {
        wear(ana, Table.AXE);
        wear(ana, Table.PICK);
        assertTrue(game.isWorn(ana, Table.PICK), "pick worn");
        assertFalse(game.isWorn(ana, Table.AXE), "axe not worn");
    }

    function test_takesOffWhatIsWorn() public {
        wear(ana, Table.AXE);
        vm.expectEmit();
        emit IHourglass.Equipped(ana, 0, 0);
        _equip(ana, Table.AXE);
        assertFalse(game.isWorn(ana, Table.AXE), "taken off");
    }

    function test_slotsAreIndependent() public {
        wear(ana, Table.AXE);
        wear(ana, Table.BOOTS);
        wear(ana, Table.RAFT);
        uint256[] memory worn = game.readPlayer(ana).worn;
        assertEq(worn[0], Table.AXE, "hand");
        assertEq(worn[1], Table.BOOTS, "feet");
        assertEq(worn[2], Table.RAFT, "pack");
    }

    function test_reverts_whenNotOwned() public {
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemsTooFew.selector, Table.AXE, 0, 1));
        _equip(ana, Table.AXE);
    }

    function testFuzz_reverts_whenNotWearable(uint256 item) public {
        vm.assume(Table.place(item) == 0);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NotWearable.selector, item));
        _equip(ana, item);
    }

    function test_reverts_whenThePlayerCouldNotStandThere() public {
        uint256 tile = findBiome(Table.SHALLOWS);
        wear(ana, Table.RAFT);
        give(ana, Table.LANTERN, 1);
        place(ana, tile);
        bytes memory closed =
            abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, Table.SHALLOWS, Table.FREE_BIOMES);
        vm.expectRevert(closed);
        _equip(ana, Table.RAFT);
        uint256 open = Table.FREE_BIOMES | 1 << Table.RUINS;
        vm.expectRevert(abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, Table.SHALLOWS, open));
        _equip(ana, Table.LANTERN);
    }

    function test_wornItemCannotBeTransferred() public {
        wear(ana, Table.AXE);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemIsWorn.selector, Table.AXE));
        items.safeTransferFrom(ana, ben, Table.AXE, 1, "");
    }

    function test_spareOfAWornItemCanBeTransferred() public {
        wear(ana, Table.AXE);
        give(ana, Table.AXE, 1);
        vm.prank(ana);
        items.safeTransferFrom(ana, ben, Table.AXE, 1, "");
        assertEq(items.balanceOf(ben, Table.AXE), 1, "spare moved");
    }

    function test_wornItemCannotHideInABatch() public {
        wear(ana, Table.AXE);
        give(ana, Table.AXE, 1);
        uint256[] memory ids = new uint256[](2);
        uint256[] memory amounts = new uint256[](2);
        (ids[0], ids[1], amounts[0], amounts[1]) = (Table.AXE, Table.AXE, 1, 1);
        vm.prank(ana);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ItemIsWorn.selector, Table.AXE));
        items.safeBatchTransferFrom(ana, ben, ids, amounts, "");
    }

    function _equip(address player, uint256 item) private {
        vm.prank(player);
        game.equip(item);
    }
}
