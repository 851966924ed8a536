// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev The number of actions, and gas in wei whoever pays; neither is ever given back.
contract BudgetsTest is Sponsored {
    function testFuzz_actions_everyCallOfABatchCounts(uint8 calls, uint8 allowed, bool isPacked) public {
        uint256 count = bound(calls, 1, 12);
        allowed = uint8(bound(allowed, 0, 12));
        Grant memory grant = _grant();
        grant.maxActions = allowed;
        enable(grant);
        bytes memory callData = isPacked ? packed(_plays(count)) : batch(_plays(count));
        if (count > allowed) return _refuses(grant, callData, _actionsExceeded(count, allowed));
        handle(use(grant, callData, hint(0)));
        assertEq(sessionNow(grant).actionsLeft, allowed - count, "left");
    }

    function test_reverts_whenTheActionsAreUsedUp() public {
        Grant memory grant = _grant();
        grant.maxActions = 2;
        enable(grant);
        handle(use(grant, callPlay(1), hint(0)));
        _refuses(grant, batch(_plays(2)), _actionsExceeded(2, 1));
        handle(use(grant, callPlay(1), hint(0)));
        _refuses(grant, callPlay(1), _actionsExceeded(1, 0));
    }

    function test_reverts_whenNoActionIsAllowed_becauseZeroIsNotUnlimited() public {
        Grant memory grant = _grant();
        grant.maxActions = 0;
        enable(grant);
        _refuses(grant, callPlay(1), _actionsExceeded(1, 0));
    }

    function testFuzz_gas_theMaximumCostCountsWhoeverPays(uint64 budget, uint64 fee, bool isSponsored) public {
        fee = uint64(bound(fee, 1, 10 gwei));
        Grant memory grant = isSponsored ? makeGrant() : _grant();
        uint256 cost = maxCostOf(_at(grant, fee));
        grant.maxGasWei = uint64(bound(budget, cost / 2, cost * 2));
        PackedUserOperation memory op = _at(grant, fee);
        if (isSponsored && cost <= grant.maxGasWei) {
            // Its voucher goes with the first operation, which has the same limits here.
            op.paymasterAndData = sponsored(voucherFor(grant));
            cost = maxCostOf(op);
        }
        op = signFirst(op, grant, hint(0));
        if (cost > grant.maxGasWei) return expectRefused(op, _gasExceeded(cost, grant.maxGasWei));
        handle(op);
        assertEq(sessionNow(grant).gasLeftWei, grant.maxGasWei - cost, "left");
    }

    function test_gas_theBudgetIsInclusive() public {
        Grant memory grant = _opened(0);
        handle(use(grant, callPlay(1), hint(0)));
        assertEq(sessionNow(grant).gasLeftWei, 0, "all used");
    }

    function test_reverts_whenTheGasIsOneWeiBeyondTheBudget() public {
        Grant memory grant = _opened(1);
        uint256 cost = maxCostOf(operation(grant, callPlay(1)));
        _refuses(grant, callPlay(1), _gasExceeded(cost, cost - 1));
    }

    /// @dev Each gas field is part of the sum; a paymaster has limits even without its own data.
    function testFuzz_gas_everyFieldCounts(uint8 field, uint32 more) public {
        more = uint32(bound(more, 1, 40_000));
        Grant memory grant = makeGrant();
        uint256 cost = maxCostOf(operation(grant, callPlay(1)));
        grant.maxGasWei = uint64(cost);
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        field = field % 5;
        uint256 limits = uint256(op.accountGasLimits);
        if (field == 0) op.accountGasLimits = bytes32(limits + (uint256(more) << 128));
        if (field == 1) op.accountGasLimits = bytes32(limits + more);
        if (field == 2) op.preVerificationGas += more;
        if (field == 3) op.paymasterAndData = abi.encodePacked(paymaster, uint128(100_000) + more, uint128(0));
        if (field == 4) op.paymasterAndData = abi.encodePacked(paymaster, uint128(100_000), uint128(more));
        op = signUse(op, grant, hint(0));
        expectRefused(op, _gasExceeded(cost + uint256(more) * 1 gwei, cost));
    }

    /// @dev Numbers whose product or sum would wrap do not become small.
    function test_gas_thatWraps_isNotCheap() public {
        Grant memory grant = _grant();
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.preVerificationGas = type(uint256).max - 2_500_000 + 1;
        op = signUse(op, grant, hint(0));
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        validator.validateUserOp(forModule(op), 0);
    }

    function test_counting_isNotGivenBackWhenExecutionReverts() public {
        Grant memory grant = _failing();
        grant.permissions[0].spendArgument = "1";
        enable(grant);
        (bool success,) = handleAndRead(use(grant, _fail(400), hint(0)));
        assertFalse(success, "execution reverted");
        assertEq(sessionNow(grant).actionsLeft, 99, "action is used");
        assertEq(sessionNow(grant).spendLeft, 600, "spend is used");
        assertLt(sessionNow(grant).gasLeftWei, 1 ether, "gas is used");
    }

    function test_firstOperation_thatReverts_keepsTheSessionEnabled() public {
        Grant memory grant = _failing();
        (bool success,) = handleAndRead(signFirst(operation(grant, _fail(1)), grant, hint(0)));
        assertFalse(success, "execution reverted");
        assertTrue(sessionNow(grant).isLive, "still enabled");
        handle(use(grant, callSpend(3), hint(1)));
        assertEq(target.spent(), 3, "the next one goes without the grant");
    }

    /// @dev One call fails, all are undone, all are counted.
    function test_batch_thatRevertsHalfway_countsEveryCall() public {
        Grant memory grant = _failing();
        enable(grant);
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(target), 0, abi.encodeCall(Target.spend, (0, 10)));
        calls[1] = Execution(address(target), 0, abi.encodeCall(Target.fail, (1)));
        handle(use(grant, batch(calls), hex"0100"));
        handle(use(grant, packed(calls), hex"0100"));
        assertEq(target.spent(), 0, "a batch is atomic");
        assertEq(sessionNow(grant).actionsLeft, 96, "all counted");
        assertEq(sessionNow(grant).spendLeft, 980, "spend counted");
    }

    function test_refusedOperations_countNothing() public {
        Grant memory grant = _grant();
        enable(grant);
        bytes memory exceeded = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 1_001, 1_000);
        expectRefused(use(grant, callSpend(1_001), hint(1)), exceeded);
        assertEq(sessionNow(grant).actionsLeft, 100, "actions");
        assertEq(sessionNow(grant).gasLeftWei, 1 ether, "gas");
    }

    function _grant() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
    }

    function _failing() private view returns (Grant memory grant) {
        grant = _grant();
        grant.permissions[0] = permit("fail(uint256)");
    }

    /// @dev With the budget of one operation, minus `less`.
    function _opened(uint64 less) private returns (Grant memory grant) {
        grant = _grant();
        grant.maxGasWei = uint64(maxCostOf(operation(grant, callPlay(1)))) - less;
        enable(grant);
    }

    function _at(Grant memory grant, uint64 fee) private view returns (PackedUserOperation memory op) {
        op = operation(grant, callPlay(1));
        op.gasFees = bytes32((uint256(fee) << 128) | fee);
    }

    function _fail(uint256 value) private view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.fail, (value)));
    }

    function _plays(uint256 count) private view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        }
    }

    function _refuses(Grant memory grant, bytes memory callData, bytes memory reason) private {
        expectRefused(use(grant, callData, hint(0)), reason);
    }

    function _actionsExceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.ActionsExceeded.selector, seen, allowed);
    }

    function _gasExceeded(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.GasBudgetExceeded.selector, seen, allowed);
    }
}
