// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Attacks on the sponsor's money.
contract SponsorTest is StackTest {
    function test_postOpThatReverts_leavesTheReservationStanding() public {
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        uint256 cost = maxCost(op);
        uint256 before = _deposit();
        vm.mockCallRevert(address(paymaster), abi.encodeWithSelector(IPaymaster.postOp.selector), "planted");
        (bool success,) = handleAndRead(op);
        assertFalse(success, "the EntryPoint undoes the player's call");
        assertEq(target.played(), 0, "undone");
        assertEq(availableWei(), 1 ether - cost, "nothing of the reservation came back");
        assertLe(before - _deposit(), cost, "and it covers what was taken");
    }

    /// @dev The hash of an operation does not cover its signature, so a bundler may make that longer. With the grant on
    /// board the decoder takes it, within the limits that were signed; later signatures have one length.
    function test_paddingOfTheSignature_staysWithinTheReservation() public {
        PackedUserOperation memory op = signFirst(operation(callPlay(1)), makeGrant());
        op.signature = bytes.concat(op.signature, new bytes(8_192));
        uint256 before = _deposit();
        handle(op);
        assertEq(target.played(), 1, "what was signed is what was played");
        assertLe(before - _deposit(), 1 ether - availableWei(), "the voucher is charged for all of it");
        assertLe(1 ether - availableWei(), maxCost(op), "within the reservation");

        PackedUserOperation memory next = signUse(operation(callPlay(1)));
        next.signature = bytes.concat(next.signature, new bytes(32));
        expectFailed(next, "AA24 signature error");
    }

    /// @dev As many accounts as anybody likes: each has the voucher that the sponsor signed for it, and no other.
    function test_manyAccounts_takeNoMoreThanTheirVouchers() public {
        uint256 cost = maxCost(operation(callPlay(1)));
        uint256 before = _deposit();
        uint256 signed;
        for (uint256 i = 1; i <= 6; ++i) {
            account = PlayerAccount(payable(_createAccount(bytes32(i))));
            enable(makeGrant());
            Voucher memory voucher = makeVoucher();
            voucher.maxWei = uint96(cost);
            signed += cost;
            handle(_paidBy(sponsored(voucher)));
            uint256 left = availableWei();
            bytes memory spent = abi.encodeWithSelector(SessionPaymaster.VoucherSpent.selector, cost, left);
            expectUnpaid(_paidBy(sponsored(voucher)), spent);
            expectUnpaid(_paidBy(named(sessionId())), spent);
        }
        assertEq(target.played(), 6, "one operation each");
        assertLe(before - _deposit(), signed, "the sum of what was signed");
    }

    function test_nonceGap_isRefused_andBlocksNothing() public {
        enable(makeGrant());
        PackedUserOperation memory early = operation(callPlay(1));
        early.nonce += 1;
        early = signUse(early);
        expectFailed(early, "AA25 invalid account nonce");
        handle(signUse(operation(callPlay(2))));
        handle(early);
        assertEq(target.played(), 3, "in order both play");
    }

    function _paidBy(bytes memory sponsorship) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.paymasterAndData = sponsorship;
        return signUse(op);
    }

    function _deposit() private view returns (uint256) {
        return entryPoint.balanceOf(address(paymaster));
    }
}
