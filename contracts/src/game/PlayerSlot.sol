// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Everything that a step reads and writes about a player, in one word:
///
/// | 127 … 96 | 95 … 64 | 63 … 56 | 55 … 48 | 47 … 40 | 39 … 32 | 31 … 25 | 24     | 23 … 16 | 15 … 0 |
/// | claimed  | steps   | found   | pack    | feet    | hand    | quests  | joined | facing  | tile   |
///
/// | 255 … 240 | 239 … 232 | 231 … 192  | 191 … 128 |
/// | earned    | relics    | embarkedAt | regions   |
///
/// `claimed` has bit `quest`; pack, feet and hand hold the id of the worn item, 0 is none; facing is as in a path. `found` has
/// bit `relic - 1` of every relic ever found. The other fields are about the current expedition: regions explored (bit `region`),
/// the numbers of quests claimed and relics found, whole Sand earned, and when it began (Unix seconds; 0: none).
type PlayerSlot is uint256;

using PlayerSlotLib for PlayerSlot global;

/// @title PlayerSlotLib
/// @notice Reads and replaces single fields of a {PlayerSlot}; a setter leaves all other bits unchanged.
library PlayerSlotLib {
    uint256 private constant FACING_AT = 16;
    uint256 private constant JOINED_AT = 24;
    uint256 private constant QUESTS_AT = 25;
    uint256 private constant WORN_AT = 32;
    uint256 private constant FOUND_AT = 56;
    uint256 private constant STEPS_AT = 64;
    uint256 private constant CLAIMED_AT = 96;
    uint256 private constant REGIONS_AT = 128;
    uint256 private constant EMBARKED_AT = 192;
    uint256 private constant RELICS_AT = 232;
    uint256 private constant EARNED_AT = 240;
    uint256 private constant QUESTS_MASK = 0x7f;

    function tile(PlayerSlot slot) internal pure returns (uint256) {
        return PlayerSlot.unwrap(slot) & type(uint16).max;
    }

    function facing(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> FACING_AT) & type(uint8).max;
    }

    function joined(PlayerSlot slot) internal pure returns (bool) {
        return (PlayerSlot.unwrap(slot) >> JOINED_AT) & 1 == 1;
    }

    /// @param place 0 hand, 1 feet, 2 pack.
    function worn(PlayerSlot slot, uint256 place) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> (WORN_AT + 8 * place)) & type(uint8).max;
    }

    function steps(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> STEPS_AT) & type(uint32).max;
    }

    function claimed(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> CLAIMED_AT) & type(uint32).max;
    }

    function found(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> FOUND_AT) & type(uint8).max;
    }

    function regions(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> REGIONS_AT) & type(uint64).max;
    }

    function embarkedAt(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> EMBARKED_AT) & type(uint40).max;
    }

    function quests(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> QUESTS_AT) & QUESTS_MASK;
    }

    function relics(PlayerSlot slot) internal pure returns (uint256) {
        return (PlayerSlot.unwrap(slot) >> RELICS_AT) & type(uint8).max;
    }

    function earned(PlayerSlot slot) internal pure returns (uint256) {
        return PlayerSlot.unwrap(slot) >> EARNED_AT;
    }

    function withTile(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, 0, type(uint16).max, value);
    }

    function withFacing(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, FACING_AT, type(uint8).max, value);
    }

    function withJoined(PlayerSlot slot) internal pure returns (PlayerSlot) {
        return _with(slot, JOINED_AT, 1, 1);
    }

    function withWorn(PlayerSlot slot, uint256 place, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, WORN_AT + 8 * place, type(uint8).max, value);
    }

    /// @dev Counts modulo 2^32: a player would have to walk for a century, in every block, to reach that.
    function withSteps(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, STEPS_AT, type(uint32).max, value);
    }

    function withClaimed(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, CLAIMED_AT, type(uint32).max, value);
    }

    function withFound(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, FOUND_AT, type(uint8).max, value);
    }

    function withRegions(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, REGIONS_AT, type(uint64).max, value);
    }

    /// @dev Cannot overflow: a quest is claimed once, and there are at most 30.
    function withQuests(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, QUESTS_AT, QUESTS_MASK, value);
    }

    /// @dev Cannot overflow: a relic is found once, and there are at most 8.
    function withRelics(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, RELICS_AT, type(uint8).max, value);
    }

    /// @param value Whole Sand. Cannot overflow: all quests, and all chests of the two weeks that one hour can touch, together
    /// pay less than 65,536 (scripts/validateTable.ts).
    function withEarned(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, EARNED_AT, type(uint16).max, value);
    }

    /// @notice A new expedition with nothing in it; 0 for none.
    /// @param at Unix seconds.
    function withExpedition(PlayerSlot slot, uint256 at) internal pure returns (PlayerSlot) {
        uint256 kept = PlayerSlot.unwrap(slot) & type(uint128).max & ~(QUESTS_MASK << QUESTS_AT);
        return PlayerSlot.wrap(kept | ((at & type(uint40).max) << EMBARKED_AT));
    }

    function _with(PlayerSlot slot, uint256 at, uint256 mask, uint256 value) private pure returns (PlayerSlot) {
        return PlayerSlot.wrap((PlayerSlot.unwrap(slot) & ~(mask << at)) | ((value & mask) << at));
    }
}
