// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DigSites} from "./DigSites.sol";
import {Errand, Errands} from "./Errands.sol";
import {Tides} from "./Tides.sol";
import {Island} from "./Island.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Chart
/// @notice What can be known in advance of an island: its ground, what it hides and what is asked for, each a pure function of
/// the seed. It stores nothing and knows nobody. The game deploys it and asks it for errands; everybody else may ask too.
/// @dev A contract of its own because the game is near the limit of EIP-170.
contract Chart {
    /// @notice Biome of a tile, and the material that grows there (0 is none). Outside the map is sea.
    /// @param seed 32 bits.
    function tileAt(uint256 seed, uint256 tile) external pure returns (uint256 biome, uint256 resource) {
        return (Island.biomeAt(seed, tile), Island.resourceAt(seed, tile));
    }

    /// @notice Layers that a tile hides in a tide; 0: nothing is hidden there.
    function siteAt(uint256 seed, uint256 tide, uint256 tile) external pure returns (uint256 layers) {
        return DigSites.at(seed, tide, tile);
    }

    /// @notice One of the six offers of a tide. Without places: there is no such offer, or no such tide or length.
    /// @param length 1 Dash, 2 Walk, 3 Voyage.
    /// @param tide 0 to 2.
    /// @param offer 0 to 5.
    function errandAt(uint256 seed, uint256 length, uint256 tide, uint256 offer)
        external
        pure
        returns (Errand memory errand)
    {
        if (length == 0 || length > Numbers.LENGTHS || tide > Tides.LAST || offer > Errands.LAST) return errand;
        return Errands.read(seed, length, tide, offer);
    }
}
