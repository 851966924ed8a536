// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice All that a step reads and writes of a player, in one word:
///
/// | 255 … 128 | 127 … 96 | 95 … 64 | 63 … 56 | 55 … 48 | 47 … 40 | 39 … 32 | 31 … 24 | 23 … 16 | 15 … 0 |
/// | free      | claimed  | steps   | free    | pack    | feet    | hand    | joined  | facing  | tile   |
///
/// `claimed` has bit `quest`; pack, feet and hand hold the id of the worn item, 0 is none; facing as in a path.
type PlayerSlot is uint256;

using PlayerSlotLib for PlayerSlot global;

/// @title PlayerSlotLib
/// @notice Reads and replaces single fields of a {PlayerSlot}; a setter leaves all other bits as they are.
library PlayerSlotLib {
    uint256 private constant FACING_AT = 16;
    uint256 private constant JOINED_AT = 24;
    uint256 private constant WORN_AT = 32;
    uint256 private constant STEPS_AT = 64;
    uint256 private constant CLAIMED_AT = 96;

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

    function withTile(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, 0, type(uint16).max, value);
    }

    function withFacing(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, FACING_AT, type(uint8).max, value);
    }

    function withJoined(PlayerSlot slot) internal pure returns (PlayerSlot) {
        return _with(slot, JOINED_AT, type(uint8).max, 1);
    }

    function withWorn(PlayerSlot slot, uint256 place, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, WORN_AT + 8 * place, type(uint8).max, value);
    }

    /// @dev Counts modulo 2^32: a player would have to walk for a century of full blocks to see it.
    function withSteps(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, STEPS_AT, type(uint32).max, value);
    }

    function withClaimed(PlayerSlot slot, uint256 value) internal pure returns (PlayerSlot) {
        return _with(slot, CLAIMED_AT, type(uint32).max, value);
    }

    function _with(PlayerSlot slot, uint256 at, uint256 mask, uint256 value) private pure returns (PlayerSlot) {
        return PlayerSlot.wrap((PlayerSlot.unwrap(slot) & ~(mask << at)) | ((value & mask) << at));
    }
}
