// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Attacks on the sponsor's money.
contract SponsorTest is Sponsored {
    /// @dev The cost is counted before anything runs: nothing is left afterwards that could fail.
    function test_thereIsNoPostOp_thatCouldRevert() public {
        Grant memory grant = makeGrant();
        vm.mockCallRevert(address(paymaster), abi.encodeWithSelector(IPaymaster.postOp.selector), "planted");
        vm.expectCall(address(paymaster), abi.encodeWithSelector(IPaymaster.postOp.selector), 0);
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        uint256 cost = maxCostOf(op);
        uint256 before = entryPoint.balanceOf(address(paymaster));
        (bool success,) = handleAndRead(op);
        assertTrue(success, "the player's call stands");
        assertLe(lostSince(before), cost, "and what was counted covers what was taken");
        assertEq(sessionNow(grant).gasLeftWei, grant.maxGasWei - cost, "nothing of it came back");
    }

    /// @dev An operation whose call fails has cost the sponsor, and the session's budget is reduced by that much: a thief gains
    /// nothing by making calls fail.
    function test_callsThatFail_burnTheSessionsBudgetAndNoMore() public {
        Grant memory grant = makeGrant();
        grant.permissions[0] = permit("fail(uint256)");
        uint256 cost = maxCostOf(_showingFailure(grant));
        grant.maxGasWei = uint64(cost * 3);
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(_showingFailure(grant));
        bytes memory fail = single(address(target), 0, abi.encodeCall(target.fail, (1)));
        uint256 left = grant.maxGasWei - cost;
        for (; left >= maxCostOf(operation(grant, fail)); left -= maxCostOf(operation(grant, fail))) {
            (bool success,) = handleAndRead(use(grant, fail, hint(0)));
            assertFalse(success, "it fails");
        }
        bytes4 over = ISessionValidator.GasBudgetExceeded.selector;
        PackedUserOperation memory op = use(grant, fail, hint(0));
        expectRefused(op, abi.encodeWithSelector(over, maxCostOf(op), left));
        assertLe(lostSince(before), grant.maxGasWei, "what the voucher said");
    }

    /// @dev An operation's hash does not cover its signature, so whoever relays it may make it longer. A wallet's
    /// signature has one length and rules have one hash; Passkey.t.sol covers passkeys.
    function test_paddingOfTheSignature_isRefused() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        bytes memory good = op.signature;
        op.signature = bytes.concat(good, new bytes(32));
        expectFailed(op, "AA24 signature error");
        op.signature = good;
        handle(op);
        op = use(grant, callPlay(1), hint(0));
        op.signature = bytes.concat(op.signature, new bytes(32));
        vm.expectRevert();
        this.handleExternally(op);
        assertEq(target.played(), 1, "what was signed is what was played");
    }

    /// @dev Any number of accounts: each has only the voucher that the sponsor signed for it.
    function test_manyAccounts_takeNoMoreThanTheirVouchers() public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        uint256 signed;
        for (uint256 i = 1; i <= 6; ++i) {
            account = PlayerAccount(payable(factory.createAccount(ownerBytes(), bytes32(i))));
            Grant memory grant = makeGrant();
            PackedUserOperation memory op = showing(grant, voucherFor(grant));
            grant.maxGasWei = uint64(maxCostOf(op));
            signed += grant.maxGasWei;
            Voucher memory voucher = voucherFor(grant);
            handle(showing(grant, voucher));
            bytes4 over = ISessionValidator.GasBudgetExceeded.selector;
            op = use(grant, callPlay(1), hint(0));
            expectRefused(op, abi.encodeWithSelector(over, maxCostOf(op), 0));
            // The same voucher, in another session of the same account.
            grant.nonceKey = laneOf(8);
            expectFailed(showing(grant, voucher), "AA34 signature error");
        }
        assertEq(target.played(), 6, "one operation each");
        assertLe(lostSince(before), signed, "the sum of what was signed");
    }

    function test_nonceGap_isRefused_andBlocksNothing() public {
        Grant memory grant = shown();
        PackedUserOperation memory early = operation(grant, callPlay(1));
        early.nonce += 1;
        early = signUse(early, grant, hint(0));
        expectFailed(early, "AA25 invalid account nonce");
        handle(use(grant, callPlay(2), hint(0)));
        handle(early);
        assertEq(target.played(), 4, "in order both play");
    }

    function _showingFailure(Grant memory grant) private view returns (PackedUserOperation memory op) {
        op = operation(grant, single(address(target), 0, abi.encodeCall(target.fail, (1))));
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hint(0));
    }
}
