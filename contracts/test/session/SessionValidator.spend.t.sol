// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {stdError} from "forge-std/StdError.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev The cumulative cap on the amount argument: 1,000 in {makeGrant}.
contract SpendTest is StackTest {
    function setUp() public override {
        super.setUp();
        enable(makeGrant());
    }

    function testFuzz_single_passesUpToTheCapOnly(uint256 amount) public {
        amount = amount % 2 == 0 ? amount : amount % 2_000;
        if (amount > 1_000) return _refused(callSpend(amount), amount, 1_000);
        handle(signUse(operation(callSpend(amount))));
        assertEq(sessionNow().spendLeft, 1_000 - amount, "left");
        assertEq(target.spent(), amount, "spent");
    }

    function test_reverts_whenOneBeyondTheCap() public {
        _refused(callSpend(1_001), 1_001, 1_000);
        handle(signUse(operation(callSpend(1_000))));
    }

    function testFuzz_cap_isCumulativeAcrossOperations(uint256 first, uint256 second) public {
        first = bound(first, 0, 1_000);
        second = bound(second, 0, 1_100);
        handle(signUse(operation(callSpend(first))));
        if (second > 1_000 - first) return _refused(callSpend(second), second, 1_000 - first);
        handle(signUse(operation(callSpend(second))));
        assertEq(sessionNow().spendLeft, 1_000 - first - second, "left");
    }

    function testFuzz_cap_isTheSumOverABatch(uint16 a, uint16 b, uint16 c) public {
        uint256 sum = uint256(a) % 700 + uint256(b) % 700 + uint256(c) % 700;
        bytes memory callData = _batch(a % 700, b % 700, c % 700);
        if (sum > 1_000) return _refused(callData, sum, 1_000);
        handle(signUse(operation(callData)));
        assertEq(target.spent(), sum, "spent");
    }

    function test_reverts_whenTheCapIsSplitOverABatch() public {
        _refused(_batch(500, 500, 1), 1_001, 1_000);
    }

    function testFuzz_reverts_whenTheSumOverflows(uint256 amount) public {
        amount = bound(amount, 1, type(uint256).max);
        expectCallsRefused(_batch(type(uint256).max, amount, 0), stdError.arithmeticError);
    }

    function testFuzz_reverts_whenTheAmountFitsTheCapOnlyAfterTruncation(uint160 high) public {
        vm.assume(high != 0);
        uint256 amount = (uint256(high) << 96) | 1;
        _refused(callSpend(amount), amount, 1_000);
    }

    function test_functionsWithoutAnAmount_countNothing() public {
        handle(signUse(operation(callPlay(5_000))));
        assertEq(sessionNow().spendLeft, 1_000, "left");
    }

    function test_reverts_whenTheAmountIsCutOff() public {
        bytes memory data = abi.encodePacked(Target.spend.selector, uint256(1), bytes31(0));
        expectCallsRefused(
            single(address(target), 0, data),
            abi.encodeWithSelector(ISessionValidator.CallArgumentMissing.selector, 0, 1, data.length)
        );
    }

    function test_reverts_whenTheCapIsZero_becauseZeroIsNotUnlimited() public {
        Grant memory grant = makeGrant();
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        grant.maxSpend = 0;
        enable(grant);
        expectRefused(
            signUse(operation(callSpend(1)), THIEF_KEY),
            abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 1, 0)
        );
    }

    function _batch(uint256 a, uint256 b, uint256 c) private view returns (bytes memory) {
        Execution[] memory calls = new Execution[](3);
        calls[0] = Execution(address(target), 0, abi.encodeCall(Target.spend, (0, a)));
        calls[1] = Execution(address(target), 0, abi.encodeCall(Target.spend, (1, b)));
        calls[2] = Execution(address(target), 0, abi.encodeCall(Target.spend, (2, c)));
        return batch(calls);
    }

    function _refused(bytes memory callData, uint256 seen, uint256 allowed) private {
        expectCallsRefused(callData, abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, seen, allowed));
    }
}
