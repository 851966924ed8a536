// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Target} from "../support/Target.sol";
import {Limit, Permission} from "../support/Grant.sol";
import {GhostCount, GhostRule} from "./Ghost.sol";
import {World} from "./World.sol";

/// @notice The rules of a session as granted, and what they have counted, in a second implementation without the contracts. Two
/// functions have two rules each; three rules have limits, in random periods.
abstract contract GhostRules is World {
    uint128 internal constant MAX_VALUE = 1_000;

    uint8 internal constant PLAY = 0;
    uint8 internal constant RARELY = 1;
    uint8 internal constant SPEND = 2;
    uint8 internal constant BUDGETED = 3;
    uint8 internal constant LEVEL = 4;
    uint8 internal constant FAIL = 5;
    uint8 internal constant RULES = 6;

    mapping(uint256 session => mapping(uint256 rule => GhostRule)) internal rules;
    mapping(uint256 session => mapping(uint256 rule => mapping(uint256 period => GhostCount))) internal counts;
    /// @dev The newest period in which a rule has counted.
    mapping(uint256 session => mapping(uint256 rule => uint256)) internal newest;

    /// @dev The period of the budget of the next new session; zero: any.
    uint256 internal nextPeriod;

    function _makeRules(uint256 s) internal {
        uint256 most = sessions[s].maxActions;
        GhostRule storage play = _rule(s, PLAY, "play(uint256)", 0, 99);
        _counts(play, _between(1, 4), _between(8, most), 0);
        // Nothing leaves a confined account, and no grant can change that.
        if (!_isConfined(sessions[s].account)) {
            (play.maxValue, play.maxTotal) = (MAX_VALUE, _between(MAX_VALUE, 8 * MAX_VALUE));
        }
        _counts(_rule(s, RARELY, "play(uint256)", 100, 199), _between(1, 4), _between(2, 5), 0);
        _rule(s, SPEND, "spend(uint256,uint256)", 0, 0).spends = true;
        GhostRule storage budgeted = _rule(s, BUDGETED, "spend(uint256,uint256)", 1, 9);
        budgeted.spends = true;
        uint256 period = nextPeriod == 0 ? _between(1, 4) : nextPeriod;
        _counts(budgeted, period, _random(2) * most, _between(10, sessions[s].maxSpend / 2));
        _rule(s, LEVEL, "setLevel(int256)", -5, 5);
        _rule(s, FAIL, "fail(uint256)", type(int256).min, type(int256).max);
    }

    function _rule(uint256 s, uint256 number, string memory text, int256 min, int256 max)
        private
        returns (GhostRule storage rule)
    {
        rule = rules[s][number];
        rule.text = text;
        rule.selector = bytes4(keccak256(bytes(text)));
        (rule.min, rule.max) = (min, max);
    }

    function _counts(GhostRule storage rule, uint256 period, uint256 maxCalls, uint256 maxAmount) private {
        (rule.period, rule.maxCalls, rule.maxAmount) = (period, maxCalls, maxAmount);
    }

    /// @dev What the owner signs for it; the session's target is the current one.
    function _permissionOf(GhostRule storage rule) internal view returns (Permission memory permission) {
        permission = permit(rule.text);
        permission.maxValue = uint128(rule.maxValue);
        if (rule.spends) permission.spendArgument = "2";
        if (rule.min != type(int256).min) {
            permission.conditions = only(condition("1", "between", uint256(rule.min), uint256(rule.max)));
        }
        if (rule.period == 0) return permission;
        permission.period = ["session", "hour", "day", "week"][rule.period - 1];
        Limit[] memory limits = new Limit[](3);
        uint256 count;
        if (rule.maxCalls != 0) limits[count++] = Limit("calls", uint96(rule.maxCalls));
        if (rule.maxAmount != 0) limits[count++] = Limit("2", uint96(rule.maxAmount));
        if (rule.maxTotal != 0) limits[count++] = Limit("value", uint96(rule.maxTotal));
        permission.limits = new Limit[](count);
        for (uint256 i = 0; i < count; ++i) {
            permission.limits[i] = limits[i];
        }
    }

    /// @dev The number of the period that contains a second. The first day was a Thursday, so the first Monday was the fifth.
    function _periodOf(uint256 kind, uint256 time) internal pure returns (uint256) {
        if (kind <= 1) return 0;
        if (kind == 2) return time / 60 / 60;
        uint256 day = time / 60 / 60 / 24;
        return kind == 3 ? day : (day + 7 - 4) / 7;
    }

    /// @dev The first second of the period after this one.
    function _nextPeriod(uint256 kind) internal view returns (uint256 time) {
        time = (vm.getBlockTimestamp() / 60 / 60 + 1) * 60 * 60;
        while (_periodOf(kind, time) == _periodOf(kind, vm.getBlockTimestamp())) {
            time += 60 * 60;
        }
    }

    /// @dev An accepted call: it must be within its rule, and in the rule's current period.
    function _bookRule(uint256 s, uint256 number, uint256 time, uint256 value, uint256 amount) internal {
        GhostRule storage rule = rules[s][number];
        assertLe(value, rule.maxValue, "accepted: value within the limit");
        if (rule.period == 0) return;
        uint256 period = _periodOf(rule.period, vm.getBlockTimestamp());
        if (rule.period > 1) {
            assertEq(_periodOf(rule.period, time), period, "accepted: names the period that it is in");
        }
        GhostCount storage count = counts[s][number][period];
        count.calls += 1;
        count.value += value;
        if (rule.maxAmount != 0) count.amount += amount;
        newest[s][number] = period;
        if (rule.maxCalls != 0) assertLe(count.calls, rule.maxCalls, "accepted: calls within the rule's limit");
        assertLe(count.amount, rule.maxAmount, "accepted: amount within the rule's limit");
        assertLe(count.value, rule.maxTotal, "accepted: value within the rule's limit");
    }

    /// @dev What the rule has counted in the current period.
    function _countOf(uint256 s, uint256 number) internal view returns (GhostCount storage) {
        return counts[s][number][_periodOf(rules[s][number].period, vm.getBlockTimestamp())];
    }

    function _callsLeft(uint256 s, uint256 number) internal view returns (uint256) {
        return rules[s][number].maxCalls - _countOf(s, number).calls;
    }

    function _amountLeft(uint256 s) internal view returns (uint256) {
        return rules[s][BUDGETED].maxAmount - _countOf(s, BUDGETED).amount;
    }

    function _valueLeft(uint256 s) internal view returns (uint256) {
        return rules[s][PLAY].maxTotal - _countOf(s, PLAY).value;
    }

    function _effectOf(uint256 s) internal view returns (bytes32) {
        Target reached = sessions[s].target;
        return keccak256(
            abi.encode(reached.played(), reached.spent(), reached.received(), reached.level(), reached.emptyCalls())
        );
    }
}
