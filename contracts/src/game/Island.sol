// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "./generated/Table.sol";

/// @title Island
/// @notice The ground, 64 × 64 tiles, as a pure function of a seed: nothing of it is stored. A tile is `y * 64 + x`.
/// The twin of game/rules/island.ts; the vectors compare whole maps.
/// @dev All that is not sea is one piece, on every seed: one step towards the camp, along the longer axis, shortens the
/// distance by at least 3 units, so the ground rises by 3 * FALL = 8160 or more, while noise changes by at most
/// 16 * 255 + 2 * 8 * 255 = 8160 per step. So the inner neighbour of a tile is never lower than the tile.
library Island {
    uint256 internal constant TILES = 4096;

    // Heights that part sea, shallows, beach and land, each raised by BASE to stay positive.
    uint256 private constant BASE = 400_000;
    uint256 private constant SHALLOWS_FROM = BASE - 249_000;
    uint256 private constant BEACH_FROM = BASE - 227_000;
    uint256 private constant LAND_FROM = BASE - 209_000;
    uint256 private constant FALL = 2720;
    /// @dev From here outwards all is sea, so that no path can leave the map.
    uint256 private constant RIM = 124;
    uint256 private constant CLEARING = 8;
    uint256 private constant POND_BELOW = 35_000;
    uint256 private constant HILLS_ABOVE = 98_000;
    uint256 private constant FOREST_ABOVE = 84_000;

    uint256 private constant SALT_COARSE = 1;
    uint256 private constant SALT_FINE = 2;
    uint256 private constant SALT_RUINS = 0x51ed;
    uint256 private constant SALT_NODES = 0x2545f491;

    // Lanes of a noise word, 16 bits each.
    uint256 private constant COAST = 0;
    uint256 private constant WET = 16;
    uint256 private constant RELIEF = 32;
    uint256 private constant POND = 48;

    /// @notice What the ground of a tile is: the id of a biome in {Table}. Outside the map is sea.
    function biomeAt(uint256 seed, uint256 tile) internal pure returns (uint256) {
        if (tile >= TILES) return Table.SEA;
        unchecked {
            uint256 x = tile & 63;
            uint256 y = tile >> 6;
            uint256 dx = x < 32 ? 32 - x : x - 32;
            uint256 dy = y < 32 ? 32 - y : y - 32;
            // An octagon: close to a circle, and cheap.
            uint256 distance = 4 * (dx > dy ? dx : dy);
            if (3 * (dx + dy) > distance) distance = 3 * (dx + dy);
            if (distance >= RIM) return Table.SEA;

            uint256 coarse = _noise(seed, SALT_COARSE, x + (seed & 15), y + ((seed >> 4) & 15), 4);
            uint256 fine = _noise(seed, SALT_FINE, x + (seed & 15), y + ((seed >> 4) & 15), 3);

            // Cannot underflow: FALL * RIM is below BASE.
            uint256 height = BASE + _lane(coarse, COAST) + 2 * _lane(fine, COAST) - FALL * distance;
            if (height < SHALLOWS_FROM) return Table.SEA;
            if (height < BEACH_FROM) return Table.SHALLOWS;
            if (height < LAND_FROM) return Table.BEACH;
            if (distance <= CLEARING) return Table.MEADOW;
            if (_isRuin(seed, x, y)) return Table.RUINS;

            // Two passes cross the island, so that neither hills nor ponds can shut in the camp.
            if (dx != 0 && dy != 0) {
                if (_lane(coarse, POND) + 6 * _lane(fine, POND) < POND_BELOW) return Table.SHALLOWS;
                if (_lane(coarse, RELIEF) + 6 * _lane(fine, RELIEF) > HILLS_ABOVE) return Table.HILLS;
            }
            return _lane(coarse, WET) + 6 * _lane(fine, WET) > FOREST_ABOVE ? Table.FOREST : Table.MEADOW;
        }
    }

    /// @notice Id of the material that grows on a tile; 0 is none.
    function resourceAt(uint256 seed, uint256 tile) internal pure returns (uint256) {
        if (tile >= TILES || tile == Table.CAMP) return 0;
        uint256 item = Table.campNode(tile);
        if (item != 0) return item;
        uint256 roll = _mix(seed ^ (tile + SALT_NODES)) & 0xff;
        uint256 odds = 0;
        for (uint256 growth = Table.growth(biomeAt(seed, tile)); growth != 0; growth >>= 32) {
            odds += growth & 0xffff;
            if (roll < odds) return (growth >> 16) & 0xffff;
        }
        return 0;
    }

    /// @dev One ruin in each quarter, never far enough out to reach the beach.
    function _isRuin(uint256 seed, uint256 x, uint256 y) private pure returns (bool) {
        unchecked {
            uint256 east = x < 32 ? 0 : 1;
            uint256 south = y < 32 ? 0 : 1;
            uint256 roll = _mix(seed ^ (SALT_RUINS + east + 2 * south));
            uint256 offsetX = 4 + (roll & 7);
            uint256 offsetY = 4 + ((roll >> 8) & 7);
            uint256 ruinX = east == 1 ? 32 + offsetX : 32 - offsetX;
            uint256 ruinY = south == 1 ? 32 + offsetY : 32 - offsetY;
            return (x < ruinX ? ruinX - x : x - ruinX) + (y < ruinY ? ruinY - y : y - ruinY) <= 2;
        }
    }

    /// @dev Value noise, bilinear. The four bytes of each corner's hash are spread to four lanes of 16 bits, so that one
    /// multiplication per corner weighs four fields; the weights sum to at most 256, so no lane overflows into the next.
    function _noise(uint256 seed, uint256 salt, uint256 x, uint256 y, uint256 bits) private pure returns (uint256) {
        unchecked {
            uint256 cell = 1 << bits;
            uint256 fx = x & (cell - 1);
            uint256 fy = y & (cell - 1);
            uint256 corner = (x >> bits) * 0x9e3779b1 + (y >> bits) * 0x85ebca77 + salt;
            return _spread(seed, corner) * ((cell - fx) * (cell - fy)) + _spread(seed, corner + 0x9e3779b1)
                * (fx * (cell - fy)) + _spread(seed, corner + 0x85ebca77) * ((cell - fx) * fy)
                + _spread(seed, corner + 0x9e3779b1 + 0x85ebca77) * (fx * fy);
        }
    }

    function _spread(uint256 seed, uint256 corner) private pure returns (uint256) {
        unchecked {
            uint256 hash = _mix(seed ^ (corner & 0xffffffff));
            // Two levels of coast instead of 256: bays and capes instead of a disc, at the same steepness.
            return ((hash >> 7) & 1) * 255 | (hash & 0x00ff0000) | ((hash & 0xff00ff00) << 24);
        }
    }

    function _lane(uint256 noise, uint256 lane) private pure returns (uint256) {
        return (noise >> lane) & 0xffff;
    }

    /// @dev A 32-bit finaliser (xorshift and multiply, constants by Chris Wellons). Takes and gives 32 bits.
    function _mix(uint256 hash) private pure returns (uint256) {
        unchecked {
            hash = ((hash ^ (hash >> 16)) * 0x7feb352d) & 0xffffffff;
            hash = ((hash ^ (hash >> 15)) * 0x846ca68b) & 0xffffffff;
            return hash ^ (hash >> 16);
        }
    }
}
