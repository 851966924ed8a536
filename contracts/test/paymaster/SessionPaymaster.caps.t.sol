// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Fees and gas fields that a session voucher pays for, and the total; each cap inclusive.
contract CapsTest is StackTest {
    function setUp() public override {
        super.setUp();
        Grant memory grant = makeGrant();
        grant.maxGasWei = 1_000 ether;
        enable(grant);
        entryPoint.depositTo{value: 100 ether}(address(paymaster));
    }

    function testFuzz_maxFee_isCapped(uint96 fee) public {
        fee = uint96(bound(fee, 1 gwei, 30 gwei));
        PackedUserOperation memory op = operation(callPlay(1));
        op.gasFees = bytes32((uint256(1 gwei) << 128) | fee);
        _check(op, fee, 10 gwei, SessionPaymaster.FeeAboveCap.selector);
    }

    function testFuzz_priorityFee_isCapped(uint120 fee) public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.gasFees = bytes32((uint256(fee) << 128) | 1 gwei);
        _check(op, fee, 10 gwei, SessionPaymaster.PriorityFeeAboveCap.selector);
    }

    function testFuzz_verificationGas_isCapped(uint32 gas) public {
        gas = uint32(bound(gas, 1_000_000, 4_000_000));
        PackedUserOperation memory op = operation(callPlay(1));
        op.accountGasLimits = bytes32((uint256(gas) << 128) | 1_000_000);
        _check(op, gas, 2_000_000, SessionPaymaster.VerificationGasAboveCap.selector);
    }

    function testFuzz_callGas_isCapped(uint32 gas) public {
        gas = uint32(bound(gas, 1_000_000, 12_000_000));
        PackedUserOperation memory op = operation(callPlay(1));
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | gas);
        _check(op, gas, 6_000_000, SessionPaymaster.CallGasAboveCap.selector);
    }

    function testFuzz_preVerificationGas_isCapped(uint32 gas) public {
        gas = uint32(bound(gas, 0, 1_000_000));
        PackedUserOperation memory op = operation(callPlay(1));
        op.preVerificationGas = gas;
        _check(op, gas, 500_000, SessionPaymaster.PreVerificationGasAboveCap.selector);
    }

    function testFuzz_paymasterVerificationGas_isCapped(uint32 gas) public {
        gas = uint32(bound(gas, 100_000, 400_000));
        _check(_paymasterGas(gas, 50_000), gas, 200_000, SessionPaymaster.PaymasterVerificationGasAboveCap.selector);
    }

    function testFuzz_paymasterPostOpGas_isCapped(uint32 gas) public {
        gas = uint32(bound(gas, 50_000, 200_000));
        _check(_paymasterGas(100_000, gas), gas, 100_000, SessionPaymaster.PaymasterPostOpGasAboveCap.selector);
    }

    /// @dev With too little gas post-op would fail, and the EntryPoint would undo the player's own call.
    function test_paymasterPostOpGas_hasAFloor() public {
        expectUnpaid(
            signUse(_paymasterGas(100_000, 9_999)),
            abi.encodeWithSelector(SessionPaymaster.PaymasterPostOpGasBelowFloor.selector, 9_999, 10_000)
        );
        uint256 deposit = entryPoint.balanceOf(address(paymaster));
        handle(signUse(_paymasterGas(100_000, 10_000)));
        assertEq(target.played(), 1, "played");
        assertGt(availableWei(), 1 ether - maxCost(operation("")), "post-op gave something back");
        assertLe(deposit - entryPoint.balanceOf(address(paymaster)), 1 ether - availableWei(), "never below");
    }

    /// @dev Caps that do not fit the registered word are kept lower, never higher.
    function test_feeCapsAbove48Bits_areKeptAs48Bits() public {
        Voucher memory voucher = makeVoucher();
        voucher.maxFeePerGas = type(uint96).max;
        voucher.maxPriorityFeePerGas = uint96(type(uint48).max) + 1;
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(voucher);
        handle(signUse(op));
        SessionPaymaster.RegisteredVoucher memory seen = paymaster.voucherOf(address(account), sessionId(), lane());
        assertEq(seen.maxFeePerGas, type(uint48).max, "fee");
        assertEq(seen.maxPriorityFeePerGas, type(uint48).max, "priority fee");
    }

    function test_everyCap_isInclusive() public {
        PackedUserOperation memory op = _paymasterGas(200_000, 100_000);
        op.accountGasLimits = bytes32((uint256(2_000_000) << 128) | 6_000_000);
        op.preVerificationGas = 500_000;
        op.gasFees = bytes32((uint256(10 gwei) << 128) | 10 gwei);
        handle(signUse(op));
        assertEq(target.played(), 1, "played");
    }

    function test_reverts_whenAnyCapIsExceededByOne() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.gasFees = bytes32((uint256(1 gwei) << 128) | (10 gwei + 1));
        _check(op, 10 gwei + 1, 10 gwei, SessionPaymaster.FeeAboveCap.selector);
        op.gasFees = bytes32(((uint256(10 gwei) + 1) << 128) | 1 gwei);
        _check(op, 10 gwei + 1, 10 gwei, SessionPaymaster.PriorityFeeAboveCap.selector);
        op = operation(callPlay(1));
        op.accountGasLimits = bytes32((uint256(2_000_001) << 128) | 1_000_000);
        _check(op, 2_000_001, 2_000_000, SessionPaymaster.VerificationGasAboveCap.selector);
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 6_000_001);
        _check(op, 6_000_001, 6_000_000, SessionPaymaster.CallGasAboveCap.selector);
        op = operation(callPlay(1));
        op.preVerificationGas = 500_001;
        _check(op, 500_001, 500_000, SessionPaymaster.PreVerificationGasAboveCap.selector);
        op = _paymasterGas(200_001, 50_000);
        _check(op, 200_001, 200_000, SessionPaymaster.PaymasterVerificationGasAboveCap.selector);
        op = _paymasterGas(100_000, 100_001);
        _check(op, 100_001, 100_000, SessionPaymaster.PaymasterPostOpGasAboveCap.selector);
    }

    function test_total_isInclusive_andOneWeiMoreIsRefused() public {
        PackedUserOperation memory op = operation(callPlay(1));
        uint256 cost = maxCost(op);
        op.paymasterAndData = _voucherOf(cost - 1);
        expectUnpaid(signUse(op), abi.encodeWithSelector(SessionPaymaster.VoucherSpent.selector, cost, cost - 1));
        op.paymasterAndData = _voucherOf(cost);
        handle(signUse(op));
    }

    /// @dev What the first took is missing for the second.
    function test_total_isSpentAcrossOperations() public {
        uint256 cost = maxCost(operation(callPlay(1)));
        bytes memory data = _voucherOf(cost + 1);
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = data;
        handle(signUse(op));
        assertLt(availableWei(), cost + 1, "something was taken");
        op.nonce = entryPoint.getNonce(address(account), lane());
        expectUnpaid(signUse(op), abi.encodeWithSelector(SessionPaymaster.VoucherSpent.selector, cost, availableWei()));
        op.paymasterAndData = named(sessionId());
        expectUnpaid(signUse(op), abi.encodeWithSelector(SessionPaymaster.VoucherSpent.selector, cost, availableWei()));
    }

    /// @dev The voucher that was shown first is the session's: another one, of the same signer, adds nothing.
    function test_total_aSecondVoucherOfTheSessionDoesNotStartAnew() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = _voucherOf(maxCost(op));
        handle(signUse(op));
        uint256 left = availableWei();
        op = operation(callPlay(1));
        op.paymasterAndData = _voucherOf(1 ether);
        expectUnpaid(signUse(op), abi.encodeWithSelector(SessionPaymaster.VoucherSpent.selector, maxCost(op), left));
    }

    function _voucherOf(uint256 maxWei) private view returns (bytes memory) {
        Voucher memory voucher = makeVoucher();
        voucher.maxWei = uint96(maxWei);
        return sponsored(voucher);
    }

    function _paymasterGas(uint128 verification, uint128 postOp) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        bytes memory signature = signSecp(SPONSOR_KEY, paymaster.hashVoucher(makeVoucher()));
        op.paymasterAndData = abi.encodePacked(
            address(paymaster), verification, postOp, hex"00", encodeVoucher(makeVoucher()), signature
        );
    }

    function _check(PackedUserOperation memory op, uint256 seen, uint256 cap, bytes4 refusal) private {
        if (seen <= cap) {
            handle(signUse(op));
            assertEq(target.played(), 1, "played");
        } else {
            expectUnpaid(signUse(op), abi.encodeWithSelector(refusal, seen, cap));
        }
    }
}
