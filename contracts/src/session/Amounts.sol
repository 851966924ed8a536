// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Amounts
/// @notice The arithmetic of sessions on plain numbers, without their packing; contracts/formal proves it.
library Amounts {
    /// @notice What is left of a budget. The caller has checked that the amount {isWithin} it.
    function take(uint256 left, uint256 amount) internal pure returns (uint256) {
        unchecked {
            return left - amount;
        }
    }

    /// @notice Whether this amount may be taken.
    function isWithin(uint256 amount, uint256 left) internal pure returns (bool) {
        return amount <= left;
    }

    /// @notice The count of a period after one more call; a new period begins at zero.
    function count(bool isSamePeriod, uint256 before, uint256 more) internal pure returns (uint256) {
        return (isSamePeriod ? before : 0) + more;
    }

    /// @notice Whether an operation may name this period, given the newest in which rules have counted: past ones are closed.
    function isOpen(uint256 period, uint256 newest) internal pure returns (bool) {
        return period >= newest;
    }

    /// @notice Whether a window is valid: it begins before it ends, and lasts no longer than the module allows.
    function isWindow(uint256 validAfter, uint256 validUntil, uint256 maxDuration) internal pure returns (bool) {
        return validAfter < validUntil && validUntil - validAfter <= maxDuration;
    }

    /// @notice Whether a session is live: enabled, not ended, and of the account's current epoch.
    function isLive(bool isUnused, bool isEnded, uint256 epoch, uint256 current) internal pure returns (bool) {
        return !isUnused && !isEnded && epoch == current;
    }
}
