// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract GatherTest is GameTest {
    /// @dev The wood near the camp: 5 pieces, one grows back in 45 s.
    uint256 private constant WOOD_TILE = Table.CAMP + 2;

    function setUp() public override {
        super.setUp();
        place(ana, WOOD_TILE);
        place(ben, WOOD_TILE - 1);
    }

    function test_givesOnePiece_toTheCaller() public {
        vm.expectEmit();
        emit IHourglass.Gathered(ana, WOOD_TILE, Table.WOOD, 1, 4, block.timestamp);
        _gather(ana, WOOD_TILE);
        assertEq(items.balanceOf(ana, Table.WOOD), 1, "wood of ana");
        assertEq(nodeAt(WOOD_TILE).left, 4, "left on the node");
    }

    function test_reachesTheFourNeighbours() public {
        uint256[4] memory around = [WOOD_TILE - 64, WOOD_TILE + 1, WOOD_TILE + 64, WOOD_TILE - 1];
        for (uint256 i = 0; i < 4; ++i) {
            place(ana, around[i]);
            _gather(ana, WOOD_TILE);
        }
        assertEq(items.balanceOf(ana, Table.WOOD), 4, "from four sides");
    }

    function testFuzz_reverts_whenOutOfReach(uint256 tile) public {
        tile = bound(tile, 0, type(uint256).max);
        uint256 at = WOOD_TILE;
        vm.assume(tile != at && tile != at - 64 && tile != at + 1 && tile != at + 64 && tile != at - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, tile, at));
        _gather(ana, tile);
    }

    function test_reverts_whenNothingGrows() public {
        place(ana, Table.CAMP);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NothingGrows.selector, Table.CAMP));
        _gather(ana, Table.CAMP);
    }

    function test_runsOut_isShared_andGrowsBack() public {
        for (uint256 i = 0; i < 3; ++i) {
            _gather(ana, WOOD_TILE);
        }
        for (uint256 i = 0; i < 2; ++i) {
            _gather(ben, WOOD_TILE);
        }
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NodeEmpty.selector, WOOD_TILE, block.timestamp + 45));
        _gather(ana, WOOD_TILE);
        skip(44);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.NodeEmpty.selector, WOOD_TILE, block.timestamp + 1));
        _gather(ana, WOOD_TILE);
        skip(1);
        _gather(ana, WOOD_TILE);
        assertEq(items.balanceOf(ana, Table.WOOD), 4, "wood of ana");
        assertEq(items.balanceOf(ben, Table.WOOD), 2, "wood of ben");
    }

    function test_keepsWhatHasGrownOfTheNextPiece() public {
        for (uint256 i = 0; i < 5; ++i) {
            _gather(ana, WOOD_TILE);
        }
        skip(45 + 40);
        _gather(ana, WOOD_TILE);
        skip(5);
        _gather(ana, WOOD_TILE);
        assertEq(nodeAt(WOOD_TILE).left, 0, "empty again");
    }

    function testFuzz_neverGivesMoreThanGrew(uint16[12] memory waits) public {
        uint256 start = block.timestamp;
        uint256 taken = 0;
        for (uint256 i = 0; i < waits.length; ++i) {
            skip(waits[i] % 200);
            vm.prank(ana);
            (bool ok,) = address(game).call(abi.encodeCall(IHourglass.gather, (WOOD_TILE)));
            if (ok) ++taken;
            assertLe(nodeAt(WOOD_TILE).left, 5, "more left than the node holds");
        }
        assertEq(items.balanceOf(ana, Table.WOOD), taken, "one piece per gathering");
        assertLe(taken, 5 + (block.timestamp - start) / 45, "more than was there and grew");
    }

    function test_axeGivesOneMore() public {
        wear(ana, Table.AXE);
        place(ana, WOOD_TILE);
        _gather(ana, WOOD_TILE);
        assertEq(items.balanceOf(ana, Table.WOOD), 2, "one and one more");
        place(ana, Table.CAMP - 128);
        _gather(ana, Table.CAMP - 128);
        assertEq(items.balanceOf(ana, Table.STONE), 1, "no more stone by an axe");
    }

    function test_bonusGivesNoMoreThanIsLeft() public {
        for (uint256 i = 0; i < 4; ++i) {
            _gather(ben, WOOD_TILE);
        }
        wear(ana, Table.AXE);
        place(ana, WOOD_TILE);
        _gather(ana, WOOD_TILE);
        assertEq(items.balanceOf(ana, Table.WOOD), 1, "the last piece");
    }

    function test_oreNeedsAPick() public {
        uint256 tile = findResource(Table.ORE);
        place(ana, tile);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, Table.ORE, Table.PICK));
        _gather(ana, tile);
        wear(ana, Table.PICK);
        place(ana, tile);
        _gather(ana, tile);
        assertEq(items.balanceOf(ana, Table.ORE), 1, "ore");
    }

    function test_shardNeedsALantern() public {
        uint256 tile = findResource(Table.SHARD);
        place(ana, tile);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, Table.SHARD, Table.LANTERN));
        _gather(ana, tile);
        wear(ana, Table.LANTERN);
        place(ana, tile);
        _gather(ana, tile);
        assertEq(items.balanceOf(ana, Table.SHARD), 1, "shard");
    }

    /// @dev A contract without a receiver hook can play, and no hook is called: nobody can look at a find and revert.
    function test_callsNoReceiverHook() public {
        address player = address(new Mute());
        place(player, WOOD_TILE);
        _gather(player, WOOD_TILE);
        assertEq(items.balanceOf(player, Table.WOOD), 1, "minted without a callback");
    }

    function testFuzz_givesWhatTheMapSays(uint256 tile) public {
        tile = bound(tile, 65, Island.TILES - 66);
        uint256 material = Island.resourceAt(SEED, tile);
        place(ana, tile);
        (,, uint256 tool) = Table.node(material);
        vm.prank(ana);
        (bool ok,) = address(game).call(abi.encodeCall(IHourglass.gather, (tile)));
        assertEq(ok, material != 0 && tool == 0, "gathered only where something grows for bare hands");
        if (ok) assertEq(items.balanceOf(ana, material), 1, "the material of the map");
    }

    function _gather(address player, uint256 tile) private {
        vm.prank(player);
        game.gather(tile);
    }
}

contract Mute {}
