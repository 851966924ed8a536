// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/numbers.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Numbers
/// @notice The numbers of expeditions, as docs/game.md explains them. Percentages are whole. A function takes an index that is
/// known to be within its row.
library Numbers {
    uint256 internal constant LENGTHS = 3;
    uint256 internal constant CALLINGS = 3;
    uint256 internal constant TOOLS = 5;
    uint256 internal constant PURSES = 3;
    uint256 internal constant PLACES = 5;
    uint256 internal constant RECIPES = 16;

    uint256 internal constant GRAINS_PER_SECOND = 2;
    uint256 internal constant GRAINS_HELD = 90;
    uint256 internal constant COST_WADE = 4;
    uint256 internal constant COST_GATHER = 6;
    uint256 internal constant COST_CRAFT = 12;
    uint256 internal constant COST_BANK = 15;
    uint256 internal constant COST_VIGIL = 20;
    uint256 internal constant COST_SIGNAL = 5;

    /// @notice Grains of a step onto each biome: four bits each, the sea lowest.
    uint256 internal constant STEP_COSTS = 0x2321120;

    /// @notice A step at night falls when its byte is below the odds.
    uint256 internal constant FALL_ODDS = 21;
    uint256 internal constant FALL_ODDS_LIT = 5;
    uint256 internal constant FALL_GRAINS = 24;
    uint256 internal constant FALL_STEPS_PER_OLD_FALL = 4;

    uint256 internal constant PACK_UNITS = 36;
    uint256 internal constant LAYER_UNITS = 3;
    uint256 internal constant PERK_DELVER_DIG = 75;
    uint256 internal constant PERK_FORAGER_PACK = 12;
    uint256 internal constant PERK_SATCHEL = 12;
    uint256 internal constant PERK_COURIER_ERRANDS = 1;

    uint256 internal constant RARE_FROM = 6;
    uint256 internal constant NEAR = 8;
    uint256 internal constant MIDDLE = 18;

    uint256 internal constant MIX_EACH = 8;
    uint256 internal constant MIX_MOST = 40;
    uint256 internal constant PLACE_CAMP = 100;
    uint256 internal constant PLACE_POST = 75;
    uint256 internal constant HOME_CAMP = 20;
    uint256 internal constant HOME_POST = 10;
    uint256 internal constant POINTS_REGION = 5;
    uint256 internal constant POINTS_PER_SAND = 20;
    uint256 internal constant MOST_RESULT = 150;

    /// @notice In hundredths of a point.
    uint256 internal constant REWARD_SUPPLY = 3200;
    uint256 internal constant REWARD_SUPPLY_UNIT = 300;
    uint256 internal constant REWARD_SURVEY = 800;
    uint256 internal constant REWARD_SURVEY_TILE = 105;
    uint256 internal constant REWARD_VIGIL = 2000;
    uint256 internal constant REWARD_VIGIL_TILE = 160;
    uint256 internal constant REWARD_RECOVER = 2000;
    uint256 internal constant REWARD_RECOVER_TILE = 80;

    uint256 internal constant OIL = 32;
    uint256 internal constant RATION = 33;

    uint256 internal constant START_AT_CAMP = 2144;

    /// @notice How long an expedition lasts, in seconds.
    function secondsOf(uint256 length) internal pure returns (uint256) {
        return (0xd9804b0012c0000 >> (length << 4)) & 0xffff;
    }

    /// @notice Units of a material that a tide buys at the full price.
    function demand(uint256 length) internal pure returns (uint256) {
        return (0x14000900040000 >> (length << 4)) & 0xffff;
    }

    /// @notice Errands that count in a tide.
    function errands(uint256 length) internal pure returns (uint256) {
        return (0x3000200010000 >> (length << 4)) & 0xffff;
    }

    /// @notice Points of a result of 100.
    function par(uint256 length) internal pure returns (uint256) {
        return (0x32c8138805dc0000 >> (length << 4)) & 0xffff;
    }

    /// @notice How far from the camp marks are, in steps.
    function markLimit(uint256 length) internal pure returns (uint256) {
        return (0x1c001800120000 >> (length << 4)) & 0xffff;
    }

    /// @notice Whole Sand of the small purse.
    function smallPurse(uint256 length) internal pure returns (uint256) {
        return (0x28002800140000 >> (length << 4)) & 0xffff;
    }

    /// @notice Whole Sand of the full purse.
    function fullPurse(uint256 length) internal pure returns (uint256) {
        return (0x78007800280000 >> (length << 4)) & 0xffff;
    }

    /// @notice What materials are worth.
    function goodsPercent(uint256 calling) internal pure returns (uint256) {
        return (0x64006400880000 >> (calling << 4)) & 0xffff;
    }

    /// @notice What relic layers are worth.
    function relicsPercent(uint256 calling) internal pure returns (uint256) {
        return (0x64007600640000 >> (calling << 4)) & 0xffff;
    }

    /// @notice What errands are worth.
    function errandsPercent(uint256 calling) internal pure returns (uint256) {
        return (0xc8006400640000 >> (calling << 4)) & 0xffff;
    }

    /// @notice Units of a node.
    function ringYield(uint256 ring) internal pure returns (uint256) {
        return (0x400030002 >> (ring << 4)) & 0xffff;
    }

    /// @notice Units more of a node.
    function phaseYield(uint256 phase) internal pure returns (uint256) {
        return (0x200010000 >> (phase << 4)) & 0xffff;
    }

    /// @notice What relic layers are worth.
    function ringPercent(uint256 ring) internal pure returns (uint256) {
        return (0xc800960064 >> (ring << 4)) & 0xffff;
    }

    /// @notice What relic layers are worth.
    function phasePercent(uint256 phase) internal pure returns (uint256) {
        return (0x8c00730064 >> (phase << 4)) & 0xffff;
    }

    /// @notice What goods, relics and errands are worth.
    function tidePercent(uint256 tide) internal pure returns (uint256) {
        return (0x8c00780064 >> (tide << 4)) & 0xffff;
    }

    /// @notice What loads and errands are worth.
    function pursePercent(uint256 choice) internal pure returns (uint256) {
        return (0x64006e0078 >> (choice << 4)) & 0xffff;
    }

    /// @notice Points of the next layer of a site.
    function layerValue(uint256 dug) internal pure returns (uint256) {
        return (0x2c0018000c >> (dug << 4)) & 0xffff;
    }

    /// @notice Grains of the next layer of a site.
    function digCost(uint256 dug) internal pure returns (uint256) {
        return (0x5000280014 >> (dug << 4)) & 0xffff;
    }

    /// @notice The tile of a place: the camp, then the posts.
    function placeTile(uint256 place) internal pure returns (uint256) {
        return (0x80e0ca0083203a00820 >> (place << 4)) & 0xffff;
    }

    /// @notice Points of a unit of a material.
    function unitPrice(uint256 item) internal pure returns (uint256) {
        return (0x14000e0008000300040003000200020000 >> (item << 4)) & 0xffff;
    }

    /// @notice The tool that a plan gives.
    function freeTool(uint256 choice) internal pure returns (uint256) {
        return (0x150010000f0013000e >> (choice << 4)) & 0xffff;
    }

    /// @notice What the third layer of a site holds.
    function relicOn(uint256 biome) internal pure returns (uint256) {
        return (0x4000300010002000600050000 >> (biome << 4)) & 0xffff;
    }

    /// @notice Biomes that a worn item opens: bit `biome`.
    function opens(uint256 item) internal pure returns (uint256) {
        return (0x200000000004002200000000000000000000000000000 >> (item << 3)) & 0xff;
    }

    /// @notice Which field of PACK, from 1; 0: neither material nor part.
    function goodsField(uint256 item) internal pure returns (uint256) {
        return (0xc0b0000000000000a09080706050403020100 >> (item << 3)) & 0xff;
    }

    /// @notice Which tool of PACK, from 1; 0: no tool.
    function toolBit(uint256 item) internal pure returns (uint256) {
        return (0xc0b0a09080700000605040302010000000000000000000000 >> (item << 3)) & 0xff;
    }

    /// @notice What a camp asks for a supply, whole Sand; 0: it has none.
    function price(uint256 item) internal pure returns (uint256) {
        if (item < 14 || item > 33) return 0;
        unchecked {
            return (0x001414000000000000000000003200320000323232 >> ((item - 14) << 3)) & 0xff;
        }
    }
}
