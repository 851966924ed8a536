// SPDX-License-Identifier: MIT
// Written by scripts/table.ts from game/rules/table.ts; change that file, not this one.
pragma solidity ^0.8.28;

/// @title Table
/// @notice Biomes, items, nodes, recipes, quests and prices of the game. An id that has no row gives zeros.
library Table {
    uint256 internal constant CAMP = 2080;
    uint256 internal constant TRADER_REACH = 2;
    uint256 internal constant ITEM_COUNT = 16;
    uint256 internal constant RECIPE_COUNT = 8;
    uint256 internal constant QUEST_COUNT = 12;
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

    uint256 internal constant ASK_WALK = 0;
    uint256 internal constant ASK_HOLD = 1;
    uint256 internal constant ASK_BRING = 2;
    uint256 internal constant ASK_WEAR = 3;
    uint256 internal constant ASK_STAND = 4;

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

    /// @notice What an item does while it is worn.
    /// @return place Slot + 1; 0 means that it cannot be worn.
    /// @return opens Biomes that it makes walkable: bit `biome`.
    /// @return bonusItem Material of which each gathering yields more.
    /// @return bonusAmount How much more.
    function equipment(uint256 item)
        internal
        pure
        returns (uint256 place, uint256 opens, uint256 bonusItem, uint256 bonusAmount)
    {
        if (item == AXE) return (1, 0x0, WOOD, 1);
        if (item == SICKLE) return (1, 0x0, FIBRE, 1);
        if (item == PICK) return (1, 0x0, STONE, 1);
        if (item == BOOTS) return (2, 0x20, 0, 0);
        if (item == RAFT) return (3, 0x2, 0, 0);
        if (item == LANTERN) return (3, 0x40, 0, 0);
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
        if (id == 8) return (0x400010005000300060002, LANTERN, 1);
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
    }
}
