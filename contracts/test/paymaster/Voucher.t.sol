// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../support/Grant.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Session vouchers: shown once, with the session's first operation.
contract VoucherTest is Sponsored {
    function test_theFirstOperation_showsIt_andLaterOnesCarryNothing() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        uint256 before = entryPoint.balanceOf(address(paymaster));
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.VoucherShown(address(account), sessionOf(grant), 1 ether);
        handle(op);
        assertGt(lostSince(before), 0, "the sponsor paid");
        assertEq(noteOf(grant), 0.1 ether / paymaster.NOTE_STEP_WEI(), "the cap is noted");
        for (uint256 i = 0; i < 3; ++i) {
            handle(use(grant, callPlay(2), hint(0)));
        }
        assertEq(target.played(), 7, "played");
    }

    function test_aSessionEnabledByTransaction_showsItToo() public {
        Grant memory grant = makeGrant();
        enable(grant);
        expectUnpaid(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        handle(signUse(op, grant, hint(0)));
        handle(use(grant, callPlay(1), hint(0)));
    }

    /// @dev Neither the same voucher again, nor one with a larger cap.
    function test_fails_whenItIsShownAgain() public {
        Grant memory grant = shown();
        Voucher memory voucher = voucherFor(grant);
        for (uint256 i = 0; i < 2; ++i) {
            PackedUserOperation memory op = operation(grant, callPlay(1));
            op.paymasterAndData = sponsored(voucher);
            expectFailed(signUse(op, grant, hint(0)), "AA34 signature error");
            voucher.maxOperationWei = 1 ether;
        }
    }

    function test_theWholeBudget_isHeldAgainstIt() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.maxWei = grant.maxGasWei - 1;
        expectUnpaid(
            showing(grant, voucher),
            abi.encodeWithSelector(SessionPaymaster.VoucherTooSmall.selector, grant.maxGasWei, grant.maxGasWei - 1)
        );
        voucher.maxWei += 1;
        handle(showing(grant, voucher));
    }

    function test_theSession_mustEndBeforeIt() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.validUntil -= 1;
        expectUnpaid(
            showing(grant, voucher),
            abi.encodeWithSelector(SessionPaymaster.VoucherTooShort.selector, grant.validUntil, voucher.validUntil)
        );
        voucher.validUntil += 1;
        handle(showing(grant, voucher));
    }

    /// @dev In whole steps of 2^40 wei, as computed by both the paymaster and the sponsor.
    function test_theCap_isNotedInSteps() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.maxOperationWei = 90_949 << 40;
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucher);
        handle(signFirst(op, grant, hint(0)));
        assertEq(sessionNow(grant).note, 90_949, "steps");
    }

    function test_oneOperation_isHeldAgainstItsCap() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        uint256 step = paymaster.NOTE_STEP_WEI();
        uint256 cost = maxCostOf(showing(grant, voucher));
        uint256 steps = cost / step;
        voucher.maxOperationWei = uint64(steps * step + step - 1);
        expectUnpaid(
            showing(grant, voucher),
            abi.encodeWithSelector(SessionPaymaster.OperationTooDear.selector, cost, steps * step)
        );
        voucher.maxOperationWei += 1;
        handle(showing(grant, voucher));
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.preVerificationGas += (voucher.maxOperationWei - maxCostOf(op)) / 1 gwei + 1;
        assertGt(maxCostOf(op), voucher.maxOperationWei);
        expectFailed(signUse(op, grant, hint(0)), "AA34 signature error");
        op.preVerificationGas -= 1;
        handle(signUse(op, grant, hint(0)));
    }

    /// @dev At a price of 2^30 wei and a multiple of 2^10 gas the most that an operation costs is exactly some steps.
    function test_oneOperation_mayCostItsWholeCap() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.gasFees = bytes32((uint256(1 << 30) << 128) | (1 << 30));
        op.paymasterAndData = sponsored(voucher);
        voucher.maxOperationWei = _fillSteps(op);
        op.paymasterAndData = sponsored(voucher);
        assertEq(maxCostOf(op), voucher.maxOperationWei, "the cap, to the last wei");
        handle(signFirst(op, grant, hint(0)));

        op = operation(grant, callPlay(1));
        op.gasFees = bytes32((uint256(1 << 30) << 128) | (1 << 30));
        op.preVerificationGas += (voucher.maxOperationWei - maxCostOf(op)) >> 30;
        assertEq(maxCostOf(op), voucher.maxOperationWei, "and again with the note alone");
        handle(signUse(op, grant, hint(0)));
        assertEq(target.played(), 2, "played");
    }

    /// @dev Raises the gas to the next whole step.
    /// @return What the operation costs at most, then.
    function _fillSteps(PackedUserOperation memory op) private view returns (uint64) {
        uint256 step = paymaster.NOTE_STEP_WEI();
        op.preVerificationGas += (step - maxCostOf(op) % step) >> 30;
        return uint64(maxCostOf(op));
    }

    function test_reverts_whenTheCapIsNone() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        uint64[3] memory caps = [uint64(0), uint64(paymaster.NOTE_STEP_WEI() - 1), type(uint64).max];
        for (uint256 i = 0; i < 3; ++i) {
            voucher.maxOperationWei = caps[i];
            bytes memory reason = abi.encodeWithSelector(SessionPaymaster.VoucherCapInvalid.selector, caps[i]);
            expectUnpaid(showing(grant, voucher), reason);
        }
    }

    /// @dev Any field changed after the sponsor signed.
    function testFuzz_fails_whenAFieldIsChanged(uint8 field) public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        // A byte of each field: begin, end (later), all (more), each (another cap), signature.
        uint8[5] memory places = [uint8(58), 62, 67, 79, 144];
        uint256 at = places[field % 5];
        op.paymasterAndData[at] = bytes1(uint8(op.paymasterAndData[at]) + 1);
        expectFailed(signFirst(op, grant, hint(0)), "AA34 signature error");
    }

    function test_fails_whenItIsForAnother() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.session = bytes32(uint256(voucher.session) ^ (1 << 255));
        expectFailed(showing(grant, voucher), "AA34 signature error");
        voucher = voucherFor(grant);
        voucher.account = address(target);
        expectFailed(showing(grant, voucher), "AA34 signature error");
        voucher = voucherFor(grant);
        voucher.generation += 1;
        expectFailed(showing(grant, voucher), "AA34 signature error");
        expectFailed(showing(grant, voucherFor(grant), THIEF_KEY), "AA34 signature error");
    }

    function test_reverts_outsideItsWindow() public {
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        voucher.validAfter = uint48(vm.getBlockTimestamp());
        expectFailed(showing(grant, voucher), "AA32 paymaster expired or not due");
    }

    function testFuzz_reverts_whenTheWindowIsNone(uint48 from, uint48 to) public {
        vm.assume(from >= to || to > type(uint40).max);
        Grant memory grant = makeGrant();
        Voucher memory voucher = voucherFor(grant);
        (voucher.validAfter, voucher.validUntil) = (from, to);
        bytes memory reason = abi.encodeWithSelector(SessionPaymaster.VoucherWindowInvalid.selector, from, to);
        expectUnpaid(showing(grant, voucher), reason);
    }

    function testFuzz_reverts_whenTheDataIsMalformed(bytes calldata data) public {
        vm.assume(data.length != 0 && data.length < 93);
        vm.assume(data.length != 78 || data[0] != 0x01);
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = bytes.concat(credited(), data);
        bytes memory reason = abi.encodeWithSelector(SessionPaymaster.PaymasterDataMalformed.selector, data.length);
        expectUnpaid(signFirst(op, grant, hint(0)), reason);
    }

    /// @dev Bundlers simulate with this limit.
    function test_standardClients_estimateWithAVerificationLimitOf10Million() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.accountGasLimits = bytes32((uint256(10_000_000) << 128) | 10_000_000);
        op.paymasterAndData = sponsored(voucherFor(grant));
        for (uint256 i = 0; i < 6; ++i) {
            op.paymasterAndData[20 + 10 + i] = bytes6(uint48(10_000_000))[i];
        }
        handle(signFirst(op, grant, hint(0)));
        op = operation(grant, callPlay(1));
        op.accountGasLimits = bytes32((uint256(10_000_000) << 128) | 10_000_000);
        handle(signUse(op, grant, hint(0)));
        assertEq(target.played(), 2, "taken");
    }

    /// @dev Some ask only the paymaster, to find how much gas it needs: without a credit it answers no and does not revert.
    function test_askedAlone_itSaysThatTheSignatureIsWrong() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        vm.prank(address(entryPoint));
        (bytes memory context, uint256 data) = paymaster.validatePaymasterUserOp(op, "hash", maxCostOf(op));
        assertEq(context.length, 0, "no post-op");
        assertEq(data & type(uint160).max, 1, "no with a voucher");
        op.paymasterAndData = credited();
        vm.prank(address(entryPoint));
        (context, data) = paymaster.validatePaymasterUserOp(op, "hash", maxCostOf(op));
        assertEq(context.length, 0, "no post-op");
        assertEq(data, 1, "no without");
        vm.prank(address(entryPoint));
        (, data) = paymaster.validatePaymasterUserOp(op, "hash", 0);
        assertEq(data, 1, "not even for nothing");
    }

    /// @dev The EntryPoint rejects operations without gas limits for the paymaster.
    function test_reverts_whenTheDataIsNotEvenAHead() public {
        PackedUserOperation memory op = operation(makeGrant(), callPlay(1));
        op.paymasterAndData = abi.encodePacked(paymaster);
        vm.prank(address(entryPoint));
        vm.expectRevert();
        paymaster.validatePaymasterUserOp(op, "hash", 1);
    }

    function test_reverts_whenAStrangerAsks() public {
        PackedUserOperation memory op = operation(makeGrant(), callPlay(1));
        vm.expectRevert(abi.encodeWithSignature("PaymasterUnauthorized(address)", address(this)));
        paymaster.validatePaymasterUserOp(op, "hash", 1);
    }
}
