// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

import {IRunner, PackedCalls} from "../account/IRunner.sol";
import {CalldataWord} from "./CalldataWord.sol";
import {Counter, CounterLibrary} from "./Counter.sol";
import {FunctionSignature} from "./FunctionSignature.sol";
import {ISessionPolicy} from "./ISessionPolicy.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {MemoryWord} from "./MemoryWord.sol";
import {Period} from "./Period.sol";
import {Rule, Rules} from "./Rules.sol";

/// @title CallCheck
/// @notice Checks what an account will execute against the rules of a session. Stores nothing but what rules count for themselves.
abstract contract CallCheck is ISessionValidator {
    using Bytes for bytes;
    using CalldataWord for bytes;
    using MemoryWord for bytes;

    /// @notice What is known of the operation that is checked.
    /// @param rules See {Rules}.
    /// @param session Id, in the upper 28 bytes.
    /// @param time The second that the operation named for rules with a period.
    /// @param validAfter When the periods that were used begin; see {Period}.
    /// @param validUntil When session and periods end.
    struct Check {
        bytes rules;
        bytes32 session;
        uint256 time;
        uint256 validAfter;
        uint256 validUntil;
    }

    /// @dev One call, but for its calldata.
    /// @param hint The place of the rule that it takes.
    struct Call {
        uint256 index;
        address target;
        uint256 value;
        uint256 hint;
        Rule rule;
    }

    /// @dev A counter as something that can be pointed at.
    struct CounterSlot {
        Counter counter;
    }

    /// @dev `execute(bytes32,bytes)` of ERC-7579.
    bytes4 private constant EXECUTE_SELECTOR = 0xe9ae5c53;

    /// @dev By session (28 bytes) || rule (4 bytes). The mapping ends in the account (ERC-7562 associated storage).
    mapping(bytes32 rule => mapping(address account => CounterSlot)) private _counters;

    /// @inheritdoc ISessionValidator
    function countOf(address account, bytes32 session, uint256 index)
        external
        view
        returns (uint256 period, uint256 calls, uint256 amount, uint256 value)
    {
        Counter counter = _counters[_counterKey(session, index)][account].counter;
        return (counter.period(), counter.calls(), counter.amount(), counter.value());
    }

    /// @dev Decodes what the account will execute, with the account's own decoder, and checks it call by call.
    /// @param hints Which rule each call takes; calls without a hint take the last one.
    /// @param knowsRun The account has {IRunner.runTogether}.
    /// @return actions How many calls there are.
    /// @return spend Sum of the amounts they authorise.
    function _checkCalls(Check memory check, bytes calldata hints, bytes calldata callData, bool knowsRun)
        internal
        returns (uint256 actions, uint256 spend)
    {
        require(hints.length != 0, HintMissing());
        bytes4 selector = callData.length < 4 ? bytes4(0) : bytes4(bytes32(callData.at(0)));
        if (selector == IRunner.runTogether.selector && knowsRun) return _checkRun(check, hints, callData[4:]);
        require(selector == EXECUTE_SELECTOR, CallDataNotExecute(selector, EXECUTE_SELECTOR));
        (bytes32 mode, bytes calldata execution) = _decodeExecute(callData);
        if (mode == bytes32(0)) return (1, _checkSingle(check, hints, execution));
        // Batch, default execution; every other bit zero.
        require(mode == bytes32(uint256(1) << 248), ExecutionModeNotAllowed(mode));
        return _checkBatch(check, hints, execution);
    }

    function _checkSingle(Check memory check, bytes calldata hints, bytes calldata execution)
        private
        returns (uint256 spend)
    {
        require(execution.length >= 52, ExecutionMalformed());
        (address target, uint256 value, bytes calldata data) = ERC7579Utils.decodeSingle(execution);
        return _checkCall(check, hints, 0, target, value, data);
    }

    function _checkRun(Check memory check, bytes calldata hints, bytes calldata calls)
        private
        returns (uint256 actions, uint256 spend)
    {
        address target;
        bytes calldata data;
        for (uint256 at = 0; at < calls.length;) {
            (target, data, at) = PackedCalls.read(calls, at, target);
            uint256 more = _checkCall(check, hints, actions, target, 0, data);
            // Checked addition: a sum that overflows reverts, it does not wrap below the cap.
            if (more != 0) spend += more;
            // A call takes two bytes at least.
            unchecked {
                ++actions;
            }
        }
        require(actions > 0, CallCountZero());
    }

    function _checkBatch(Check memory check, bytes calldata hints, bytes calldata execution)
        private
        returns (uint256 actions, uint256 spend)
    {
        Execution[] calldata calls = ERC7579Utils.decodeBatch(execution);
        actions = calls.length;
        require(actions > 0, CallCountZero());
        // Only the canonical encoding passes: head at 0x20, each call where the one before it ends, nothing left over.
        // Offsets are signed to Solidity's decoder, so one that points before the array would be read here from the
        // operation's gas fields and by the account from nothing: a permitted call checked, an empty one made.
        require(_wordAt(execution, 0) == 0x20, ExecutionMalformed());
        uint256 end = 0x40 + actions * 0x20;
        for (uint256 i = 0; i < actions; ++i) {
            require(
                _wordAt(execution, 0x40 + i * 0x20) == end - 0x40 && _wordAt(execution, end + 0x40) == 0x60,
                ExecutionMalformed()
            );
            Execution calldata call = calls[i];
            // Absent check: that this is within the execution. The next read from there, or the last line, sees to it.
            end += 0x80 + ((call.callData.length + 31) / 32) * 32;
            spend += _checkCall(check, hints, i, call.target, call.value, call.callData);
        }
        require(end == execution.length, ExecutionMalformed());
    }

    /// @return spend The amount that the call authorises.
    function _checkCall(
        Check memory check,
        bytes calldata hints,
        uint256 index,
        address target,
        uint256 value,
        bytes calldata data
    ) private returns (uint256 spend) {
        uint256 hint = _hint(hints, index);
        Rule rule = _findRule(check.rules, hint, index, target, data);
        if (rule.detailsAt() == 0) {
            // Also refuses value with empty calldata: that would be a transfer, not a permitted function.
            require(data.length >= 4, CallTooShort(index, data.length));
            require(value == 0, CallValueAboveLimit(index, value, 0));
        } else {
            _checkDetails(check, Call(index, target, value, hint, rule), data);
        }
        uint256 spendWord = rule.spendWord();
        if (spendWord == 0) return 0;
        unchecked {
            return _word(index, data, 4 + (spendWord - 1) * 32);
        }
    }

    /// @dev The hinted rule, when it is for this function.
    function _findRule(bytes memory rules, uint256 hint, uint256 index, address target, bytes calldata data)
        private
        pure
        returns (Rule rule)
    {
        bool found;
        (found, rule) = Rules.at(rules, hint);
        bytes4 selector = data.length < 4 ? bytes4(0) : bytes4(bytes32(data.at(0)));
        if (!found || rule.selector() != selector || Rules.targetAt(rules, rule.targetNumber()) != target) {
            revert CallNotPermitted(index, target, selector);
        }
    }

    /// @dev Absent check: that there is a hint at all; {_checkCalls} has made it.
    function _hint(bytes calldata hints, uint256 index) private pure returns (uint256) {
        unchecked {
            return hints.at(index < hints.length ? index : hints.length - 1) >> 248;
        }
    }

    // ---------------------------------------------------------------- details

    function _checkDetails(Check memory check, Call memory call, bytes calldata data) private {
        uint256 at = Rules.detailsOf(check.rules, call.rule);
        uint256 head = check.rules.word(at);
        uint256 flags = head >> 248;
        if (flags & Rules.NATIVE == 0) require(data.length >= 4, CallTooShort(call.index, data.length));
        else require(data.length == 0, CallNotPermitted(call.index, call.target, bytes4(bytes32(data.at(0)))));
        require(call.value <= uint128(head >> 120), CallValueAboveLimit(call.index, call.value, uint128(head >> 120)));
        at += Rules.DETAILS_BYTES;
        if (flags & Rules.COUNTED != 0) {
            _count(check, call, at, data);
            at += Rules.COUNTS_BYTES;
        }
        if (flags & Rules.CONDITIONED != 0) at = _checkConditions(check.rules, at, call.index, data);
        if (flags & Rules.POLICED != 0) _askPolicies(check, call, at, data);
    }

    function _count(Check memory check, Call memory call, uint256 at, bytes calldata data) private {
        uint256 head = check.rules.word(at);
        uint256 word = uint16(head >> 216);
        uint256 amount;
        if (word != FunctionSignature.DIRECT) {
            amount = _word(call.index, data, _base(call.index, data, uint16(head >> 232)) + word * 32);
        }
        CounterLibrary.Caps memory caps = CounterLibrary.Caps({
            calls: uint32(head >> 184), amount: uint96(head >> 88), value: uint96(check.rules.word(at + 1))
        });
        uint256 period = _period(check, head >> 248);
        CounterSlot storage slot = _counters[_counterKey(check.session, call.hint)][msg.sender];
        slot.counter = slot.counter.add(period, amount, call.value, caps);
    }

    /// @dev Of a session that never was.
    function _uncount(bytes32 session, uint256 rule) internal {
        delete _counters[_counterKey(session, rule)][msg.sender];
    }

    /// @dev Narrows the operation's window to the period, and gives the period's number; 0: the whole session.
    function _period(Check memory check, uint256 kind) private pure returns (uint256 index) {
        if (kind == Period.SESSION) return 0;
        uint256 validAfter;
        uint256 validUntil;
        (index, validAfter, validUntil) = Period.at(kind, check.time);
        if (validAfter > check.validAfter) check.validAfter = validAfter;
        if (validUntil < check.validUntil) check.validUntil = validUntil;
    }

    function _counterKey(bytes32 session, uint256 rule) private pure returns (bytes32) {
        return bytes32(bytes28(session)) | bytes32(rule);
    }

    function _checkConditions(bytes memory rules, uint256 at, uint256 index, bytes calldata data)
        private
        pure
        returns (uint256 end)
    {
        uint256 count = rules.word(at) >> 248;
        end = at + 1;
        for (uint256 i = 0; i < count; ++i) {
            uint256 head = rules.word(end);
            uint256 values = uint8(head >> 192);
            end += Rules.CONDITION_BYTES;
            uint256 seen = _read(head, index, data);
            require(_holds(rules, end, head >> 248, values, seen), CallArgumentRefused(index, i, seen));
            end += values * 32;
        }
    }

    /// @dev What a condition is about: the argument's word, its length or its hash.
    function _read(uint256 head, uint256 index, bytes calldata data) private pure returns (uint256) {
        uint256 test = head >> 248;
        uint256 base = _base(index, data, uint16(head >> 216));
        uint256 seen = _word(index, data, base + uint16(head >> 200) * 32);
        if (test <= uint256(Rules.Test.OneOf)) return seen;
        // Of a dynamic argument, the word is where it stands: its length, and then its content.
        uint256 at = base + _offset(index, data, seen);
        uint256 length = _word(index, data, at);
        if (test == uint256(Rules.Test.LengthBetween)) return length;
        uint256 unit = uint16(head >> 232);
        require(length <= data.length, CallArgumentMissing(index, at, data.length));
        uint256 size = unit == 0 ? length : length * unit * 32;
        require(at + 32 + size <= data.length, CallArgumentMissing(index, at + 32 + size, data.length));
        return uint256(keccak256(data[at + 32:at + 32 + size]));
    }

    function _holds(bytes memory rules, uint256 at, uint256 test, uint256 values, uint256 seen)
        private
        pure
        returns (bool)
    {
        if (test == uint256(Rules.Test.OneOf) || test == uint256(Rules.Test.HashOneOf)) {
            for (uint256 i = 0; i < values; ++i) {
                if (rules.word(at + i * 32) == seen) return true;
            }
            return false;
        }
        (uint256 min, uint256 max) = (rules.word(at), rules.word(at + 32));
        if (test == uint256(Rules.Test.SignedBetween)) {
            return int256(min) <= int256(seen) && int256(seen) <= int256(max);
        }
        return min <= seen && seen <= max;
    }

    /// @dev Where the head that an argument stands in begins: the function's, or that of the dynamic tuple or array at `via`.
    function _base(uint256 index, bytes calldata data, uint256 via) private pure returns (uint256) {
        if (via == FunctionSignature.DIRECT) return 4;
        return 4 + _offset(index, data, _word(index, data, 4 + via * 32));
    }

    /// @dev Offsets are signed to Solidity's decoder: only what points forward, into the calldata, is one here.
    function _offset(uint256 index, bytes calldata data, uint256 offset) private pure returns (uint256) {
        require(offset < data.length, CallArgumentMissing(index, offset, data.length));
        return offset;
    }

    function _askPolicies(Check memory check, Call memory call, uint256 at, bytes calldata data) private view {
        uint256 count = check.rules.word(at) >> 248;
        ++at;
        for (uint256 i = 0; i < count; ++i) {
            (address policy, bytes memory config) = _readPolicy(check.rules, at);
            at += Rules.POLICY_BYTES + config.length;
            require(_isAllowed(policy, check, call, data, config), CallPolicyRefused(call.index, policy));
        }
    }

    function _readPolicy(bytes memory rules, uint256 at) private pure returns (address policy, bytes memory config) {
        uint256 head = rules.word(at);
        at += Rules.POLICY_BYTES;
        return (address(bytes20(bytes32(head))), rules.slice(at, at + uint16(head >> 80)));
    }

    function _isAllowed(address policy, Check memory check, Call memory call, bytes calldata data, bytes memory config)
        private
        view
        returns (bool)
    {
        (address target, uint256 value, uint256 validUntil) = (call.target, call.value, check.validUntil);
        return ISessionPolicy(policy).isAllowed(msg.sender, target, value, data, validUntil, config);
    }

    // ---------------------------------------------------------------- decoding

    /// @dev Splits the calldata of `execute(bytes32,bytes)`. Only the canonical encoding passes, so that the account's
    /// ABI decoder cannot read other bytes than this one: offset 0x40, padded length exactly to the end.
    function _decodeExecute(bytes calldata callData) private pure returns (bytes32 mode, bytes calldata execution) {
        mode = bytes32(callData.at(4));
        uint256 length = callData.at(68);
        require(callData.at(36) == 0x40 && length <= type(uint32).max, ExecutionMalformed());
        // Absent check: that these words are within the calldata. The exact length below is 100 at least.
        // Nothing here can wrap: the length is below 2^32.
        unchecked {
            require(callData.length == 100 + ((length + 31) & ~uint256(31)), ExecutionMalformed());
            execution = callData[100:100 + length];
        }
    }

    /// @dev The word at a byte position; reading past the end is refused.
    function _wordAt(bytes calldata data, uint256 position) private pure returns (uint256) {
        require(position + 32 <= data.length, ExecutionMalformed());
        return data.at(position);
    }

    function _word(uint256 index, bytes calldata data, uint256 position) private pure returns (uint256) {
        require(position + 32 <= data.length, CallArgumentMissing(index, position, data.length));
        return data.at(position);
    }
}
