// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, nodes, recipes, quests and prices of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = 2080;
    uint256 internal constant CAMP_REACH = 2;
    uint256 internal constant EXPEDITION_SECONDS = 3600;
    uint256 internal constant DIG_TOOL = SPADE;
    uint256 internal constant CHEST_KEY = KEY;
    uint256 internal constant ITEM_COUNT = 31;
    uint256 internal constant RECIPE_COUNT = 17;
    uint256 internal constant QUEST_COUNT = 15;
    uint256 internal constant RELIC_COUNT = 6;
    uint256 internal constant CHEST_COUNT = 8;
    uint256 internal constant SLOT_COUNT = 3;

    /// @notice What an expedition is worth, per piece; Sand is counted in whole Sand.
    uint256 internal constant POINTS_REGION = 10;
    uint256 internal constant POINTS_RELIC = 100;
    uint256 internal constant POINTS_QUEST = 20;
    uint256 internal constant POINTS_SAND = 1;

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

    uint256 internal constant ASK_WALK = 0;
    uint256 internal constant ASK_HOLD = 1;
    uint256 internal constant ASK_BRING = 2;
    uint256 internal constant ASK_WEAR = 3;
    uint256 internal constant ASK_STAND = 4;
    uint256 internal constant ASK_EXPLORE = 5;
    uint256 internal constant ASK_FIND = 6;

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

    /// @notice How a material grows on its node.
    /// @return capacity Pieces that a full node holds.
    /// @return regrowSeconds Seconds for one piece to grow back.
    /// @return needs Item that must be worn to gather it; 0 is none.
    function node(uint256 item) internal pure returns (uint256 capacity, uint256 regrowSeconds, uint256 needs) {
        if (item == WOOD) return (5, 45, 0);
        if (item == FIBRE) return (5, 30, 0);
        if (item == STONE) return (6, 60, 0);
        if (item == SHELL) return (3, 60, 0);
        if (item == BERRY) return (4, 60, 0);
        if (item == ORE) return (2, 180, PICK);
        if (item == PEARL) return (1, 300, 0);
        if (item == SHARD) return (1, 600, LANTERN);
    }

    /// @notice Where an item is worn: the slot + 1; 0 means that it cannot be worn.
    function place(uint256 item) internal pure returns (uint256 slotAndOne) {
        if (item == AXE) return 1;
        if (item == SICKLE) return 1;
        if (item == PICK) return 1;
        if (item == BOOTS) return 2;
        if (item == RAFT) return 3;
        if (item == LANTERN) return 3;
        if (item == SPADE) return 1;
        if (item == SANDALS) return 2;
        if (item == SATCHEL) return 3;
        if (item == STILTS) return 2;
        if (item == COMPASS) return 3;
        if (item == AMULET) return 3;
    }

    /// @notice Biomes that an item makes walkable while it is worn: bit `biome`.
    function opens(uint256 item) internal pure returns (uint256 biomes) {
        if (item == BOOTS) return 0x20;
        if (item == RAFT) return 0x2;
        if (item == LANTERN) return 0x40;
        if (item == STILTS) return 0x2;
    }

    /// @notice Of which material each gathering yields more while an item is worn, and how much more.
    function bonus(uint256 item) internal pure returns (uint256 material, uint256 amount) {
        if (item == AXE) return (WOOD, 1);
        if (item == SICKLE) return (FIBRE, 1);
        if (item == PICK) return (STONE, 1);
        if (item == SPADE) return (SHELL, 1);
        if (item == SANDALS) return (FIBRE, 1);
        if (item == SATCHEL) return (BERRY, 1);
        if (item == AMULET) return (ORE, 1);
    }

    /// @notice From how many tiles farther away the trader serves while an item is worn.
    function reach(uint256 item) internal pure returns (uint256 tiles) {
        if (item == COMPASS) return 12;
    }

    /// @notice What the trader asks for one piece, in the smallest unit of Sand; 0 means not for sale.
    function price(uint256 item) internal pure returns (uint256 sand) {
        if (item == WOOD) return 2 ether;
        if (item == FIBRE) return 2 ether;
        if (item == STONE) return 3 ether;
        if (item == SHELL) return 4 ether;
        if (item == BERRY) return 2 ether;
        if (item == ORE) return 12 ether;
        if (item == ROPE) return 8 ether;
        if (item == PLANK) return 6 ether;
        if (item == BOOTS) return 40 ether;
        if (item == RAFT) return 60 ether;
        if (item == LANTERN) return 80 ether;
        if (item == INGOT) return 30 ether;
        if (item == CLOTH) return 10 ether;
        if (item == SPADE) return 28 ether;
        if (item == SANDALS) return 36 ether;
        if (item == SATCHEL) return 44 ether;
        if (item == STILTS) return 70 ether;
    }

    /// @notice What a recipe takes and gives.
    /// @return inputs 32 bits per input, lowest first: `item << 16 | amount`; 0 means that the recipe is unknown.
    function recipe(uint256 id) internal pure returns (uint256 inputs, uint256 outputItem, uint256 outputAmount) {
        if (id == 1) return (0x20003, ROPE, 1);
        if (id == 2) return (0x10002, PLANK, 1);
        if (id == 3) return (0x3000100010002, AXE, 1);
        if (id == 4) return (0x3000200010001, SICKLE, 1);
        if (id == 5) return (0x3000300010002, PICK, 1);
        if (id == 6) return (0x9000100020004, BOOTS, 1);
        if (id == 7) return (0xa000400090002, RAFT, 1);
        if (id == 8) return (0x400010005000300110001, LANTERN, 1);
        if (id == 9) return (0x1000100060002, INGOT, 1);
        if (id == 10) return (0x5000100020003, CLOTH, 1);
        if (id == 11) return (0x9000100030002000a0001, SPADE, 1);
        if (id == 12) return (0x9000100120002, SANDALS, 1);
        if (id == 13) return (0x4000100120003, SATCHEL, 1);
        if (id == 14) return (0x110001000a0004, STILTS, 1);
        if (id == 15) return (0x7000100110001, COMPASS, 1);
        if (id == 16) return (0x800010007000100110001, AMULET, 1);
        if (id == 17) return (0x4000100110001, KEY, 2);
    }

    /// @notice What a quest asks and pays.
    /// @return kind One of the ASK constants.
    /// @return subject Item or biome, by kind.
    /// @return amount 0 means that the quest is unknown.
    /// @return sand Reward in the smallest unit.
    function quest(uint256 id) internal pure returns (uint256 kind, uint256 subject, uint256 amount, uint256 sand) {
        if (id == 1) return (ASK_WALK, 0, 10, 5 ether);
        if (id == 2) return (ASK_HOLD, WOOD, 3, 5 ether);
        if (id == 3) return (ASK_HOLD, AXE, 1, 10 ether);
        if (id == 4) return (ASK_WEAR, AXE, 1, 5 ether);
        if (id == 5) return (ASK_STAND, BEACH, 1, 10 ether);
        if (id == 6) return (ASK_BRING, SHELL, 3, 15 ether);
        if (id == 7) return (ASK_WEAR, BOOTS, 1, 15 ether);
        if (id == 8) return (ASK_STAND, HILLS, 1, 10 ether);
        if (id == 9) return (ASK_BRING, ORE, 2, 25 ether);
        if (id == 10) return (ASK_STAND, SHALLOWS, 1, 15 ether);
        if (id == 11) return (ASK_STAND, RUINS, 1, 30 ether);
        if (id == 12) return (ASK_BRING, SHARD, 1, 50 ether);
        if (id == 13) return (ASK_EXPLORE, 0, 12, 20 ether);
        if (id == 14) return (ASK_FIND, 0, 1, 25 ether);
        if (id == 15) return (ASK_FIND, 0, 6, 100 ether);
    }

    /// @notice The item of a relic; 0 means that the relic is unknown.
    function relic(uint256 id) internal pure returns (uint256 item) {
        if (id == 1) return IDOL;
        if (id == 2) return BELL;
        if (id == 3) return MASK;
        if (id == 4) return CROWN;
        if (id == 5) return CONCH;
        if (id == 6) return ANCHOR;
    }

    /// @notice What a chest pays, in the smallest unit of Sand.
    function chest(uint256 id) internal pure returns (uint256 sand) {
        if (id == 1) return 15 ether;
        if (id == 2) return 15 ether;
        if (id == 3) return 20 ether;
        if (id == 4) return 20 ether;
        if (id == 5) return 20 ether;
        if (id == 6) return 25 ether;
        if (id == 7) return 25 ether;
        if (id == 8) return 35 ether;
    }

    /// @notice Where something may lie hidden: relics first, then chests, counted on.
    /// @return biome The ground of its place.
    /// @return far Tiles from the camp, at least.
    function site(uint256 id) internal pure returns (uint256 biome, uint256 far) {
        if (id == 1) return (FOREST, 8);
        if (id == 2) return (MEADOW, 14);
        if (id == 3) return (HILLS, 6);
        if (id == 4) return (RUINS, 4);
        if (id == 5) return (SHALLOWS, 6);
        if (id == 6) return (BEACH, 16);
        if (id == 7) return (MEADOW, 8);
        if (id == 8) return (FOREST, 8);
        if (id == 9) return (BEACH, 16);
        if (id == 10) return (BEACH, 16);
        if (id == 11) return (FOREST, 14);
        if (id == 12) return (SHALLOWS, 6);
        if (id == 13) return (HILLS, 6);
        if (id == 14) return (RUINS, 4);
    }

    /// @notice What a chest holds beside its Sand.
    /// @param roll Below 256.
    function loot(uint256 roll) internal pure returns (uint256 item, uint256 amount) {
        if (roll < 64) return (BERRY, 4);
        if (roll < 128) return (ROPE, 2);
        if (roll < 192) return (INGOT, 1);
        if (roll < 232) return (PEARL, 1);
        if (roll < 256) return (SHARD, 1);
    }
}
