// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Target} from "../support/Target.sol";
import {GhostSession, Sent} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice Executions that could be read in two ways, and more than was granted: in a call, a batch or a bundle.
abstract contract ThiefBatches is Thief {
    /// @dev Solidity's own error for an overflow.
    bytes4 private constant PANIC = 0x4e487b71;

    function _dealThiefBatches() internal {
        _attack("sends an empty batch", _sendsEmptyBatch);
        _attack("lets the calls of a batch overlap", _overlaps);
        _attack("lets words trail in a batch", _trails);
        _attack("hides a batch behind a decoy", _hidesBehindDecoy);
        _attack("cuts a packed call short", _cutsShort);
        _attack("sends a single call shorter than its head", _sendsShortSingle);
        _attack("moves the execution", _movesTheExecution);
        _attack("spends above the cap", _spendsAbove);
        _attack("spends above the cap in a batch", _spendsAboveInABatch);
        _attack("spends above the cap in a bundle", _spendsAboveInABundle);
        _attack("overflows the spend of a batch", _overflowsSpend);
        _attack("acts above the cap", _actsAbove);
        _attack("acts above the cap in a bundle", _actsAboveInABundle);
        _attack("burns gas above the cap in a bundle", _burnsAboveInABundle);
    }

    function _sendsEmptyBatch() private {
        uint256 s = _pick();
        _callsRefused(s, _together(new Execution[](0)), ISessionValidator.CallCountZero.selector);
    }

    /// @dev Calls that share their bytes.
    function _overlaps() private {
        uint256 s = _pick();
        uint256 count = _between(2, 5);
        bytes memory execution = abi.encode(_times(count, abi.encodeCall(Target.spend, (0, 1))));
        // The offset of the first call, used for another one too.
        _store(execution, 64 + 32 * _between(1, count - 1), count * 32);
        _malformed(s, _execute(execution));
    }

    function _trails() private {
        uint256 s = _pick();
        bytes memory execution = abi.encode(_times(2, abi.encodeCall(Target.play, (1))));
        _malformed(s, _execute(bytes.concat(execution, new bytes(32 * _between(1, 5)))));
    }

    /// @dev A canonical batch whose first word points to another one after it.
    function _hidesBehindDecoy() private {
        uint256 s = _pick();
        bytes memory execution = abi.encode(_times(1, abi.encodeCall(Target.play, (1))));
        bytes memory hidden = abi.encode(_times(2, abi.encodeCall(Target.play, (1))));
        _store(execution, 0, execution.length + 32);
        _malformed(s, _execute(bytes.concat(execution, hidden)));
    }

    /// @dev Slicing beyond the end fails without a reason.
    function _cutsShort() private {
        uint256 s = _pick();
        bytes memory callData = packed(_times(_between(1, 3), abi.encodeCall(Target.play, (1))));
        uint256 length = callData.length - _between(1, 33);
        assembly ("memory-safe") {
            mstore(callData, length)
        }
        _callsRefused(s, callData, 0);
    }

    function _sendsShortSingle() private {
        uint256 s = _pick();
        bytes memory execution = new bytes(_random(52));
        _malformed(s, abi.encodeWithSelector(account.execute.selector, bytes32(0), execution));
    }

    /// @dev The words of `execute` that say where the execution is and how long it is.
    function _movesTheExecution() private {
        uint256 s = _pick();
        bytes memory callData = _play();
        if (_random(2) == 0) _store(callData, 36, _between(0, 3) * 32 + 65);
        else _store(callData, 68, _between(129, 1_000));
        _malformed(s, callData);
    }

    function _spendsAbove() private {
        uint256 s = _pick();
        uint256 left = sessions[s].maxSpend - sessions[s].spend;
        uint256 amount = _random(4) == 0 ? type(uint256).max - _random(2) : left + _between(1, 1_000);
        _callsRefused(s, _spend(0, amount), ISessionValidator.SpendExceeded.selector);
    }

    function _spendsAboveInABatch() private {
        uint256 s = _pick();
        uint256 left = sessions[s].maxSpend - sessions[s].spend;
        uint256 count = _between(2, ROOM);
        Execution[] memory calls = _times(count, abi.encodeCall(Target.spend, (0, left / count + 1)));
        _callsRefused(s, _together(calls), ISessionValidator.SpendExceeded.selector);
    }

    /// @dev Each alone is within the cap.
    function _spendsAboveInABundle() private {
        uint256 s = _pickStarted();
        uint256 left = sessions[s].maxSpend - sessions[s].spend;
        uint256 count = _between(2, 5);
        Sent[] memory sent = _bundle(s, count, _spend(0, left / count + 1));
        _refused(sent, abi.encodePacked(ISessionValidator.SpendExceeded.selector));
    }

    function _overflowsSpend() private {
        uint256 s = _pick();
        Execution[] memory calls = _times(2, abi.encodeCall(Target.spend, (0, 1 << 255)));
        _callsRefused(s, _together(calls), PANIC);
    }

    function _actsAbove() private {
        uint256 s = _pick();
        uint256 left = sessions[s].maxActions - sessions[s].actions;
        Execution[] memory calls = _times(left + _between(1, 3), abi.encodeCall(Target.setLevel, (1)));
        _callsRefused(s, _together(calls), ISessionValidator.ActionsExceeded.selector);
    }

    function _actsAboveInABundle() private {
        uint256 s = _pickStarted();
        uint256 count = _between(2, 5);
        uint256 each = (sessions[s].maxActions - sessions[s].actions) / count + 1;
        Sent[] memory sent = _bundle(s, count, _together(_times(each, abi.encodeCall(Target.setLevel, (1)))));
        _refused(sent, abi.encodePacked(ISessionValidator.ActionsExceeded.selector));
    }

    /// @dev By preVerificationGas, paid by the account: the sponsor would refuse that much at once.
    function _burnsAboveInABundle() private {
        uint256 s = _pickStarted(false);
        GhostSession storage session = sessions[s];
        uint256 count = _between(2, 5);
        uint256 each = (session.maxGasWei - session.gasWei) / count + 1;
        Sent[] memory sent = _bundle(s, count, _play());
        for (uint256 i = 0; i < count; ++i) {
            PackedUserOperation memory op = sent[i].op;
            uint256 cost = maxCostOf(op);
            if (each > cost) op.preVerificationGas += (each - cost) / 1 gwei + 1;
            sent[i].op = _sign(s, op);
        }
        _refused(sent, abi.encodePacked(ISessionValidator.GasBudgetExceeded.selector));
    }

    function _malformed(uint256 s, bytes memory callData) private {
        _callsRefused(s, callData, ISessionValidator.ExecutionMalformed.selector);
    }

    function _execute(bytes memory execution) private view returns (bytes memory) {
        return abi.encodeWithSelector(account.execute.selector, bytes32(bytes1(0x01)), execution);
    }

    function _store(bytes memory data, uint256 at, uint256 word) private pure {
        for (uint256 i = 0; i < 32; ++i) {
            data[at + i] = bytes32(word)[i];
        }
    }
}
