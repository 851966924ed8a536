// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Attacks on the hour.
contract TimeTest is StackTest {
    /// @dev By its own operation, by a later grant, by its own signature over one, and by the old grant once more.
    function test_expiredSession_cannotRenewItself() public {
        Grant memory old = makeGrant();
        enable(old);
        vm.warp(vm.getBlockTimestamp() + 2 hours);
        expectFailed(signUse(operation(callPlay(1))), "AA22 expired or not due");

        Grant memory later = makeGrant();
        bytes memory known = abi.encodeWithSelector(ISessionValidator.SessionAlreadyEnabled.selector, sessionId());
        expectRefused(signFirst(operation(callPlay(1)), later), known);
        expectRefused(signFirst(operation(callPlay(1)), old), known);

        later.sessionKey = sessionKeyBytes(THIEF_KEY);
        bytes memory own = signAsSession(SESSION_KEY, validator.hashGrant(later));
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(later, own);
        assertEq(target.played(), 0, "nothing was played");
    }

    /// @dev The EntryPoint asks both; the narrower end counts, whoever names it.
    function test_windowsOfSessionAndVoucher_bothCount() public {
        uint256 start = vm.getBlockTimestamp();
        Grant memory grant = makeGrant();
        grant.validUntil = uint48(start + 1_200);
        enable(grant);
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(_voucher(start - 60, start + 600));
        op = signUse(op);
        uint256 fresh = vm.snapshotState();

        vm.warp(start + 600);
        handle(op);
        assertEq(target.played(), 1, "within both");
        vm.revertToState(fresh);
        vm.warp(start + 601);
        expectFailed(op, "AA32 paymaster expired or not due");

        vm.warp(start);
        op.paymasterAndData = sponsored(_voucher(start, start + 600));
        expectFailed(signUse(op), "AA32 paymaster expired or not due");

        op.paymasterAndData = sponsored(_voucher(start - 60, start + 7_200));
        op = signUse(op);
        vm.warp(start + 1_200);
        fresh = vm.snapshotState();
        handle(op);
        assertEq(target.played(), 1, "within both");
        vm.revertToState(fresh);
        vm.warp(start + 1_201);
        expectFailed(op, "AA22 expired or not due");
    }

    function _voucher(uint256 from, uint256 to) private view returns (Voucher memory voucher) {
        voucher = makeVoucher();
        voucher.validAfter = uint48(from);
        voucher.validUntil = uint48(to);
    }
}
