// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What a step does not need to know about a player, in one word.
/// @param vault Sand in the vault, smallest unit. 2^96 is 79 billion Sand.
/// @param banked The part of it that was banked in the newest expedition and not withdrawn since.
/// @param expeditions Number of expeditions that the player began.
/// @param chestWeek The week that `chests` refers to.
/// @param chests Opened in that week: bit `chest - 1`.
struct Ledger {
    uint96 vault;
    uint96 banked;
    uint24 expeditions;
    uint16 chestWeek;
    uint16 chests;
}
