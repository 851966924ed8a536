// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {Errand} from "../../src/game/Errands.sol";
import {GameTest} from "./GameTest.sol";

/// @notice Offers and sites as the page describes them, on many islands.
contract ErrandsTest is GameTest {
    uint256 private constant SEEDS = 24;

    function test_supplies_askForCommonThings_toAPost() public view {
        uint256 kinds;
        uint256 posts;
        for (uint256 i = 0; i < 6 * SEEDS; ++i) {
            uint256 length = 1 + i % 3;
            Errand memory offer = chart.errandAt(i, length, (i / 3) % 3, i % 2);
            uint256 more = offer.item <= Table.FIBRE ? 4 : 0;
            assertEq(offer.amount, 4 + 2 * length + more, "units");
            assertEq(offer.rewards[0], 3200 + 300 * offer.amount, "reward");
            kinds |= 1 << offer.item;
            posts |= 1 << _postAt(offer.tiles[0]);
        }
        assertEq(kinds, 0x3e, "the five common materials");
        assertEq(posts, 0x1e, "the four posts");
    }

    function test_marks_areOnFreeGround_orAtAPost() public view {
        uint8[3] memory limits = [18, 24, 28];
        uint256 posts;
        for (uint256 seed = 0; seed < SEEDS; ++seed) {
            for (uint256 length = 1; length <= 3; ++length) {
                for (uint256 offer = 2; offer <= 4; ++offer) {
                    Errand memory seen = chart.errandAt(seed, length, 2, offer);
                    assertEq(seen.count, offer == 4 ? 1 : length, "marks");
                    for (uint256 mark = 0; mark < seen.count; ++mark) {
                        uint256 steps = _steps(seen.tiles[mark]);
                        uint256 reward = offer == 4 ? 2000 + 160 * steps : 800 / length + 105 * steps;
                        assertEq(seen.rewards[mark], reward, "reward");
                        assertTrue(_isFree(seed, seen.tiles[mark]), "free ground");
                        assertTrue(steps >= 9 && steps <= limits[length - 1], "neither too near nor too far");
                        if (_postAt(seen.tiles[mark]) != 0) ++posts;
                    }
                }
            }
        }
        assertGt(posts, 0, "some draws find no ground");
    }

    function test_recoveries_nameADeepSite_onFreeGround() public view {
        uint256 none;
        for (uint256 seed = 0; seed < SEEDS; ++seed) {
            for (uint256 tide = 0; tide < 3; ++tide) {
                Errand memory offer = chart.errandAt(seed, 1 + tide, tide, 5);
                if (offer.count == 0) {
                    ++none;
                    continue;
                }
                uint256 tile = offer.tiles[0];
                assertEq(chart.siteAt(seed, tide, tile), offer.amount, "all its layers");
                assertGt(offer.amount, 1, "a deep one");
                assertTrue(_isFree(seed, tile), "free ground");
                assertEq(offer.rewards[0], 2000 + 80 * _steps(tile), "reward");
            }
        }
        assertGt(none, 0, "some tides have none");
    }

    function test_whatIsNoOffer_isEmpty() public view {
        assertEq(chart.errandAt(SEED, 0, 0, 0).count, 0, "no length");
        assertEq(chart.errandAt(SEED, 4, 0, 0).count, 0, "no such length");
        assertEq(chart.errandAt(SEED, 1, 3, 0).count, 0, "no such tide");
        assertEq(chart.errandAt(SEED, 1, 0, 6).count, 0, "no such offer");
        assertEq(chart.errandAt(SEED, 1, 1, 4).count, 0, "a vigil before the last tide");
    }

    /// @notice At most one site in a region; none at sea, on a node or at the camp, but for the middles of ruins.
    function test_sites_areWhereNothingGrows() public view {
        uint256[4] memory byLayers;
        uint256 ruins;
        for (uint256 tide = 0; tide < 3; ++tide) {
            uint256 regions;
            for (uint256 tile = 0; tile < Island.TILES; ++tile) {
                uint256 layers = chart.siteAt(SEED, tide, tile);
                if (layers == 0) continue;
                ++byLayers[layers];
                uint256 region = tile / 512 * 8 + (tile % 64) / 8;
                assertEq((regions >> region) & 1, 0, "one in a region");
                regions |= 1 << region;
                (uint256 biome, uint256 resource) = chart.tileAt(SEED, tile);
                assertTrue(biome != Table.SEA && tile != Table.CAMP, "on land");
                if (resource != 0) assertEq(biome, Table.RUINS, "nothing grows there");
                if (biome == Table.RUINS && layers == 3) ++ruins;
            }
        }
        assertGe(ruins, 12, "the middles of ruins, in each tide");
        assertGt(byLayers[1], byLayers[3] - 12, "most are shallow");
        assertGt(byLayers[2], 0, "some have two layers");
        assertEq(chart.siteAt(SEED, 0, 4096 + 1), 0, "none outside the map");
        assertEq(chart.siteAt(SEED, 0, type(uint256).max), 0, "nor anywhere");
    }

    /// @notice Not at the camp either, even if its draw falls there.
    function test_theCamp_isNoSite() public view {
        for (uint256 seed = 0;; ++seed) {
            if (Island.mix(seed, 0x51e51e + 36) & 63 != 0) continue;
            assertEq(chart.siteAt(seed, 0, Table.CAMP), 0, "the camp");
            break;
        }
    }

    function _postAt(uint256 tile) private pure returns (uint256) {
        if (tile == 14 * 64 + 32) return 1;
        if (tile == 32 * 64 + 50) return 2;
        if (tile == 50 * 64 + 32) return 3;
        return tile == 32 * 64 + 14 ? 4 : 0;
    }

    function _isFree(uint256 seed, uint256 tile) private pure returns (bool) {
        uint256 biome = Island.biomeAt(seed, tile);
        return biome >= Table.BEACH && biome <= Table.FOREST;
    }

    function _steps(uint256 tile) private pure returns (uint256) {
        (uint256 x, uint256 y) = (tile % 64, tile / 64);
        return (x > 32 ? x - 32 : 32 - x) + (y > 32 ? y - 32 : 32 - y);
    }
}
