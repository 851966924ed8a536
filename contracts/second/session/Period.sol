// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Period
/// @notice Hours, days and weeks of UTC, in which some rules count anew. Validation may not read the clock: an operation names a
/// second of its period, and its answer to the EntryPoint carries both ends.
library Period {
    uint8 internal constant SESSION = 0;
    uint8 internal constant HOUR = 1;
    uint8 internal constant DAY = 2;
    uint8 internal constant WEEK = 3;

    /// @dev The first second of 1970 was a Thursday's; weeks begin on Monday.
    uint256 private constant THURSDAY = 3 days;

    /// @notice The period that a second belongs to.
    /// @param time Unix seconds.
    /// @return index Counts periods of its kind; a later one has a higher number. Zero: the whole session, which ends by itself.
    /// @return validAfter The second before its first, as the EntryPoint wants it; 0 in the very first.
    /// @return validUntil Its last second.
    function at(uint256 kind, uint256 time)
        internal
        pure
        returns (uint256 index, uint256 validAfter, uint256 validUntil)
    {
        if (kind == SESSION) return (0, 0, type(uint256).max);
        uint256 length = kind == HOUR ? 1 hours : kind == DAY ? 1 days : 1 weeks;
        uint256 shift = kind == WEEK ? THURSDAY : 0;
        index = (time + shift) / length;
        uint256 start = index * length;
        validAfter = start > shift ? start - shift - 1 : 0;
        validUntil = start + length - shift - 1;
    }
}
