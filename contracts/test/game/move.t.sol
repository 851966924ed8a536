// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {GameTest} from "./GameTest.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract MoveTest is GameTest {
    function test_joinsAtTheCamp_onFirstAction() public {
        assertFalse(game.readPlayer(ana).joined, "joined before playing");
        vm.expectEmit();
        emit IHourglass.PlayerJoined(ana, Table.CAMP);
        vm.expectEmit();
        emit IHourglass.Moved(ana, Table.CAMP, Table.CAMP - 64, 1);
        move(ana, hex"00");
        assertTrue(game.readPlayer(ana).joined, "joined");
    }

    function test_walksEachDirection() public {
        move(ana, hex"00");
        assertEq(tileOf(ana), Table.CAMP - 64, "north");
        move(ana, hex"01");
        assertEq(tileOf(ana), Table.CAMP - 63, "east");
        move(ana, hex"02");
        assertEq(tileOf(ana), Table.CAMP + 1, "south");
        move(ana, hex"03");
        assertEq(tileOf(ana), Table.CAMP, "west");
        IHourglass.PlayerView memory seen = game.readPlayer(ana);
        assertEq(seen.facing, 3, "faces where it went last");
        assertEq(seen.steps, 4, "steps are counted");
    }

    function test_walksUpTo32Steps() public {
        bytes memory path = new bytes(32);
        for (uint256 i = 0; i < 32; i += 2) {
            path[i] = 0x02;
        }
        move(ana, path);
        assertEq(tileOf(ana), Table.CAMP, "back at the camp");
        assertEq(game.readPlayer(ana).steps, 32, "steps");
    }

    function test_reverts_whenPathIsEmpty() public {
        vm.expectRevert(abi.encodeWithSelector(IHourglass.PathLengthInvalid.selector, 0, 32));
        move(ana, "");
    }

    function testFuzz_reverts_whenPathIsTooLong(uint8 extra) public {
        uint256 length = 33 + uint256(extra);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.PathLengthInvalid.selector, length, 32));
        move(ana, new bytes(length));
    }

    function testFuzz_reverts_whenDirectionIsUnknown(uint8 direction, uint8 at) public {
        direction = uint8(bound(direction, 4, 255));
        at = uint8(bound(at, 0, 3));
        bytes memory path = hex"00020002";
        path[at] = bytes1(direction);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.DirectionUnknown.selector, at, direction, 3));
        move(ana, path);
    }

    function test_reverts_whenSeaIsAhead() public {
        uint256 shore = findBorder(Table.SEA, Table.SHALLOWS);
        wear(ana, Table.RAFT);
        place(ana, shore);
        uint256 open = Table.FREE_BIOMES | 1 << Table.SHALLOWS;
        vm.expectRevert(abi.encodeWithSelector(IHourglass.BiomeClosed.selector, shore - 1, Table.SEA, open));
        move(ana, hex"03");
    }

    function test_reverts_whenTheLastStepIsClosed_andTakesNone() public {
        uint256 tile = findBorder(Table.SHALLOWS, Table.BEACH);
        place(ana, tile + 1);
        vm.expectRevert();
        move(ana, hex"0303");
        assertEq(tileOf(ana), tile + 1, "not moved");
    }

    function test_shallowsNeedARaft() public {
        _assertGate(Table.BEACH, Table.SHALLOWS, Table.RAFT, hex"01");
    }

    function test_hillsNeedBoots() public {
        _assertGate(Table.FOREST, Table.HILLS, Table.BOOTS, hex"01");
    }

    function test_ruinsNeedALantern() public {
        _assertGate(Table.MEADOW, Table.RUINS, Table.LANTERN, hex"01");
    }

    function testFuzz_isAlwaysOnOpenGround(bytes32 seed, uint8 moves) public {
        for (uint256 i = 0; i < bound(moves, 1, 40); ++i) {
            seed = keccak256(abi.encode(seed));
            bytes memory path = new bytes(1 + uint8(seed[31]) % 6);
            for (uint256 step = 0; step < path.length; ++step) {
                path[step] = bytes1(uint8(seed[step]) % 4);
            }
            vm.prank(ana);
            (bool moved,) = address(game).call(abi.encodeCall(IHourglass.move, (path)));
            moved;
            uint256 biome = Island.biomeAt(SEED, tileOf(ana));
            assertEq((Table.FREE_BIOMES >> biome) & 1, 1, "stands on closed ground");
        }
    }

    function test_movesNobodyElse() public {
        move(ben, hex"00");
        move(ana, hex"0202");
        assertEq(tileOf(ben), Table.CAMP - 64, "ben stays");
    }

    function _assertGate(uint256 from, uint256 biome, uint256 key, bytes memory path) private {
        uint256 tile = findBorder(from, biome);
        place(ana, tile - 1);
        vm.expectRevert(abi.encodeWithSelector(IHourglass.BiomeClosed.selector, tile, biome, Table.FREE_BIOMES));
        move(ana, path);
        wear(ana, key);
        place(ana, tile - 1);
        move(ana, path);
        assertEq(tileOf(ana), tile, "entered");
    }
}
