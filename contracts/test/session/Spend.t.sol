// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {stdError} from "forge-std/StdError.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev The cumulative cap on the amount argument: 1,000 in {makeGrant}.
contract SpendTest is SessionTest {
    function setUp() public override {
        super.setUp();
        enable(unpaid(makeGrant()));
    }

    function testFuzz_single_passesUpToTheCapOnly(uint256 amount) public {
        amount = amount % 2 == 0 ? amount : amount % 2_000;
        if (amount > 1_000) return _refused(callSpend(amount), amount, 1_000);
        _allows(callSpend(amount));
        assertEq(_left(), 1_000 - amount, "left");
        assertEq(target.spent(), amount, "spent");
    }

    function test_reverts_whenOneBeyondTheCap() public {
        _refused(callSpend(1_001), 1_001, 1_000);
        _allows(callSpend(1_000));
    }

    function testFuzz_cap_isCumulativeAcrossOperations(uint256 first_, uint256 second) public {
        first_ = bound(first_, 0, 1_000);
        second = bound(second, 0, 1_100);
        _allows(callSpend(first_));
        if (second > 1_000 - first_) return _refused(callSpend(second), second, 1_000 - first_);
        _allows(callSpend(second));
        assertEq(_left(), 1_000 - first_ - second, "left");
    }

    function testFuzz_cap_isTheSumOverABatch(uint16 a, uint16 b, uint16 c, bool isPacked) public {
        uint256 sum = uint256(a) % 700 + uint256(b) % 700 + uint256(c) % 700;
        Execution[] memory list = _calls(a % 700, b % 700, c % 700);
        bytes memory callData = isPacked ? packed(list) : batch(list);
        if (sum > 1_000) return _refused(callData, sum, 1_000);
        _allows(callData);
        assertEq(target.spent(), sum, "spent");
    }

    function test_reverts_whenTheCapIsSplitOverABatch() public {
        _refused(batch(_calls(500, 500, 1)), 1_001, 1_000);
        _refused(packed(_calls(500, 500, 1)), 1_001, 1_000);
    }

    function testFuzz_reverts_whenTheSumOverflows(uint256 amount) public {
        amount = bound(amount, 1, type(uint256).max);
        Execution[] memory list = _calls(type(uint256).max, amount, 0);
        expectRefused(use(_grant(), batch(list), hint(1)), stdError.arithmeticError);
        expectRefused(use(_grant(), packed(list), hint(1)), stdError.arithmeticError);
    }

    function testFuzz_reverts_whenTheAmountFitsTheCapOnlyAfterTruncation(uint160 high) public {
        vm.assume(high != 0);
        uint256 amount = (uint256(high) << 96) | 1;
        _refused(callSpend(amount), amount, 1_000);
    }

    function test_functionsWithoutAnAmount_countNothing() public {
        handle(use(_grant(), callPlay(5_000), hint(0)));
        assertEq(_left(), 1_000, "left");
    }

    function test_reverts_whenTheAmountIsCutOff() public {
        bytes memory data = abi.encodePacked(Target.spend.selector, uint256(1), bytes31(0));
        expectRefused(
            use(_grant(), single(address(target), 0, data), hint(1)),
            abi.encodeWithSelector(ISessionValidator.CallArgumentMissing.selector, 0, 36, data.length)
        );
    }

    function test_reverts_whenTheCapIsZero_becauseZeroIsNotUnlimited() public {
        Grant memory grant = _grant();
        grant.nonceKey = laneOf(8);
        grant.maxSpend = 0;
        enable(grant);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 1, 0);
        expectRefused(use(grant, callSpend(1), hint(1)), reason);
    }

    /// @dev Another session with the same key, rules and paymaster has another lane, and its own budget.
    function test_twoSessionsOfOneKey_haveTheirOwnBudgets() public {
        Grant memory one = _grant();
        Grant memory two = _grant();
        (one.nonceKey, two.nonceKey) = (laneOf(8), laneOf(9));
        (one.maxActions, two.maxActions) = (5, 9);
        enable(one);
        enable(two);
        handle(use(one, callPlay(1), hint(0)));
        assertEq(sessionNow(one).actionsLeft, 4, "of the first");
        assertEq(sessionNow(two).actionsLeft, 9, "of the second");
        bytes32 session = sessionOf(one);
        vm.prank(address(account));
        validator.revoke(session);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, session);
        expectRefused(use(one, callPlay(1), hint(0)), reason);
        handle(use(two, callPlay(1), hint(0)));
        assertEq(sessionNow(two).actionsLeft, 8, "the second goes on");
    }

    function _grant() private view returns (Grant memory) {
        return unpaid(makeGrant());
    }

    function _left() private view returns (uint256) {
        return sessionNow(_grant()).spendLeft;
    }

    function _calls(uint256 a, uint256 b, uint256 c) private view returns (Execution[] memory list) {
        list = new Execution[](3);
        list[0] = Execution(address(target), 0, abi.encodeCall(Target.spend, (0, a)));
        list[1] = Execution(address(target), 0, abi.encodeCall(Target.spend, (1, b)));
        list[2] = Execution(address(target), 0, abi.encodeCall(Target.spend, (2, c)));
    }

    function _allows(bytes memory callData) private {
        handle(use(_grant(), callData, hint(1)));
    }

    function _refused(bytes memory callData, uint256 seen, uint256 allowed) private {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, seen, allowed);
        expectRefused(use(_grant(), callData, hint(1)), reason);
    }
}
