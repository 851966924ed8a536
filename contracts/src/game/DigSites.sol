// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Places} from "./Places.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";

/// @title DigSites
/// @notice Where something is hidden: at most one place in each region and tide, a pure function of the seed.
/// Nothing overflows: offsets are below 64.
library DigSites {
    uint256 internal constant REGIONS = 64;
    uint256 internal constant MOST_LAYERS = 3;

    uint256 private constant SALT_SITES = 0x51e51e;
    /// @dev As in {Island}: the middles of ruins.
    uint256 private constant SALT_RUINS = 0x51ed;

    /// @notice The site of a region.
    /// @return tile Where it is, or would be.
    /// @return layers 0: there is none.
    function inRegion(uint256 seed, uint256 tide, uint256 region) internal pure returns (uint256 tile, uint256 layers) {
        unchecked {
            tile = _ruinOf(seed, region);
            if (Places.regionOf(tile) == region) return (tile, MOST_LAYERS);
            uint256 hash = Island.mix(seed, SALT_SITES + region + REGIONS * tide);
            tile = ((region & 0x38) + ((hash >> 3) & 7)) << 6 | ((region & 7) << 3) + (hash & 7);
            if (tile == Table.CAMP || Island.biomeAt(seed, tile) == Table.SEA || Island.resourceAt(seed, tile) != 0) {
                return (tile, 0);
            }
            uint256 roll = (hash >> 8) & 15;
            layers = roll < 7 ? 1 : roll < 12 ? 2 : MOST_LAYERS;
        }
    }

    /// @notice Layers that a tile hides; 0: nothing.
    function at(uint256 seed, uint256 tide, uint256 tile) internal pure returns (uint256) {
        (uint256 site, uint256 layers) = inRegion(seed, tide, Places.regionOf(tile));
        return site == tile ? layers : 0;
    }

    /// @notice Whether a tile is the middle of a ruin.
    function isRuin(uint256 seed, uint256 tile) internal pure returns (bool) {
        return _ruinOf(seed, Places.regionOf(tile)) == tile;
    }

    /// @notice Quarter of the map, each with one ruin: `x / 32 + y / 32 * 2`.
    function quarterOf(uint256 tile) internal pure returns (uint256) {
        return ((tile >> 5) & 1) | ((tile >> 10) & 2);
    }

    /// @dev Middle of the ruin in the quarter of a region.
    function _ruinOf(uint256 seed, uint256 region) private pure returns (uint256) {
        unchecked {
            uint256 quarter = ((region >> 2) & 1) | ((region >> 4) & 2);
            uint256 roll = Island.mix(seed, SALT_RUINS + quarter);
            uint256 dx = 4 + (roll & 7);
            uint256 dy = 4 + ((roll >> 8) & 7);
            return (quarter & 2 == 0 ? 32 - dy : 32 + dy) << 6 | (quarter & 1 == 0 ? 32 - dx : 32 + dx);
        }
    }
}
