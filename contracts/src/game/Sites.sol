// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";

/// @title Sites
/// @notice Where relics and chests are: a pure function of the seed, computed once, when the game is deployed. Each place is
/// on the ground that the table asks for, far enough from the camp, where nothing grows. The TypeScript twin is
/// game/rules/sites.ts.
library Sites {
    uint256 private constant SALT_SITES = 0x6a09e667;
    uint256 private constant SALT_LOOT = 0x3c6ef372;
    /// @dev Odd, so that a search visits every tile before it visits one twice.
    uint256 private constant STRIDE = 1021;

    /// @notice All places, 16 bits each, in the order of {Table.site}, the first lowest.
    /// @dev Reverts on an island without such ground, so a game in which something cannot be found is never deployed.
    function find(uint256 seed) internal pure returns (uint256 sites) {
        for (uint256 site = 1; site <= Table.RELIC_COUNT + Table.CHEST_COUNT; ++site) {
            sites |= _find(seed, site, sites) << (16 * (site - 1));
        }
    }

    /// @notice Which site a tile is; 0 is none. The camp, tile 0 and the sea never are sites.
    function at(uint256 sites, uint256 tile) internal pure returns (uint256 site) {
        for (uint256 rest = sites; rest != 0; rest >>= 16) {
            ++site;
            if (rest & 0xffff == tile) return site;
        }
        return 0;
    }

    /// @notice What a chest holds in a week, in addition to its Sand.
    function loot(uint256 seed, uint256 tile, uint256 week) internal pure returns (uint256 item, uint256 amount) {
        return Table.loot(Island.mix(seed, (SALT_LOOT + tile + week * Island.TILES) & type(uint32).max) & 0xff);
    }

    function _find(uint256 seed, uint256 site, uint256 taken) private pure returns (uint256 tile) {
        (uint256 biome, uint256 far) = Table.site(site);
        tile = Island.mix(seed, SALT_SITES + site);
        for (uint256 probe = 0; probe < Island.TILES; ++probe) {
            tile = (tile + STRIDE) & (Island.TILES - 1);
            if (Island.distanceToCamp(tile) < far || Island.biomeAt(seed, tile) != biome) continue;
            if (Island.resourceAt(seed, tile) == 0 && at(taken, tile) == 0) return tile;
        }
        revert IHourglass.SiteMissing(site, biome);
    }
}
