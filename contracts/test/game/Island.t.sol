// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";

contract IslandTest is Test {
    /// @notice Tests the proof of connection in {Island}: each tile that is not sea has an inner neighbour that is not sea.
    function testFuzz_innerNeighbourIsNeverSea(uint32 seed, uint256 tile) public pure {
        tile = bound(tile, 0, Island.TILES - 1);
        vm.assume(tile != Table.CAMP && Island.biomeAt(seed, tile) != Table.SEA);
        (uint256 x, uint256 y) = (tile & 63, tile >> 6);
        (uint256 dx, uint256 dy) = (x < 32 ? 32 - x : x - 32, y < 32 ? 32 - y : y - 32);
        uint256 inner = dx >= dy ? (x < 32 ? tile + 1 : tile - 1) : (y < 32 ? tile + 64 : tile - 64);
        assertTrue(Island.biomeAt(seed, inner) != Table.SEA, "inner neighbour is sea");
    }

    function testFuzz_rimIsSea(uint32 seed, uint8 along) public pure {
        uint256 i = uint256(along) % 64;
        assertEq(Island.biomeAt(seed, i), Table.SEA, "north");
        assertEq(Island.biomeAt(seed, 63 * 64 + i), Table.SEA, "south");
        assertEq(Island.biomeAt(seed, i * 64), Table.SEA, "west");
        assertEq(Island.biomeAt(seed, i * 64 + 63), Table.SEA, "east");
    }

    function testFuzz_outsideIsSea_andBare(uint32 seed, uint256 tile) public pure {
        tile = bound(tile, Island.TILES, type(uint256).max);
        assertEq(Island.biomeAt(seed, tile), Table.SEA, "biome");
        assertEq(Island.resourceAt(seed, tile), 0, "resource");
    }

    /// @notice This seed has the steepest possible coast: it once jumped from land into the shallows.
    function test_passesAreOpen_onTheSteepestCoast() public pure {
        testFuzz_passesAreOpen(9174);
    }

    /// @notice Walking from the camp to the beach on either pass needs no gear.
    function testFuzz_passesAreOpen(uint32 seed) public pure {
        uint256[4] memory beaches;
        for (uint256 i = 1; i < 32; ++i) {
            uint256[4] memory tiles = [Table.CAMP - 64 * i, Table.CAMP + i, Table.CAMP + 64 * i, Table.CAMP - i];
            for (uint256 side = 0; side < 4; ++side) {
                uint256 biome = Island.biomeAt(seed, tiles[side]);
                if (beaches[side] == 0) assertEq((Table.FREE_BIOMES >> biome) & 1, 1, "closed before the beach");
                if (biome == Table.BEACH) beaches[side] = tiles[side];
            }
        }
        for (uint256 side = 0; side < 4; ++side) {
            assertTrue(beaches[side] != 0, "no beach on this side");
        }
    }

    function testFuzz_campHasItsFourNodes(uint32 seed) public pure {
        assertEq(Island.resourceAt(seed, Table.CAMP + 2), Table.WOOD, "wood");
        assertEq(Island.resourceAt(seed, Table.CAMP - 2), Table.FIBRE, "fibre");
        assertEq(Island.resourceAt(seed, Table.CAMP - 128), Table.STONE, "stone");
        assertEq(Island.resourceAt(seed, Table.CAMP + 128), Table.BERRY, "berry");
        assertEq(Island.resourceAt(seed, Table.CAMP), 0, "the camp itself is bare");
    }
}
