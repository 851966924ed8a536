// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev Number of actions, and gas in wei whoever pays; and that neither is ever given back.
contract BudgetsTest is StackTest {
    function testFuzz_actions_everyCallOfABatchCounts(uint8 calls, uint8 allowed) public {
        uint256 count = bound(calls, 1, 12);
        allowed = uint8(bound(allowed, 0, 12));
        _enable(allowed, 1 ether);
        if (count > allowed) return _expectActionsExceeded(_plays(count), count, allowed);
        handle(signUse(operation(_plays(count))));
        assertEq(sessionNow().actionsLeft, allowed - count, "left");
    }

    function test_reverts_whenTheActionsAreUsedUp() public {
        _enable(2, 1 ether);
        handle(signUse(operation(callPlay(1))));
        _expectActionsExceeded(_plays(2), 2, 1);
        handle(signUse(operation(callPlay(1))));
        _expectActionsExceeded(callPlay(1), 1, 0);
    }

    function test_reverts_whenNoActionIsAllowed_becauseZeroIsNotUnlimited() public {
        _enable(0, 1 ether);
        _expectActionsExceeded(callPlay(1), 1, 0);
    }

    function testFuzz_gas_theMaximumCostCountsWhoeverPays(uint96 budget, uint64 fee, bool sponsoredOne) public {
        fee = uint64(bound(fee, 1, 10 gwei));
        PackedUserOperation memory op = _operation(fee, sponsoredOne);
        uint256 cost = maxCost(op);
        budget = uint96(bound(budget, cost / 2, cost * 2));
        _enableFor(budget, sponsoredOne);
        op = signUse(op);
        if (cost > budget) return expectRefused(op, _gasExceeded(cost, budget));
        handle(op);
        assertEq(sessionNow().gasLeftWei, budget - cost, "left");
    }

    function test_gas_theBudgetIsInclusive() public {
        PackedUserOperation memory op = operation(callPlay(1));
        _enable(10, uint96(maxCost(op)));
        handle(signUse(op));
        assertEq(sessionNow().gasLeftWei, 0, "all used");
    }

    function test_reverts_whenTheGasIsOneWeiBeyondTheBudget() public {
        PackedUserOperation memory op = operation(callPlay(1));
        uint256 cost = maxCost(op);
        _enable(10, uint96(cost - 1));
        expectRefused(signUse(op), _gasExceeded(cost, cost - 1));
    }

    function test_reverts_whenTheGasIsSpentAcrossOperations() public {
        PackedUserOperation memory op = operation(callPlay(1));
        uint256 cost = maxCost(op);
        _enable(10, uint96(2 * cost - 1));
        handle(signUse(op));
        expectRefused(signUse(operation(callPlay(1))), _gasExceeded(cost, cost - 1));
    }

    /// @dev Each of the five gas fields is part of the sum.
    function testFuzz_gas_everyFieldCounts(uint8 field, uint32 more) public {
        more = uint32(bound(more, 1, 40_000));
        PackedUserOperation memory op = operation(callPlay(1));
        uint256 cost = maxCost(op);
        _enable(10, uint96(cost));
        field = field % 5;
        if (field == 0) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + (uint256(more) << 128));
        if (field == 1) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + more);
        if (field == 2) op.preVerificationGas += more;
        if (field == 3) op.paymasterAndData = _paymasterGas(op.paymasterAndData, 100_000 + more, 50_000);
        if (field == 4) op.paymasterAndData = _paymasterGas(op.paymasterAndData, 100_000, 50_000 + more);
        expectRefused(signUse(op), _gasExceeded(cost + uint256(more) * 1 gwei, cost));
    }

    /// @dev A paymaster without data of its own has gas limits all the same.
    function test_gas_ofAPaymasterWithoutDataCounts() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = abi.encodePacked(address(paymaster), uint128(100_000), uint128(50_000));
        uint256 cost = maxCost(op);
        _enable(10, uint96(cost - 1));
        expectRefused(signUse(op), _gasExceeded(cost, cost - 1));
    }

    /// @dev A renewal uses the lane and the paymaster of the session before it.
    function test_twoSessionsOfOneLane_haveTheirOwnBudgets() public {
        Grant memory first = makeGrant();
        first.maxActions = 5;
        enable(first);
        Grant memory second = makeGrant();
        second.sessionKey = sessionKeyBytes(THIEF_KEY);
        second.maxActions = 9;
        enable(second);
        bytes32 secondId = keccak256(second.sessionKey);
        handle(signUse(operation(callPlay(1))));
        assertEq(sessionNow().actionsLeft, 4, "of the first");
        assertEq(validator.sessionOf(address(account), secondId).actionsLeft, 9, "of the second");
        vm.prank(address(account));
        validator.revoke(sessionId());
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
        Voucher memory voucher = makeVoucher();
        voucher.session = secondId;
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(voucher);
        handle(signUse(op, THIEF_KEY));
        assertEq(validator.sessionOf(address(account), secondId).actionsLeft, 8, "the second goes on");
    }

    function test_counting_isNotGivenBackWhenExecutionReverts() public {
        Grant memory grant = makeGrant();
        grant.permissions[0] = permit("fail(uint256)", 0, 1);
        enable(grant);
        (bool success,) =
            handleAndRead(signUse(operation(single(address(target), 0, abi.encodeCall(Target.fail, (400))))));
        assertFalse(success, "execution reverted");
        assertEq(sessionNow().actionsLeft, 99, "action is used");
        assertEq(sessionNow().spendLeft, 600, "spend is used");
        assertLt(sessionNow().gasLeftWei, 1 ether, "gas is used");
    }

    function test_firstOperation_thatReverts_keepsTheSessionEnabled() public {
        Grant memory grant = makeGrant();
        grant.permissions[0] = permit("fail(uint256)", 0, 0);
        PackedUserOperation memory op = operation(single(address(target), 0, abi.encodeCall(Target.fail, (1))));
        (bool success,) = handleAndRead(signFirst(op, grant));
        assertFalse(success, "execution reverted");
        assertStatus(ISessionValidator.Status.Enabled, "still enabled");
        handle(signUse(operation(callSpend(3))));
        assertEq(target.spent(), 3, "the next one goes without the grant");
    }

    /// @dev One call fails, all are undone, all are counted.
    function test_batch_thatRevertsHalfway_countsEveryCall() public {
        Grant memory grant = makeGrant();
        grant.permissions[0] = permit("fail(uint256)", 0, 0);
        enable(grant);
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(target), 0, abi.encodeCall(Target.spend, (0, 10)));
        calls[1] = Execution(address(target), 0, abi.encodeCall(Target.fail, (1)));
        handle(signUse(operation(batch(calls))));
        assertEq(target.spent(), 0, "a batch is atomic");
        assertEq(sessionNow().actionsLeft, 98, "both counted");
        assertEq(sessionNow().spendLeft, 990, "spend counted");
    }

    function test_refusedOperations_countNothing() public {
        enable(makeGrant());
        expectCallsRefused(
            callSpend(1_001), abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 1_001, 1_000)
        );
        assertEq(sessionNow().actionsLeft, 100, "actions");
        assertEq(sessionNow().gasLeftWei, 1 ether, "gas");
    }

    function _operation(uint64 fee, bool sponsoredOne) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.gasFees = bytes32((uint256(fee) << 128) | fee);
        if (!sponsoredOne) op.paymasterAndData = "";
    }

    function _enable(uint32 actions, uint96 gasWei) private {
        Grant memory grant = makeGrant();
        grant.maxActions = actions;
        grant.maxGasWei = gasWei;
        enable(grant);
    }

    function _enableFor(uint96 gasWei, bool sponsoredOne) private {
        Grant memory grant = makeGrant();
        grant.maxGasWei = gasWei;
        if (!sponsoredOne) grant.paymaster = address(0);
        enable(grant);
    }

    function _plays(uint256 count) private view returns (bytes memory) {
        Execution[] memory calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        }
        return batch(calls);
    }

    function _paymasterGas(bytes memory data, uint256 verification, uint256 postOp)
        private
        pure
        returns (bytes memory)
    {
        uint256 word = (verification << 128) | postOp;
        for (uint256 i = 0; i < 32; ++i) {
            data[20 + i] = bytes32(word)[i];
        }
        return data;
    }

    function _expectActionsExceeded(bytes memory callData, uint256 seen, uint256 allowed) private {
        expectCallsRefused(callData, abi.encodeWithSelector(ISessionValidator.ActionsExceeded.selector, seen, allowed));
    }

    function _gasExceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.GasBudgetExceeded.selector, seen, allowed);
    }
}
