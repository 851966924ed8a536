// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

import {Counter, CounterLibrary, Period} from "./Counter.sol";
import {FunctionSignature} from "./FunctionSignature.sol";
import {ISessionPolicy} from "./ISessionPolicy.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {Rule, Rules} from "./Rules.sol";
import {Cursor, Words} from "./Words.sol";

/// @title RuleCheck
/// @notice Checks a call against the details of its rule. Stores only what rules with limits count.
abstract contract RuleCheck is ISessionValidator {
    using Bytes for bytes;
    using Words for bytes;

    /// @notice What is known about the operation under check.
    /// @param session Id, in the upper 28 bytes.
    /// @param time The second that the operation named for rules with a period; the rules it uses narrow the window.
    struct Check {
        bytes rules;
        bytes32 session;
        uint256 time;
        uint256 validAfter;
        uint256 validUntil;
    }

    /// @dev One call, the index of its rule, and that rule.
    struct Call {
        uint256 index;
        address target;
        uint256 value;
        bytes data;
        uint256 hint;
        Rule rule;
    }

    struct CounterSlot {
        Counter counter;
    }

    /// @dev Keyed by session (28 bytes) || rule (4 bytes). The mapping ends in the account (ERC-7562 associated storage).
    mapping(bytes32 rule => mapping(address account => CounterSlot)) private _counters;

    /// @inheritdoc ISessionValidator
    function countOf(address account, bytes32 session, uint256 index)
        external
        view
        returns (uint256 period, uint256 calls, uint256 amount, uint256 value)
    {
        return _counterSlot(session, index, account).counter.read();
    }

    function _counterSlot(bytes32 session, uint256 rule, address account) internal view returns (CounterSlot storage) {
        return _counters[bytes32(bytes28(session)) | bytes32(rule)][account];
    }

    function _checkDetails(Check memory check, Call memory call) internal {
        Cursor memory from = Cursor(check.rules, Rules.detailsOf(check.rules, call.rule));
        uint256 head = from.take(17);
        (uint256 flags, uint256 maxValue) = (head >> 128, uint128(head));
        if (flags & Rules.NATIVE == 0) require(call.data.length >= 4, CallTooShort(call.index, call.data.length));
        else require(call.data.length == 0, CallNotPermitted(call.index, call.target, bytes4(call.data)));
        require(call.value <= maxValue, CallValueAboveLimit(call.index, call.value, maxValue));
        if (flags & Rules.COUNTED != 0) _count(check, call, from);
        if (flags & Rules.CONDITIONED != 0) _checkConditions(call, from);
        if (flags & Rules.POLICED != 0) _askPolicies(check, call, from);
    }

    function _count(Check memory check, Call memory call, Cursor memory from) private {
        (uint256 period, uint256 validAfter, uint256 validUntil) = Period.at(from.take(1), check.time);
        if (validAfter > check.validAfter) check.validAfter = validAfter;
        if (validUntil < check.validUntil) check.validUntil = validUntil;
        (uint256 place, uint256 amount) = (from.take(4), 0);
        if (uint16(place) != FunctionSignature.DIRECT) amount = _argument(call, place >> 16, uint16(place));
        CounterLibrary.Caps memory caps = CounterLibrary.Caps(from.take(4), from.take(12), from.take(12));
        CounterSlot storage slot = _counterSlot(check.session, call.hint, msg.sender);
        slot.counter = slot.counter.add(period, amount, call.value, caps);
    }

    function _checkConditions(Call memory call, Cursor memory from) private pure {
        uint256 count = from.take(1);
        for (uint256 i = 0; i < count; ++i) {
            Rules.Test test = Rules.Test(from.take(1));
            uint256 seen = _read(call, from, test);
            require(_holds(from, test, seen), CallArgumentRefused(call.index, i, seen));
        }
    }

    /// @dev The value that a condition checks: the argument's word, its length or its hash.
    function _read(Call memory call, Cursor memory from, Rules.Test test) private pure returns (uint256) {
        uint256 unit = from.take(2);
        uint256 via = from.take(2);
        uint256 seen = _argument(call, via, from.take(2));
        if (test <= Rules.Test.OneOf) return seen;
        // For a dynamic argument the word is its offset: there stands its length, then its content.
        uint256 at = _base(call, via) + _offset(call, seen);
        uint256 length = _word(call, at);
        if (test == Rules.Test.LengthBetween) return length;
        require(length <= call.data.length, CallArgumentMissing(call.index, at, call.data.length));
        at += 32;
        uint256 end = at + (unit == 0 ? length : length * unit * 32);
        require(end <= call.data.length, CallArgumentMissing(call.index, end, call.data.length));
        return uint256(keccak256(call.data.slice(at, end)));
    }

    function _holds(Cursor memory from, Rules.Test test, uint256 seen) private pure returns (bool) {
        uint256 count = from.take(1);
        if (test == Rules.Test.OneOf || test == Rules.Test.HashOneOf) {
            for (; count != 0; --count) {
                if (from.take(32) != seen) continue;
                from.at += (count - 1) * 32;
                return true;
            }
            return false;
        }
        uint256 min = from.take(32);
        uint256 max = from.take(32);
        if (test != Rules.Test.SignedBetween) return min <= seen && seen <= max;
        return int256(min) <= int256(seen) && int256(seen) <= int256(max);
    }

    function _argument(Call memory call, uint256 via, uint256 word) private pure returns (uint256) {
        return _word(call, _base(call, via) + word * 32);
    }

    /// @dev Start of the head that contains the argument: the function's, or that of a dynamic tuple or array.
    function _base(Call memory call, uint256 via) private pure returns (uint256) {
        return via == FunctionSignature.DIRECT ? 4 : 4 + _offset(call, _word(call, 4 + via * 32));
    }

    /// @dev Solidity's decoder treats offsets as signed; this accepts only offsets that point forward, into the calldata.
    function _offset(Call memory call, uint256 offset) private pure returns (uint256) {
        require(offset < call.data.length, CallArgumentMissing(call.index, offset, call.data.length));
        return offset;
    }

    function _word(Call memory call, uint256 at) private pure returns (uint256) {
        require(at + 32 <= call.data.length, CallArgumentMissing(call.index, at, call.data.length));
        return call.data.word(at);
    }

    function _askPolicies(Check memory check, Call memory call, Cursor memory from) private view {
        for (uint256 count = from.take(1); count != 0; --count) {
            ISessionPolicy policy = ISessionPolicy(address(uint160(from.take(20))));
            bytes memory config = from.takeBytes(from.take(2));
            bool isAllowed = policy.isAllowed(msg.sender, call.target, call.value, call.data, check.validUntil, config);
            require(isAllowed, CallPolicyRefused(call.index, address(policy)));
        }
    }
}
