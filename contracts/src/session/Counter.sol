// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "./Amounts.sol";
import {ISessionValidator} from "./ISessionValidator.sol";

/// @notice What a rule with its own limits has authorised in its newest period, in one word.
/// Layout of the word: [ period: 32 | calls: 32 | amount: 96 | value: 96 ].
type Counter is uint256;

using CounterLibrary for Counter global;

/// @title CounterLibrary
/// @notice Reads and increases a {Counter}.
library CounterLibrary {
    /// @notice What one rule allows in a period.
    struct Caps {
        uint256 calls;
        uint256 amount;
        uint256 value;
    }

    /// @notice Period, calls, amount and value.
    function read(Counter counter) internal pure returns (uint256, uint256, uint256, uint256) {
        uint256 word = Counter.unwrap(counter);
        return (word >> 224, uint32(word >> 192), uint96(word >> 96), uint96(word));
    }

    /// @notice Adds one call. Reverts when it would exceed a cap, or when its period is over.
    /// @param period The period that the operation named; 0 for rules that count over the whole session.
    function add(Counter counter, uint256 period, uint256 amount, uint256 value, Caps memory caps)
        internal
        pure
        returns (Counter)
    {
        (uint256 newest, uint256 calls, uint256 amountBefore, uint256 valueBefore) = counter.read();
        require(Amounts.isOpen(period, newest), ISessionValidator.PeriodOver(period, newest));
        bool isSame = period == newest;
        calls = _count(isSame, calls, 1, caps.calls);
        amount = _count(isSame, amountBefore, amount, caps.amount);
        value = _count(isSame, valueBefore, value, caps.value);
        return Counter.wrap((period << 224) | (calls << 192) | (amount << 96) | value);
    }

    function _count(bool isSame, uint256 before, uint256 more, uint256 cap) private pure returns (uint256 after_) {
        after_ = Amounts.count(isSame, before, more);
        require(Amounts.isWithin(after_, cap), ISessionValidator.LimitExceeded(after_, cap));
    }
}

/// @title Period
/// @notice Hours, days and weeks in UTC, after which some rules restart their counts; see docs/decisions.md.
library Period {
    uint8 internal constant SESSION = 0;
    uint8 internal constant HOUR = 1;
    uint8 internal constant DAY = 2;
    uint8 internal constant WEEK = 3;

    /// @dev 1970 began on a Thursday; weeks begin on Monday.
    uint256 private constant THURSDAY = 3 days;

    /// @notice The period that a second belongs to.
    /// @param time Unix seconds.
    /// @return index Number of the period among those of its kind; it grows with time. Zero: the session, which ends by itself.
    /// @return begin The second before the period, as the EntryPoint expects it; 0 in the very first period.
    /// @return end The last second of the period.
    function at(uint256 kind, uint256 time) internal pure returns (uint256 index, uint256 begin, uint256 end) {
        if (kind == SESSION) return (0, 0, type(uint256).max);
        uint256 length = kind == HOUR ? 1 hours : kind == DAY ? 1 days : 1 weeks;
        uint256 shift = kind == WEEK ? THURSDAY : 0;
        index = (time + shift) / length;
        uint256 start = index * length;
        begin = start > shift ? start - shift - 1 : 0;
        end = start + length - shift - 1;
    }
}
