// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, what grows, recipes and relics of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = 2080;
    uint256 internal constant CAMP_REACH = 2;
    uint256 internal constant DIG_TOOL = SPADE;
    uint256 internal constant SLOT_COUNT = 3;

    /// @notice Biomes that are walkable with nothing worn: bit `biome`.
    uint256 internal constant FREE_BIOMES = 0x1c;

    uint256 internal constant SEA = 0;
    uint256 internal constant SHALLOWS = 1;
    uint256 internal constant BEACH = 2;
    uint256 internal constant MEADOW = 3;
    uint256 internal constant FOREST = 4;
    uint256 internal constant HILLS = 5;
    uint256 internal constant RUINS = 6;

    uint256 internal constant WOOD = 1;
    uint256 internal constant FIBRE = 2;
    uint256 internal constant STONE = 3;
    uint256 internal constant SHELL = 4;
    uint256 internal constant BERRY = 5;
    uint256 internal constant ORE = 6;
    uint256 internal constant PEARL = 7;
    uint256 internal constant SHARD = 8;
    uint256 internal constant ROPE = 9;
    uint256 internal constant PLANK = 10;
    uint256 internal constant AXE = 11;
    uint256 internal constant SICKLE = 12;
    uint256 internal constant PICK = 13;
    uint256 internal constant BOOTS = 14;
    uint256 internal constant RAFT = 15;
    uint256 internal constant LANTERN = 16;
    uint256 internal constant INGOT = 17;
    uint256 internal constant CLOTH = 18;
    uint256 internal constant SPADE = 19;
    uint256 internal constant SANDALS = 20;
    uint256 internal constant SATCHEL = 21;
    uint256 internal constant STILTS = 22;
    uint256 internal constant COMPASS = 23;
    uint256 internal constant AMULET = 24;
    uint256 internal constant KEY = 25;
    uint256 internal constant IDOL = 26;
    uint256 internal constant BELL = 27;
    uint256 internal constant MASK = 28;
    uint256 internal constant CROWN = 29;
    uint256 internal constant CONCH = 30;
    uint256 internal constant ANCHOR = 31;

    /// @notice What grows on a biome: 32 bits per row, lowest first, `item << 16 | odds`; odds of 256, not cumulative.
    function growth(uint256 biome) internal pure returns (uint256 odds) {
        if (biome == SHALLOWS) return 0x7001a;
        if (biome == BEACH) return 0x1001400040038;
        if (biome == MEADOW) return 0x5000e0002002e;
        if (biome == FOREST) return 0x5000c0001005a;
        if (biome == HILLS) return 0x6002a00030054;
        if (biome == RUINS) return 0x8006e;
    }

    /// @notice Material of the node that every island has at a tile near the camp; 0 is none.
    function campNode(uint256 tile) internal pure returns (uint256 item) {
        if (tile == 2082) return WOOD;
        if (tile == 2078) return FIBRE;
        if (tile == 1952) return STONE;
        if (tile == 2208) return BERRY;
    }

    /// @notice Item that must be worn to gather a material; 0 is none.
    function toolFor(uint256 material) internal pure returns (uint256 item) {
        if (material == ORE) return PICK;
        if (material == SHARD) return LANTERN;
    }

    /// @notice Where an item is worn: the slot + 1; 0 means that it cannot be worn.
    function place(uint256 item) internal pure returns (uint256 slotAndOne) {
        if (item > 31) return 0;
        return (0x3030203020100000303020101010000000000000000000000 >> (item << 3)) & 0xff;
    }

    /// @notice Of which material each gathering yields more while an item is worn, and how much more.
    /// @param item Known to be an item, or 0.
    function bonus(uint256 item) internal pure returns (uint256 material, uint256 amount) {
        return (
            (0x6000005020400000000000302010000000000000000000000 >> (item << 3)) & 0xff,
            (0x1000001010100000000000101010000000000000000000000 >> (item << 3)) & 0xff
        );
    }

    /// @notice From how many tiles farther away a camp sells while an item is worn.
    function reach(uint256 item) internal pure returns (uint256 tiles) {
        if (item == COMPASS) return 12;
    }

    /// @notice What a recipe takes.
    /// @return inputs 32 bits per input, lowest first: `item << 16 | amount`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs) {
        if (id == 1) return 0x20003;
        if (id == 2) return 0x10002;
        if (id == 3) return 0x3000100010002;
        if (id == 4) return 0x3000200010001;
        if (id == 5) return 0x3000300010002;
        if (id == 6) return 0x9000100020004;
        if (id == 7) return 0xa000400090002;
        if (id == 8) return 0x400010005000300110001;
        if (id == 9) return 0x1000100060002;
        if (id == 10) return 0x5000100020003;
        if (id == 11) return 0x9000100030002000a0001;
        if (id == 12) return 0x9000100120002;
        if (id == 13) return 0x4000100120003;
        if (id == 14) return 0x110001000a0004;
        if (id == 15) return 0x7000100110001;
        if (id == 16) return 0x800010007000100110001;
    }

    /// @notice What a recipe gives.
    /// @param id Known to be a recipe.
    function output(uint256 id) internal pure returns (uint256 item, uint256 amount) {
        return (
            (0x1817161514131211100f0e0d0c0b0a0900 >> (id << 3)) & 0xff,
            (0x101010101010101010101010101010100 >> (id << 3)) & 0xff
        );
    }

    /// @notice The item of a relic.
    /// @param id Known to be a relic.
    function relic(uint256 id) internal pure returns (uint256 item) {
        return (0x1f1e1d1c1b1a00 >> (id << 3)) & 0xff;
    }
}
