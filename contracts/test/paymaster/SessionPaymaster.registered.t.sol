// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev A voucher that was shown once is named from then on.
contract RegisteredTest is StackTest {
    function setUp() public override {
        super.setUp();
        enable(makeGrant());
    }

    function test_named_paysAfterItWasShown() public {
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.VoucherRegistered(address(account), sessionId(), lane(), 1 ether);
        _show();
        SessionPaymaster.RegisteredVoucher memory seen = paymaster.voucherOf(address(account), sessionId(), lane());
        assertTrue(seen.isRegistered, "registered");
        assertEq(seen.validUntil, makeVoucher().validUntil, "end");
        assertEq(seen.maxFeePerGas, 10 gwei, "fee cap");
        uint256 before = entryPoint.balanceOf(address(paymaster));
        (bool success, uint256 cost) = handleAndRead(_named());
        assertTrue(success, "played");
        assertEq(entryPoint.balanceOf(address(paymaster)), before - cost, "the sponsor paid");
        assertEq(target.played(), 2, "both");
    }

    /// @dev A refused operation leaves nothing behind, so a signature that was never right cannot be named either.
    function test_reverts_whenItWasNeverShown() public {
        expectUnpaid(_named(), _notRegistered(address(account), sessionId(), lane()));
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(makeVoucher(), THIEF_KEY, 50_000);
        expectFailed(signUse(op), "AA34 signature error");
        expectUnpaid(_named(), _notRegistered(address(account), sessionId(), lane()));
    }

    function test_reverts_whenAnotherSessionIsNamed() public {
        _show();
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = named(keccak256("another"));
        expectUnpaid(signUse(op), _notRegistered(address(account), keccak256("another"), lane()));
    }

    function test_reverts_whenAnotherAccountNamesIt() public {
        _show();
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
        enable(makeGrant());
        expectUnpaid(_named(), _notRegistered(address(account), sessionId(), lane()));
    }

    function test_reverts_whenItIsNamedInAnotherLane() public {
        _show();
        uint256 nonce = uint256(laneOf(8)) << 64;
        Grant memory grant = makeGrant();
        grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        grant.nonceKey = laneOf(8);
        enable(grant);
        PackedUserOperation memory op = operation(callPlay(1));
        op.nonce = nonce;
        op.paymasterAndData = named(sessionId());
        expectUnpaid(signUse(op, THIEF_KEY), _notRegistered(address(account), sessionId(), laneOf(8)));
    }

    function test_reverts_whenItsWindowIsOver() public {
        PackedUserOperation memory op = operation(callPlay(1));
        Voucher memory voucher = makeVoucher();
        voucher.validUntil = uint48(vm.getBlockTimestamp() + 100);
        op.paymasterAndData = sponsored(voucher);
        handle(signUse(op));
        vm.warp(voucher.validUntil);
        handle(_named());
        op = _named();
        vm.warp(voucher.validUntil + 1);
        expectFailed(op, "AA32 paymaster expired or not due");
    }

    function testFuzz_reverts_whenAFeeIsAboveWhatWasRegistered(uint48 fee, bool priority) public {
        _show();
        fee = uint48(bound(fee, 10 gwei + 1, type(uint48).max));
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = named(sessionId());
        op.gasFees = priority ? bytes32((uint256(fee) << 128) | 1 gwei) : bytes32((uint256(1 gwei) << 128) | fee);
        bytes4 refusal =
            priority ? SessionPaymaster.PriorityFeeAboveCap.selector : SessionPaymaster.FeeAboveCap.selector;
        // The grant's gas budget would refuse a huge fee first.
        op.accountGasLimits = bytes32((uint256(150_000) << 128) | 20_000);
        op.preVerificationGas = 0;
        if (!priority && maxCost(op) > 1 ether) return;
        expectUnpaid(signUse(op), abi.encodeWithSelector(refusal, fee, 10 gwei));
    }

    /// @dev Showing again, whatever is shown, does not give back what was spent, nor widen the terms.
    function testFuzz_showingAgain_changesNothing(uint96 maxWei, uint96 fee) public {
        _show();
        uint256 left = availableWei();
        Voucher memory voucher = makeVoucher();
        voucher.maxWei = maxWei;
        voucher.maxFeePerGas = fee;
        voucher.validUntil += 1;
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(voucher);
        handle(signUse(op));
        SessionPaymaster.RegisteredVoucher memory seen = paymaster.voucherOf(address(account), sessionId(), lane());
        assertLt(seen.availableWei, left, "spent, not renewed");
        assertEq(seen.maxFeePerGas, 10 gwei, "same cap");
        assertEq(seen.validUntil, makeVoucher().validUntil, "same end");
    }

    function test_rotatedSigner_endsWhatWasRegistered() public {
        _show();
        vm.prank(operator);
        paymaster.setSigner(vm.addr(THIEF_KEY));
        expectUnpaid(_named(), _notRegistered(address(account), sessionId(), lane()));
        PackedUserOperation memory op = operation(callPlay(1));
        uint256 left = availableWei();
        op.paymasterAndData = sponsored(makeVoucher(), THIEF_KEY, 50_000);
        handle(signUse(op));
        assertLt(availableWei(), left, "what was spent under the old signer stays spent");
        handle(_named());
        assertEq(target.played(), 3, "the new signer's voucher is registered in its place");
    }

    /// @dev Also when the old key becomes the signer once more: its vouchers must be shown again.
    function test_rotatedThereAndBack_mustBeShownAgain() public {
        _show();
        vm.startPrank(operator);
        paymaster.setSigner(vm.addr(THIEF_KEY));
        paymaster.setSigner(vm.addr(SPONSOR_KEY));
        vm.stopPrank();
        expectUnpaid(_named(), _notRegistered(address(account), sessionId(), lane()));
        _show();
    }

    function test_deniedVoucher_staysDenied_whenItIsShownUnderANewSigner() public {
        _show();
        vm.prank(guardian);
        paymaster.setVoucherDenied(address(account), sessionId(), lane(), true);
        vm.prank(operator);
        paymaster.setSigner(vm.addr(THIEF_KEY));
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(makeVoucher(), THIEF_KEY, 50_000);
        expectUnpaid(
            signUse(op), abi.encodeWithSelector(SessionPaymaster.VoucherIsDenied.selector, account, sessionId())
        );
    }

    function _show() private {
        handle(signUse(operation(callPlay(1))));
    }

    function _named() private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.paymasterAndData = named(sessionId());
        return signUse(op);
    }

    function _notRegistered(address account_, bytes32 session, uint192 nonceKey) private pure returns (bytes memory) {
        return abi.encodeWithSelector(SessionPaymaster.VoucherNotRegistered.selector, account_, session, nonceKey);
    }
}
