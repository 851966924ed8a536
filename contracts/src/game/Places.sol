// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Places
/// @notice Camps, distances and regions.
library Places {
    uint256 internal constant CAMP = 0;

    /// @notice The nearest of the five camps, and how far it is; a diagonal counts as one.
    function nearest(uint256 tile) internal pure returns (uint256 place, uint256 tiles) {
        unchecked {
            tiles = type(uint256).max;
            for (uint256 i = 0; i < Numbers.PLACES; ++i) {
                uint256 seen = distance(tile, Numbers.placeTile(i));
                if (seen < tiles) (place, tiles) = (i, seen);
            }
        }
    }

    /// @notice The camp that the player is at.
    /// @param reach Tiles, inclusive.
    function requireCamp(uint256 tile, uint256 reach) internal pure returns (uint256 place) {
        uint256 tiles;
        (place, tiles) = nearest(tile);
        if (tiles > reach) revert IHourglass.CampOutOfReach(tiles, reach);
    }

    /// @notice Tiles between two tiles; a diagonal counts as one.
    function distance(uint256 a, uint256 b) internal pure returns (uint256) {
        uint256 dx = _difference(a & 63, b & 63);
        uint256 dy = _difference(a >> 6, b >> 6);
        return dx > dy ? dx : dy;
    }

    /// @notice Steps to the camp in the middle, as if all ground were open.
    function stepsToCamp(uint256 tile) internal pure returns (uint256) {
        unchecked {
            return _difference(tile & 63, Table.CAMP & 63) + _difference(tile >> 6, Table.CAMP >> 6);
        }
    }

    /// @notice 0 near the camp, 1 in the middle, 2 far.
    function ring(uint256 tile) internal pure returns (uint256) {
        uint256 tiles = Island.distanceToCamp(tile);
        if (tiles <= Numbers.NEAR) return 0;
        return tiles <= Numbers.MIDDLE ? 1 : 2;
    }

    /// @notice Whether a tile is the player's or one of its four neighbours.
    function isNext(uint256 from, uint256 tile) internal pure returns (bool) {
        unchecked {
            return tile < Island.TILES && _difference(tile & 63, from & 63) + _difference(tile >> 6, from >> 6) <= 1;
        }
    }

    /// @notice Region of 8 × 8 tiles: `y / 8 * 8 + x / 8`.
    function regionOf(uint256 tile) internal pure returns (uint256) {
        return ((tile >> 6) & 0x38) | ((tile >> 3) & 7);
    }

    function _difference(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            return a > b ? a - b : b - a;
        }
    }
}
