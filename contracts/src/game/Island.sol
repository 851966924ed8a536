// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "./generated/Table.sol";

/// @title Island
/// @notice The ground, 64 × 64 tiles, as a pure function of a seed; nothing is stored. A tile is `y * 64 + x`.
/// The TypeScript twin is game/rules/island.ts; the vectors compare whole maps.
/// @dev On every seed, all tiles that are not sea are connected: one step towards the camp, along the longer axis, shortens the
/// distance by at least 3 units, so the ground rises by at least 3 * FALL = 8160, while noise changes by at most
/// 16 * 255 + 2 * 8 * 255 = 8160 per step. So the inner neighbour of a tile is never lower than the tile.
library Island {
    uint256 internal constant TILES = 4096;

    // Heights that separate sea, shallows, beach and land, each raised by BASE to stay positive. Along an axis the ground falls
    // by at most 4 * FALL + 8160 = 19,040 per step; the beach is higher than that, so no pass jumps from land into water.
    uint256 private constant BASE = 400_000;
    uint256 private constant SHALLOWS_FROM = BASE - 249_000;
    uint256 private constant BEACH_FROM = BASE - 227_000;
    uint256 private constant LAND_FROM = BASE - 207_900;
    uint256 private constant FALL = 2720;
    /// @dev From here outwards everything is sea, so no path can leave the map.
    uint256 private constant RIM = 124;
    /// @dev Up to here everything is land, whatever the noise: FALL * INLAND is below the drop to LAND_FROM.
    uint256 private constant INLAND = 76;
    uint256 private constant CLEARING = 8;
    uint256 private constant POND_BELOW = 2_700;
    uint256 private constant HILLS_ABOVE = 10_600;
    uint256 private constant FOREST_ABOVE = 8_400;

    uint256 private constant SALT_COARSE = 1;
    uint256 private constant SALT_FINE = 2;
    uint256 private constant SALT_RUINS = 0x51ed;
    uint256 private constant SALT_NODES = 0x2545f491;

    // Four corners of a cell in one word, 64 bits each: top left lowest, then right, below, below right.
    uint256 private constant EACH = 1 | (1 << 64) | (1 << 128) | (1 << 192);
    uint256 private constant LOW = EACH * 0xffffffff;
    uint256 private constant BYTE_2 = EACH * 0x00ff0000;
    uint256 private constant BYTES_1_3 = EACH * 0xff00ff00;
    uint256 private constant LEFT = type(uint64).max;
    uint256 private constant UPPER = type(uint128).max;
    uint256 private constant STEP_X = 0x9e3779b1;
    uint256 private constant STEP_Y = 0x85ebca77;
    uint256 private constant STEP_XY = (STEP_X << 64) | (STEP_Y << 128) | ((STEP_X + STEP_Y) << 192);

    // Lanes of a noise word, 16 bits each; the lowest is coast.
    uint256 private constant LANE = type(uint16).max;
    uint256 private constant WET = 16;
    uint256 private constant RELIEF = 32;
    uint256 private constant POND = 48;

    /// @notice The biome of a tile, as an id of {Table}. Outside the map is sea.
    function biomeAt(uint256 seed, uint256 tile) internal pure returns (uint256) {
        // Nothing overflows, whatever the tile: the largest distance is below 2^254.
        unchecked {
            uint256 x = tile & 63;
            // Below the map it is so large that the distance is beyond the rim.
            uint256 y = tile >> 6;
            uint256 dx = x < 32 ? 32 - x : x - 32;
            uint256 dy = y < 32 ? 32 - y : y - 32;
            // An octagon: close to a circle, and cheap.
            uint256 distance = 4 * (dx > dy ? dx : dy);
            if (3 * (dx + dy) > distance) distance = 3 * (dx + dy);
            if (distance >= RIM) return Table.SEA;

            uint256 shiftedX = x + (seed & 15);
            uint256 shiftedY = y + ((seed >> 4) & 15);
            uint256 fine = _noise(seed, SALT_FINE, shiftedX, shiftedY, 3);
            if (distance > INLAND) {
                uint256 coarse = _noise(seed, SALT_COARSE, shiftedX, shiftedY, 4);
                // Cannot underflow: FALL * RIM is below BASE.
                uint256 height = BASE + (coarse & LANE) + 2 * (fine & LANE) - FALL * distance;
                if (height < BEACH_FROM) return height < SHALLOWS_FROM ? Table.SEA : Table.SHALLOWS;
                if (height < LAND_FROM) return Table.BEACH;
            }
            if (distance <= CLEARING) return Table.MEADOW;

            // One ruin in each quarter, never far enough out to reach the beach.
            if (distance <= INLAND && _isRuin(seed, (x >> 5) + 2 * (y >> 5), dx, dy)) return Table.RUINS;

            // Two passes cross the island, so that neither hills nor ponds can enclose the camp.
            if (dx != 0 && dy != 0) {
                if (fine >> POND < POND_BELOW) return Table.SHALLOWS;
                if ((fine >> RELIEF) & LANE > HILLS_ABOVE) return Table.HILLS;
            }
            return (fine >> WET) & LANE > FOREST_ABOVE ? Table.FOREST : Table.MEADOW;
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

    /// @notice Number of tiles to the camp; a diagonal step counts as one.
    function distanceToCamp(uint256 tile) internal pure returns (uint256) {
        uint256 dx = _difference(tile & 63, Table.CAMP & 63);
        uint256 dy = _difference(tile >> 6, Table.CAMP >> 6);
        return dx > dy ? dx : dy;
    }

    /// @notice 32 bits that look random and that everybody can compute in advance.
    /// @param about 32 bits.
    function mix(uint256 seed, uint256 about) internal pure returns (uint256) {
        return _mix(seed ^ about);
    }

    function _difference(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : b - a;
    }

    function _isRuin(uint256 seed, uint256 quarter, uint256 dx, uint256 dy) private pure returns (bool) {
        unchecked {
            uint256 roll = _mix(seed ^ (SALT_RUINS + quarter));
            uint256 offsetX = 4 + (roll & 7);
            uint256 offsetY = 4 + ((roll >> 8) & 7);
            return (dx < offsetX ? offsetX - dx : dx - offsetX) + (dy < offsetY ? offsetY - dy : dy - offsetY) <= 2;
        }
    }

    /// @dev Value noise, bilinear: four fields from the four bytes of each corner's hash, each scaled by the square of the
    /// cell. The four corners are hashed in one word, 64 bits each: a 32-bit number times a 32-bit constant fits, so no
    /// corner disturbs the next, and four hashes cost what one does. Measured: a step costs 1,300 gas instead of 3,400.
    function _noise(uint256 seed, uint256 salt, uint256 x, uint256 y, uint256 bits) private pure returns (uint256) {
        unchecked {
            uint256 hash = (((x >> bits) * STEP_X + (y >> bits) * STEP_Y + salt) * EACH + STEP_XY) & LOW;
            hash = _mix(hash ^ (seed * EACH));
            // Bytes 1, 2 and 3 go to lanes of 16 bits. Byte 0 becomes coast, of two levels instead of 256: bays and capes
            // instead of a disc, at the same steepness.
            hash = ((hash >> 7) & EACH) * 255 | (hash & BYTE_2) | ((hash & BYTES_1_3) << 24);
            // Upper and lower corners, then left and right. The weights sum to at most 256: a byte times that fits its lane.
            uint256 cell = 1 << bits;
            uint256 weight = y & (cell - 1);
            hash = (hash & UPPER) * (cell - weight) + (hash >> 128) * weight;
            weight = x & (cell - 1);
            return (hash & LEFT) * (cell - weight) + (hash >> 64) * weight;
        }
    }

    /// @dev A 32-bit finaliser (xorshift and multiply, constants by Chris Wellons), on four numbers at once: 32 bits each,
    /// 64 bits apart. Bits that a shift brings in from the next number are masked away.
    function _mix(uint256 hash) private pure returns (uint256) {
        unchecked {
            hash = (((hash ^ (hash >> 16)) & LOW) * 0x7feb352d) & LOW;
            hash = (((hash ^ (hash >> 15)) & LOW) * 0x846ca68b) & LOW;
            return (hash ^ (hash >> 16)) & LOW;
        }
    }
}
