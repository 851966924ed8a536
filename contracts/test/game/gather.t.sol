// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract GatherTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(WALK, COURIER);
        undress();
    }

    function test_yieldsByRing() public {
        assertEq(_gather(findResource(Table.FIBRE, 0, 8)), 2, "near");
        assertEq(_gather(findResource(Table.FIBRE, 9, 18)), 3, "middle");
        assertEq(_gather(findResource(Table.SHELL, 19, 64)), 4, "far");
    }

    /// @notice The last tile of a ring still belongs to it.
    function test_ringsEnd_atEightAndEighteen() public {
        assertEq(_gather(_anyAt(8)), 2, "8 is near");
        assertEq(_gather(_anyAt(9)), 3, "9 is in the middle");
        assertEq(_gather(_anyAt(18)), 3, "18 is in the middle");
        assertEq(_gather(_anyAt(19)), 4, "19 is far");
    }

    function test_yieldsMore_atDuskAndAtNight() public {
        uint256 tile = findResource(Table.FIBRE, 0, 8);
        at(799);
        assertEq(_gather(tile), 2, "day");
        at(800);
        assertEq(_gather(tile), 3, "dusk");
        at(1000);
        tile = findResource(Table.BERRY, 0, 8);
        assertEq(_gather(tile), 4, "night");
    }

    function test_yieldsHalf_ofOre_pearlAndShard() public {
        wear(Table.PICK);
        wear(Table.LANTERN);
        uint256 tile = findResource(Table.ORE, 9, 18);
        assertEq(_gather(tile), 1, "half of three");
        wear(Table.AMULET);
        at(400);
        assertEq(_gather(tile), 2, "half of three and one");
        wear(Table.LANTERN);
        tile = findResource(Table.SHARD);
        assertGt(_gather(tile), 0, "at least one");
        assertGt(_gather(findResource(Table.PEARL)), 0, "needs no tool");
    }

    function test_yieldsMore_withTheToolForIt() public {
        uint256 tile = findResource(Table.FIBRE, 0, 8);
        wear(Table.SICKLE);
        wear(Table.SANDALS);
        assertEq(_gather(tile), 4, "hand and feet");
        wear(Table.AXE);
        wear(Table.BOOTS);
        at(400);
        assertEq(_gather(tile), 2, "an axe is for wood");
    }

    function test_aNode_isEmptyUntilTheTideTurns() public {
        uint256 tile = findResource(Table.FIBRE, 0, 8);
        _gather(tile);
        at(399);
        _refuse(tile, abi.encodeWithSelector(IHourglass.NodeTaken.selector, tile, 0));
        at(400);
        _gather(tile);
        _refuse(tile, abi.encodeWithSelector(IHourglass.NodeTaken.selector, tile, 1));
        at(800);
        _gather(tile);

        begin(WALK, COURIER);
        assertEq(_gather(tile), 2, "full in the next expedition");
        uint256 word = game.readNodes(ana)[tile >> 7];
        assertEq(word >> 128, run().number() * 4, "the tag is of this expedition and tide");
        assertEq(word & type(uint128).max, 1 << (tile & 127), "nothing of the one before");
    }

    function test_nodesOfOneWord_areKept() public {
        uint256 count;
        uint256 taken;
        for (uint256 tile = 32 * 64 + 20; count < 3; ++tile) {
            uint256 item = Island.resourceAt(SEED, tile);
            if (item == 0 || item > Table.BERRY || tile >> 7 != 16) continue;
            _gather(tile);
            taken |= 1 << (tile & 127);
            ++count;
        }
        assertEq(game.readNodes(ana)[16] & type(uint128).max, taken, "all three");
    }

    function test_nobodyTakes_fromAnother() public {
        uint256 tile = 32 * 64 + 34;
        _gather(tile);
        vm.startPrank(ben);
        game.embark(plan(1, WALK, FORAGER, 0, 0, 0, SEED));
        game.move(hex"010100");
        vm.expectEmit();
        emit IHourglass.Gathered(ben, 1, tile, Table.WOOD, 2);
        game.gather(tile);
        vm.stopPrank();
    }

    function test_reachesTheOwnTile_andItsFourNeighbours() public {
        uint256 tile = findResource(Table.FIBRE, 0, 8);
        uint256[5] memory from = [tile, tile - 64, tile + 1, tile + 64, tile - 1];
        for (uint256 i = 0; i < 5; ++i) {
            uint256 state = vm.snapshotState();
            place(from[i]);
            play(abi.encodeCall(IHourglass.gather, (tile)));
            vm.revertToState(state);
        }
        uint256[6] memory far = [tile - 65, tile - 63, tile + 63, tile + 65, tile + 2, tile - 128];
        for (uint256 i = 0; i < 6; ++i) {
            place(far[i]);
            _refuse(tile, abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, tile, far[i]));
        }
        _refuse(
            type(uint256).max, abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, type(uint256).max, far[5])
        );
        _refuse(tile + 4096, abi.encodeWithSelector(IHourglass.TileOutOfReach.selector, tile + 4096, far[5]));
    }

    function test_reverts_whenNothingGrows() public {
        place(Table.CAMP);
        _refuse(Table.CAMP, abi.encodeWithSelector(IHourglass.NothingGrows.selector, Table.CAMP));
    }

    function test_reverts_withoutTheTool() public {
        uint256 ore = findResource(Table.ORE);
        place(ore);
        _refuse(ore, abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, Table.ORE, Table.PICK));
        uint256 shard = findResource(Table.SHARD);
        place(shard);
        _refuse(shard, abi.encodeWithSelector(IHourglass.ToolNotWorn.selector, Table.SHARD, Table.LANTERN));
    }

    /// @notice Takes what fits; a full pack takes nothing.
    function test_takesAsMuchAsFits() public {
        uint256 tile = findResource(Table.FIBRE, 9, 18);
        give(Table.WOOD, 32);
        store(pack().withLayers(1, 12));
        assertEq(_gather(tile), 1, "36 are full");
        assertEq(pack().weight(), 36, "exactly");
        at(400);
        _refuse(tile, abi.encodeWithSelector(IHourglass.PackFull.selector, 36, 36));
        wear(Table.SATCHEL);
        assertEq(_gather(tile), 3, "a satchel holds twelve more");
        give(Table.WOOD, 41);
        at(800);
        _refuse(tile, abi.encodeWithSelector(IHourglass.PackFull.selector, 48, 48));
    }

    function test_aForager_carriesTwelveMore() public {
        begin(WALK, FORAGER);
        give(Table.ROPE, 47);
        assertEq(_gather(findResource(Table.FIBRE, 0, 8)), 1, "48");
    }

    function test_costsSixGrains() public {
        _gather(findResource(Table.FIBRE, 0, 8));
        assertEq(run().used(), 6, "six");
        uint256 tile = findResource(Table.WOOD, 0, 8);
        place(tile);
        leaveGrains(5);
        _refuse(tile, abi.encodeWithSelector(IHourglass.OutOfGrains.selector, NOON + 1));
    }

    /// @dev Returns how much was gathered.
    function _gather(uint256 tile) private returns (uint256 amount) {
        uint256 item = Island.resourceAt(SEED, tile);
        uint256 before = pack().units(item);
        place(tile);
        play(abi.encodeCall(IHourglass.gather, (tile)));
        return pack().units(item) - before;
    }

    function _refuse(uint256 tile, bytes memory reason) private {
        refuse(abi.encodeCall(IHourglass.gather, (tile)), reason);
    }

    /// @dev A node that needs no tool, at a distance from the camp.
    function _anyAt(uint256 tiles) private pure returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            uint256 item = Island.resourceAt(SEED, tile);
            if (item != 0 && item < Table.ORE && Island.distanceToCamp(tile) == tiles) return tile;
        }
        revert("no node at that distance");
    }
}
