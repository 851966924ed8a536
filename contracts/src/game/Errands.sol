// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DigSites} from "./DigSites.sol";
import {Places} from "./Places.sol";
import {Tides} from "./Tides.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @notice What an errand asks and pays.
/// @param item What a supply asks for; else 0.
/// @param amount Units of `item`; or layers of the site that is to be recovered; else 0.
/// @param count How many places it has: one for each mark, else one. 0: there is no such offer.
/// @param tiles Where it is done: the post, the marks, or the site.
/// @param rewards What each of `tiles` pays, in hundredths of a point, before calling, tide and purse.
struct Errand {
    uint256 item;
    uint256 amount;
    uint256 count;
    uint256[3] tiles;
    uint256[3] rewards;
}

/// @title Errands
/// @notice The six offers of each tide, a pure function of the seed. `draw` is what is common to all draws of an offer.
library Errands {
    uint256 internal constant LAST = 5;
    uint256 internal constant SURVEY = 2;
    uint256 internal constant VIGIL = 4;
    uint256 internal constant RECOVER = 5;

    uint256 private constant SALT_ERRANDS = 0xc0ffee;
    uint256 private constant TRIES = 8;
    uint256 private constant LEAST_STEPS = 9;
    uint256 private constant COMMON = 5;

    /// @notice What an offer asks and pays; empty: there is no such offer.
    function read(uint256 seed, uint256 length, uint256 tide, uint256 offer) internal pure returns (Errand memory) {
        uint256 salt = SALT_ERRANDS + 1024 * tide + 128 * offer;
        if (offer < SURVEY) return _supply(seed, length, salt);
        if (offer < VIGIL) {
            return _marks(seed, length, salt, length, Numbers.REWARD_SURVEY / length, Numbers.REWARD_SURVEY_TILE);
        }
        if (offer == RECOVER) return _recover(seed, tide, salt);
        return _marks(seed, length, salt, tide == Tides.LAST ? 1 : 0, Numbers.REWARD_VIGIL, Numbers.REWARD_VIGIL_TILE);
    }

    function _supply(uint256 seed, uint256 length, uint256 salt) private pure returns (Errand memory errand) {
        uint256 roll = Island.mix(seed, salt + 127);
        errand.count = 1;
        errand.item = 1 + roll % COMMON;
        errand.amount = 4 + 2 * length;
        if (errand.item <= Table.FIBRE) errand.amount += 4;
        errand.tiles[0] = Numbers.placeTile(1 + ((roll >> 8) & 3));
        errand.rewards[0] = Numbers.REWARD_SUPPLY + Numbers.REWARD_SUPPLY_UNIT * errand.amount;
    }

    function _marks(uint256 seed, uint256 length, uint256 salt, uint256 count, uint256 base, uint256 perStep)
        private
        pure
        returns (Errand memory errand)
    {
        errand.count = count;
        for (uint256 mark = 0; mark < count; ++mark) {
            uint256 tile = _mark(seed, Numbers.markLimit(length), salt + 16 * mark);
            errand.tiles[mark] = tile;
            errand.rewards[mark] = base + perStep * Places.stepsToCamp(tile);
        }
    }

    function _recover(uint256 seed, uint256 tide, uint256 salt) private pure returns (Errand memory errand) {
        for (uint256 i = 0; i < TRIES; ++i) {
            uint256 region = Island.mix(seed, salt + i) & (DigSites.REGIONS - 1);
            (uint256 tile, uint256 layers) = DigSites.inRegion(seed, tide, region);
            if (layers < 2 || !_isFree(seed, tile)) continue;
            errand.count = 1;
            errand.amount = layers;
            errand.tiles[0] = tile;
            errand.rewards[0] = Numbers.REWARD_RECOVER + Numbers.REWARD_RECOVER_TILE * Places.stepsToCamp(tile);
            return errand;
        }
    }

    /// @dev The first of eight tiles on free ground, neither too near nor too far; else a post.
    function _mark(uint256 seed, uint256 most, uint256 salt) private pure returns (uint256 tile) {
        for (uint256 i = 0; i < TRIES; ++i) {
            tile = Island.mix(seed, salt + i) & (Island.TILES - 1);
            uint256 steps = Places.stepsToCamp(tile);
            if (steps >= LEAST_STEPS && steps <= most && _isFree(seed, tile)) return tile;
        }
        return Numbers.placeTile(1 + (Island.mix(seed, salt + 15) & 3));
    }

    function _isFree(uint256 seed, uint256 tile) private pure returns (bool) {
        return (Table.FREE_BIOMES >> Island.biomeAt(seed, tile)) & 1 == 1;
    }
}
