// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution, IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IRunner, PackedCalls} from "./IRunner.sol";
import {RuleCheck} from "./RuleCheck.sol";
import {Rule, Rules} from "./Rules.sol";
import {Words} from "./Words.sol";

/// @title CallCheck
/// @notice Decodes what an account will execute and checks each call against the rules of a session.
abstract contract CallCheck is RuleCheck {
    using Words for bytes;

    /// @param hints The rule that each call uses; calls without a hint use the last one.
    /// @param knowsRun The account has {IRunner.runTogether}.
    /// @return actions Number of calls.
    /// @return spend Sum of the amounts that they authorise.
    function _checkCalls(Check memory check, bytes calldata hints, bytes calldata callData, bool knowsRun)
        internal
        returns (uint256 actions, uint256 spend)
    {
        require(hints.length != 0, HintMissing());
        bytes4 selector = _selector(callData);
        if (selector == IRunner.runTogether.selector && knowsRun) return _run(check, hints, callData[4:]);
        bytes4 execute = IERC7579Execution.execute.selector;
        require(selector == execute, CallDataNotExecute(selector, execute));
        (bytes32 mode, bytes calldata execution) = _decodeExecute(callData);
        if (mode == bytes32(0)) return (1, _single(check, hints, execution));
        // Batch, default execution; every other bit is zero.
        require(mode == bytes32(uint256(1) << 248), ExecutionModeNotAllowed(mode));
        return _batch(check, hints, execution);
    }

    function _single(Check memory check, bytes calldata hints, bytes calldata execution) private returns (uint256) {
        require(execution.length >= 52, ExecutionMalformed());
        (address target, uint256 value, bytes calldata data) = ERC7579Utils.decodeSingle(execution);
        return _call(check, hints, 0, target, value, data);
    }

    function _run(Check memory check, bytes calldata hints, bytes calldata calls) private returns (uint256, uint256) {
        uint256 actions;
        uint256 spend;
        address target;
        bytes calldata data;
        for (uint256 at = 0; at < calls.length;) {
            (target, data, at) = PackedCalls.read(calls, at, target);
            uint256 more = _call(check, hints, actions, target, 0, data);
            // Checked addition: a sum that overflows reverts instead of wrapping below the cap.
            if (more != 0) spend += more;
            // A call takes at least two bytes.
            unchecked {
                ++actions;
            }
        }
        require(actions > 0, CallCountZero());
        return (actions, spend);
    }

    function _batch(Check memory check, bytes calldata hints, bytes calldata data) private returns (uint256, uint256) {
        Execution[] calldata calls = ERC7579Utils.decodeBatch(data);
        require(calls.length > 0, CallCountZero());
        // Accepts only the canonical encoding: the list at 0x20, each call where the previous one ends, its calldata at 0x60,
        // nothing left over. Solidity's decoder treats offsets as signed: others could make the account read other calls.
        require(data.at(0) == 0x20, ExecutionMalformed());
        uint256 spend;
        uint256 end = 0x40 + calls.length * 0x20;
        for (uint256 i = 0; i < calls.length; ++i) {
            require(data.at(0x40 + i * 0x20) == end - 0x40 && data.at(end + 0x40) == 0x60, ExecutionMalformed());
            // Absent check: that this is within the data. The last check covers it.
            end += 0x80 + Math.ceilDiv(calls[i].callData.length, 32) * 32;
            spend += _call(check, hints, i, calls[i].target, calls[i].value, calls[i].callData);
        }
        require(end == data.length, ExecutionMalformed());
        return (calls.length, spend);
    }

    /// @return The amount that the call authorises.
    function _call(
        Check memory check,
        bytes calldata hints,
        uint256 index,
        address to,
        uint256 value,
        bytes calldata data
    ) private returns (uint256) {
        uint256 hint;
        // Absent check: that there is a hint; {_checkCalls} added one.
        unchecked {
            hint = hints.at(index < hints.length ? index : hints.length - 1) >> 248;
        }
        Rule rule = Rules.find(check.rules, hint, index, to, _selector(data));
        if (rule.detailsAt() == 0) {
            // Also refuses value with empty calldata: that would be a transfer, not a permitted function.
            require(data.length >= 4, CallTooShort(index, data.length));
            require(value == 0, CallValueAboveLimit(index, value, 0));
        } else {
            _checkDetails(check, Call(index, to, value, data, hint, rule));
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

    /// @dev Splits the calldata of `execute(bytes32,bytes)`. Accepts only the canonical encoding, so that the account cannot read
    /// other bytes than these: offset 0x40, padded length exactly to the end.
    function _decodeExecute(bytes calldata callData) private pure returns (bytes32 mode, bytes calldata execution) {
        mode = bytes32(callData.at(4));
        uint256 length = callData.at(68);
        require(callData.at(36) == 0x40 && length <= type(uint32).max, ExecutionMalformed());
        // Absent check: that these words are within the calldata; its exact length is at least 100. Nothing can wrap.
        unchecked {
            require(callData.length == 100 + ((length + 31) & ~uint256(31)), ExecutionMalformed());
            execution = callData[100:100 + length];
        }
    }
}
