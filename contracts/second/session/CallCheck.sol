// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution, IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";

import {IRunner, PackedCalls} from "../account/IRunner.sol";
import {RuleCheck} from "./RuleCheck.sol";
import {Rule, Rules} from "./Rules.sol";
import {Words} from "./Words.sol";

/// @title CallCheck
/// @notice Decodes what an account will execute and checks it, call by call, against the rules of a session.
abstract contract CallCheck is RuleCheck {
    using Words for bytes;

    /// @param hints Which rule each call takes; calls without a hint take the last one.
    /// @param knowsRun The account has {IRunner.runTogether}.
    /// @return actions How many calls there are.
    /// @return spend Sum of the amounts they authorise.
    function _checkCalls(Check memory check, bytes calldata hints, bytes calldata callData, bool knowsRun)
        internal
        returns (uint256 actions, uint256 spend)
    {
        require(hints.length != 0, HintMissing());
        bytes4 selector = _selector(callData);
        if (selector == IRunner.runTogether.selector && knowsRun) return _checkRun(check, hints, callData[4:]);
        bytes4 execute = IERC7579Execution.execute.selector;
        require(selector == execute, CallDataNotExecute(selector, execute));
        (bytes32 mode, bytes calldata execution) = _decodeExecute(callData);
        if (mode == bytes32(0)) return (1, _checkSingle(check, hints, execution));
        // Batch, default execution; every other bit zero.
        require(mode == bytes32(uint256(1) << 248), ExecutionModeNotAllowed(mode));
        return _checkBatch(check, hints, execution);
    }

    function _checkSingle(Check memory check, bytes calldata hints, bytes calldata execution)
        private
        returns (uint256)
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
        // Only the canonical encoding passes: head at 0x20, each call where the one before it ends, nothing left over. Offsets are
        // signed to Solidity's decoder: one that points before the array would be read here from the operation's gas fields.
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
        uint256 hint;
        // Absent check: that there is a hint at all; {_checkCalls} has made it.
        unchecked {
            hint = hints.at(index < hints.length ? index : hints.length - 1) >> 248;
        }
        Rule rule = Rules.find(check.rules, hint, index, target, _selector(data));
        if (rule.detailsAt() == 0) {
            // Also refuses value with empty calldata: that would be a transfer, not a permitted function.
            require(data.length >= 4, CallTooShort(index, data.length));
            require(value == 0, CallValueAboveLimit(index, value, 0));
        } else {
            _checkDetails(check, Call(index, target, value, data, hint, rule));
        }
        uint256 spendWord = rule.spendWord();
        if (spendWord == 0) return 0;
        unchecked {
            uint256 at = 4 + (spendWord - 1) * 32;
            require(at + 32 <= data.length, CallArgumentMissing(index, at, data.length));
            return data.at(at);
        }
    }

    function _selector(bytes calldata data) private pure returns (bytes4) {
        return data.length < 4 ? bytes4(0) : bytes4(bytes32(data.at(0)));
    }

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
}
