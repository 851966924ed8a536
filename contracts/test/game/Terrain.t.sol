// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Island} from "../../src/game/Island.sol";

/// @notice Solidity and TypeScript compute the same map, tile by tile.
contract TerrainTest is Test {
    string private constant FILE = "game/rules/vectors/terrain.json";

    function test_agrees_onWholeMaps() public view {
        string memory json = vm.readFile(FILE);
        uint256[] memory seeds = vm.parseJsonUintArray(json, ".seeds");
        bytes[] memory maps = vm.parseJsonBytesArray(json, ".maps");
        assertEq(seeds.length, 3, "three whole maps");
        for (uint256 i = 0; i < seeds.length; ++i) {
            bytes memory map = _readMap(seeds[i]);
            assertEq(maps[i].length, map.length, "length of the map");
            for (uint256 tile = 0; tile < map.length; ++tile) {
                if (map[tile] != maps[i][tile]) {
                    assertEq(uint8(map[tile]), uint8(maps[i][tile]), string.concat("tile ", vm.toString(tile)));
                }
            }
        }
    }

    function test_agrees_onDigestsOfManySeeds() public view {
        string memory json = vm.readFile(FILE);
        uint256[] memory seeds = vm.parseJsonUintArray(json, ".digestSeeds");
        bytes32[] memory digests = vm.parseJsonBytes32Array(json, ".digests");
        assertGt(seeds.length, 20, "digests are missing");
        for (uint256 i = 0; i < seeds.length; ++i) {
            assertEq(sha256(_readMap(seeds[i])), digests[i], string.concat("seed ", vm.toString(seeds[i])));
        }
    }

    function _readMap(uint256 seed) private pure returns (bytes memory map) {
        map = new bytes(Island.TILES);
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            map[tile] = bytes1(uint8(Island.biomeAt(seed, tile) << 5 | Island.resourceAt(seed, tile)));
        }
    }
}
