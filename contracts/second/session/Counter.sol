// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Amounts} from "./Amounts.sol";
import {ISessionValidator} from "./ISessionValidator.sol";

/// @notice What a rule that counts for itself has authorised in its newest period, in one word.
/// Picture of the word: [ period: 32 | calls: 32 | amount: 96 | value: 96 ].
type Counter is uint256;

using CounterLibrary for Counter global;

/// @title CounterLibrary
/// @notice Counts up a {Counter}.
library CounterLibrary {
    uint256 private constant PERIOD_AT = 224;
    uint256 private constant CALLS_AT = 192;
    uint256 private constant AMOUNT_AT = 96;

    /// @notice What one rule allows in a period.
    struct Caps {
        uint256 calls;
        uint256 amount;
        uint256 value;
    }

    function period(Counter counter) internal pure returns (uint256) {
        return Counter.unwrap(counter) >> PERIOD_AT;
    }

    function calls(Counter counter) internal pure returns (uint256) {
        return uint32(Counter.unwrap(counter) >> CALLS_AT);
    }

    function amount(Counter counter) internal pure returns (uint256) {
        return uint96(Counter.unwrap(counter) >> AMOUNT_AT);
    }

    function value(Counter counter) internal pure returns (uint256) {
        return uint96(Counter.unwrap(counter));
    }

    /// @notice Adds one call. Reverts when it would be more than a cap allows, or belongs to a period that is over.
    /// @param period_ The period that the operation named; 0 for rules that count over the whole session.
    function add(Counter counter, uint256 period_, uint256 amount_, uint256 value_, Caps memory caps)
        internal
        pure
        returns (Counter)
    {
        uint256 newest = counter.period();
        require(Amounts.isOpen(period_, newest), ISessionValidator.PeriodOver(period_, newest));
        bool isSame = period_ == newest;
        uint256 calls_ = _count(isSame, counter.calls(), 1, caps.calls);
        amount_ = _count(isSame, counter.amount(), amount_, caps.amount);
        value_ = _count(isSame, counter.value(), value_, caps.value);
        return Counter.wrap((period_ << PERIOD_AT) | (calls_ << CALLS_AT) | (amount_ << AMOUNT_AT) | value_);
    }

    function _count(bool isSame, uint256 before, uint256 more, uint256 cap) private pure returns (uint256 after_) {
        after_ = Amounts.count(isSame, before, more);
        require(Amounts.isWithin(after_, cap), ISessionValidator.LimitExceeded(after_, cap));
    }
}
