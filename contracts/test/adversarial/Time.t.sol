// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Attacks on the session's time limit.
contract TimeTest is Sponsored {
    /// @dev Not by its own operation, not by a later grant for itself, not by its own signature over one, and not by the old
    /// grant.
    function test_expiredSession_cannotRenewItself() public {
        Grant memory old = shown();
        vm.warp(vm.getBlockTimestamp() + 2 hours);
        expectFailed(use(old, callPlay(1), hint(0)), "AA22 expired or not due");

        Grant memory later = makeGrant();
        assertEq(sessionOf(later), sessionOf(old), "the same key, rules, paymaster and lane");
        bytes memory known = abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(old));
        expectRefused(first(later, callPlay(1), hint(0)), known);
        expectRefused(first(old, callPlay(1), hint(0)), known);

        later.nonceKey = laneOf(8);
        bytes memory own = signAsSession(SESSION_KEY, grantDigest(later));
        PackedUserOperation memory op = operation(later, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(later));
        expectFailed(signFirst(op, later, hint(0), 0, own), "AA24 signature error");
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory data = bytes.concat(packedOf(later), own);
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(address(account), key, later.paymaster, later.nonceKey, data);
        assertEq(target.played(), 1, "nothing more was played");
    }

    /// @dev The EntryPoint checks both; the earlier end counts. A session never outlives its voucher, so only the first operation
    /// carries a window of the paymaster.
    function test_windowsOfSessionAndVoucher_bothCount() public {
        uint256 start = vm.getBlockTimestamp();
        Grant memory grant = makeGrant();
        grant.validUntil = uint48(start + 1_200);
        Voucher memory voucher = voucherFor(grant);
        voucher.validUntil = uint48(start + 600);
        bytes4 short = SessionPaymaster.VoucherTooShort.selector;
        expectUnpaid(showing(grant, voucher), abi.encodeWithSelector(short, start + 1_200, start + 600));

        voucher.validUntil = uint48(start + 7_200);
        voucher.validAfter = uint48(start);
        expectFailed(showing(grant, voucher), "AA32 paymaster expired or not due");
        voucher.validAfter -= 60;
        PackedUserOperation memory op = showing(grant, voucher);
        uint256 fresh = vm.snapshotState();
        vm.warp(start + 1_200);
        handle(op);
        assertEq(target.played(), 1, "within both");
        vm.revertToState(fresh);
        vm.warp(start + 1_201);
        expectFailed(op, "AA22 expired or not due");

        // The voucher has expired, and the session with it.
        vm.warp(start);
        voucher.validUntil = uint48(start + 1_200);
        handle(showing(grant, voucher));
        vm.warp(start + 1_201);
        expectFailed(use(grant, callPlay(1), hint(0)), "AA22 expired or not due");
    }

    /// @dev Whatever second a thief names: an hour's limit is spent in that hour, or not at all.
    function testFuzz_whateverTimeIsNamed_noHourGivesMoreThanItsLimit(uint32 named, uint16 later) public {
        Grant memory grant = _perHour();
        enable(grant);
        uint256 start = vm.getBlockTimestamp();
        uint256 end = grant.validUntil;
        vm.warp(start + later % (end - start));
        uint256 now_ = vm.getBlockTimestamp();
        // Close enough to matter, half of the time.
        if (named % 2 == 0) named = uint32(now_ - 3 hours + named % 6 hours);
        PackedUserOperation memory op = signUse(operation(grant, callPlay(9)), grant, hint(0), named);
        if (named / 1 hours == now_ / 1 hours) {
            handle(op);
            (uint256 period,, uint256 amount,) = validator.countOf(address(account), sessionOf(grant), 0);
            assertEq(period, now_ / 1 hours, "of this hour");
            assertEq(amount, 9, "counted");
        } else {
            vm.expectRevert();
            this.handleExternally(op);
            assertEq(target.played(), 0, "not at all");
        }
    }

    /// @dev Whoever relays an operation may change the second that it names, because the hash does not cover it. Only this hour
    /// works, even if the operation waited.
    function test_anOperationThatWaited_isNotMovedToAnotherHour() public {
        Grant memory grant = _perHour();
        vm.warp(vm.getBlockTimestamp() + 1 hours - 600);
        grant.validAfter = uint48(vm.getBlockTimestamp() - 60);
        grant.validUntil = grant.validAfter + 1 hours;
        enable(grant);
        uint32 now_ = uint32(vm.getBlockTimestamp());
        handle(signUse(operation(grant, callPlay(9)), grant, hint(0), now_));
        PackedUserOperation memory op = operation(grant, callPlay(9));
        bytes4 exceeded = ISessionValidator.LimitExceeded.selector;
        expectRefused(signUse(op, grant, hint(0), now_), abi.encodeWithSelector(exceeded, 18, 10));
        expectFailed(signUse(op, grant, hint(0), now_ + 600), "AA22 expired or not due");
        vm.warp(now_ + 600);
        handle(signUse(op, grant, hint(0), now_ + 600));
        bytes memory over =
            abi.encodeWithSelector(ISessionValidator.PeriodOver.selector, now_ / 1 hours, now_ / 1 hours + 1);
        expectRefused(signUse(operation(grant, callPlay(1)), grant, hint(0), now_), over);
    }

    /// @dev Ten an hour, paid by the account.
    function _perHour() private view returns (Grant memory grant) {
        Permission memory permission = permit("play(uint256)");
        permission.period = "hour";
        permission.limits = limit("1", 10);
        grant = grantOf(permission);
        grant.paymaster = address(0);
    }
}
