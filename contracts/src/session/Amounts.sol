// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Amounts
/// @notice The arithmetic of sessions on plain numbers, apart from how they are packed: contracts/formal proves it.
library Amounts {
    /// @notice What is left of a budget. The caller has seen that the amount {isWithin} it.
    function take(uint256 left, uint256 amount) internal pure returns (uint256) {
        unchecked {
            return left - amount;
        }
    }

    /// @notice Whether so much may be taken.
    function isWithin(uint256 amount, uint256 left) internal pure returns (bool) {
        return amount <= left;
    }

    /// @notice What is counted in a period after one more call: a new period begins with nothing.
    function count(bool isSamePeriod, uint256 before, uint256 more) internal pure returns (uint256) {
        return (isSamePeriod ? before : 0) + more;
    }

    /// @notice Whether an operation may name this period, when rules have counted in that one: nothing of the past comes back.
    function isOpen(uint256 period, uint256 newest) internal pure returns (bool) {
        return period >= newest;
    }

    /// @notice Whether a window is one: it begins before it ends, and lasts no longer than the module allows.
    function isWindow(uint256 validAfter, uint256 validUntil, uint256 maxDuration) internal pure returns (bool) {
        return validAfter < validUntil && validUntil - validAfter <= maxDuration;
    }

    /// @notice Whether a session lives: begun, ended by nobody, and of the account's epoch.
    function isLive(bool isUnused, bool isEnded, uint256 epoch, uint256 current) internal pure returns (bool) {
        return !isUnused && !isEnded && epoch == current;
    }
}
