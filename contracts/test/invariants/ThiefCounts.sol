// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {CountingHandler} from "./CountingHandler.sol";
import {Sent} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice More than a rule allows, periods other than the current one, and hints at rules for other calls.
abstract contract ThiefCounts is Thief, CountingHandler {
    function _dealThiefCounts() internal {
        _attack("calls more often than a rule allows", _callsTooOften);
        _attack("calls more often than a rule allows, in a bundle", _callsTooOftenInABundle);
        _attack("asks for more than a rule's amount", _asksForMore);
        _attack("asks for more than a rule's amount, in parts", _asksForMoreInParts);
        _attack("sends more value than a rule's total", _sendsMoreValue);
        _attack("names a period that is over", _namesPeriodThatIsOver);
        _attack("names a period that is over, after it counted in this one", _goesBackToAPeriod);
        _attack("names a period to come", _namesPeriodToCome);
        _attack("hints at another rule", _hintsAtAnotherRule);
        _attack("hints at a rule of the same function that counts less", _hintsAtTheLaxRule);
        _attack("hints at no rule", _hintsAtNoRule);
        _attack("hints at nothing", _hintsAtNothing);
    }

    function _callsTooOften() private {
        uint256 s = _pick();
        uint256 count = _callsLeft(s, RARELY) + 1;
        _countsRefused(s, _together(_times(count, abi.encodeCall(Target.play, (120)))));
    }

    /// @dev Each alone is within the limit.
    function _callsTooOftenInABundle() private {
        uint256 s = _pickStarted();
        uint256 left = _callsLeft(s, RARELY);
        Sent[] memory sent = _bundle(s, left + 1, callPlay(120));
        _refused(sent, abi.encodePacked(ISessionValidator.LimitExceeded.selector));
    }

    function _asksForMore() private {
        uint256 s = _pick();
        uint256 most = _random(4) == 0 ? type(uint248).max : 1_000;
        _countsRefused(s, _spend(_between(1, 9), _amountLeft(s) + _between(1, most)));
    }

    function _asksForMoreInParts() private {
        uint256 s = _pick();
        uint256 count = _between(2, ROOM);
        _countsRefused(s, _together(_times(count, abi.encodeCall(Target.spend, (1, _amountLeft(s) / count + 1)))));
    }

    function _sendsMoreValue() private {
        uint256 s = _newSession(_freeAccount(), _random(2) == 0, 0);
        Execution[] memory calls = _times(_valueLeft(s) / MAX_VALUE + 1, abi.encodeCall(Target.play, (1)));
        for (uint256 i = 0; i < calls.length; ++i) {
            calls[i].value = MAX_VALUE;
        }
        PackedUserOperation memory op = _operation(s, batch(calls));
        _refused(s, _sign(s, op), ISessionValidator.LimitExceeded.selector);
    }

    /// @dev A period in which it had used nothing.
    function _namesPeriodThatIsOver() private {
        (uint256 s, uint256 before) = _intoTheNextPeriod();
        PackedUserOperation memory op = _operation(s, _spend(5, 1));
        _failed(s, _sign(s, op, hint(BUDGETED), before), "AA22 expired or not due");
    }

    function _goesBackToAPeriod() private {
        (uint256 s, uint256 before) = _intoTheNextPeriod();
        assertEq(_handle(s, _sign(s, _operation(s, _spend(5, 1)))), "", "it counts in this one");
        PackedUserOperation memory op = _operation(s, _spend(5, 1));
        _refused(s, _sign(s, op, hint(BUDGETED), before), ISessionValidator.PeriodOver.selector);
    }

    function _namesPeriodToCome() private {
        uint256 s = _longSession(_between(2, 4));
        uint256 next = _nextPeriod(rules[s][BUDGETED].period);
        PackedUserOperation memory op = _operation(s, _spend(5, rules[s][BUDGETED].maxAmount));
        _failed(s, _sign(s, op, hint(BUDGETED), next), "AA22 expired or not due");
    }

    function _hintsAtAnotherRule() private {
        uint256 s = _pick();
        uint8 wrong = [SPEND, BUDGETED, LEVEL, FAIL][_random(4)];
        _hintRefused(s, _play(), hint(wrong), ISessionValidator.CallNotPermitted.selector);
    }

    /// @dev Or more: how much it may ask for does not matter here.
    function _hintsAtTheLaxRule() private {
        uint256 s = _pick();
        bool isPlay = _random(2) == 0;
        bytes memory callData = isPlay ? callPlay(120) : _spend(5, 1);
        _hintRefused(s, callData, hint(isPlay ? PLAY : SPEND), ISessionValidator.CallArgumentRefused.selector);
    }

    function _hintsAtNoRule() private {
        uint256 s = _pick();
        bytes memory hints = hint(uint8(_between(RULES, 255)));
        _hintRefused(s, _play(), hints, ISessionValidator.CallNotPermitted.selector);
    }

    function _hintsAtNothing() private {
        uint256 s = _pick();
        _hintRefused(s, _play(), "", ISessionValidator.HintMissing.selector);
    }

    function _hintRefused(uint256 s, bytes memory callData, bytes memory hints, bytes4 reason) private {
        _refused(s, _sign(s, _operation(s, callData), hints, vm.getBlockTimestamp()), reason);
    }

    function _countsRefused(uint256 s, bytes memory callData) private {
        _callsRefused(s, callData, ISessionValidator.LimitExceeded.selector);
    }

    /// @dev A session that began in one period, and its second within that, after the next period has begun.
    function _intoTheNextPeriod() private returns (uint256 s, uint256 before) {
        s = _longSession(_between(2, 4));
        assertEq(_handle(s, _sign(s, _operation(s, _level(1)))), "", "it begins");
        before = vm.getBlockTimestamp();
        _warpTo(_nextPeriod(rules[s][BUDGETED].period));
        _use(s);
    }
}
