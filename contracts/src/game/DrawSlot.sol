// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice The draw of a day or a room, in one word. Fields from the lowest bit:
///
/// | named | seed | drawn | startsAt | length |
/// | 64    | 32   | 1     | 40       | 2      |
///
/// `named` is the number of the block whose hash draws the seed, 0: none yet. The last two are of rooms only.
type DrawSlot is uint256;

using DrawSlotLib for DrawSlot global;

/// @title DrawSlotLib
/// @notice Reads and replaces single fields of a {DrawSlot}.
library DrawSlotLib {
    /// @dev The chain remembers 256 hashes; the rest is time for whoever draws.
    uint256 private constant LASTS = 250;

    uint256 private constant SEED_AT = 64;
    uint256 private constant DRAWN_AT = 96;
    uint256 private constant STARTS_AT = 97;
    uint256 private constant LENGTH_AT = 137;

    /// @param startsAt_ Unix seconds. @param length_ 1 to 3.
    function room(uint256 startsAt_, uint256 length_) internal pure returns (DrawSlot) {
        return DrawSlot.wrap(startsAt_ << STARTS_AT | length_ << LENGTH_AT);
    }

    function named(DrawSlot slot) internal pure returns (uint256) {
        return DrawSlot.unwrap(slot) & type(uint64).max;
    }

    function seed(DrawSlot slot) internal pure returns (uint256) {
        return (DrawSlot.unwrap(slot) >> SEED_AT) & type(uint32).max;
    }

    function drawn(DrawSlot slot) internal pure returns (bool) {
        return (DrawSlot.unwrap(slot) >> DRAWN_AT) & 1 == 1;
    }

    function startsAt(DrawSlot slot) internal pure returns (uint256) {
        return (DrawSlot.unwrap(slot) >> STARTS_AT) & type(uint40).max;
    }

    function length(DrawSlot slot) internal pure returns (uint256) {
        return (DrawSlot.unwrap(slot) >> LENGTH_AT) & 3;
    }

    /// @notice Whether the named block is mined and its hash still known.
    function isReady(DrawSlot slot) internal view returns (bool) {
        return block.number > slot.named() && !slot.isLost();
    }

    /// @notice Whether no block is named, or one so old that another must be.
    function isLost(DrawSlot slot) internal view returns (bool) {
        return slot.named() == 0 || block.number > slot.named() + LASTS;
    }

    function withNamed(DrawSlot slot, uint256 value) internal pure returns (DrawSlot) {
        return DrawSlot.wrap(DrawSlot.unwrap(slot) >> SEED_AT << SEED_AT | value);
    }

    /// @param value 32 bits.
    function withSeed(DrawSlot slot, uint256 value) internal pure returns (DrawSlot) {
        return DrawSlot.wrap(DrawSlot.unwrap(slot) | value << SEED_AT | 1 << DRAWN_AT);
    }
}
