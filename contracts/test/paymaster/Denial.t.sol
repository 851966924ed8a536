// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev The watcher stops payment at once; what the owner of the paymaster denied stays denied.
contract DenialTest is Sponsored {
    function test_denyAccount_stopsItsSessionsAndEveryVoucherToCome_inOneTransaction() public {
        Grant memory here = shown();
        Grant memory there = makeGrant();
        there.nonceKey = laneOf(8);
        handle(showing(there, voucherFor(there)));
        Grant memory later = makeGrant();
        later.nonceKey = laneOf(9);
        PackedUserOperation memory op = showing(later, voucherFor(later));
        SessionPaymaster.SessionProof[] memory proofs = _proofs(here, there);
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.AccountDenied(address(account), SessionPaymaster.Denial.ByWatcher);
        vm.prank(watcher);
        paymaster.denyAccount(address(account), proofs);
        expectUnpaid(here);
        expectUnpaid(there);
        expectUnpaid(op, abi.encodeWithSelector(SessionPaymaster.AccountIsDenied.selector, account));
    }

    function test_aDeniedSession_staysDenied_whateverVoucherIsShown() public {
        Grant memory grant = shown();
        vm.startPrank(watcher);
        paymaster.denyAccount(address(account), _proofs(grant));
        paymaster.allowAccount(address(account));
        vm.stopPrank();
        expectUnpaid(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        expectFailed(signUse(op, grant, hint(0)), "AA34 signature error");
        Grant memory next = makeGrant();
        next.nonceKey = laneOf(8);
        handle(showing(next, voucherFor(next)));
        handle(use(next, callPlay(1), hint(0)));
    }

    /// @dev Enabled, but its voucher was not shown yet.
    function test_aSessionIsDenied_beforeItsVoucherIsShown() public {
        Grant memory grant = makeGrant();
        enable(grant);
        vm.startPrank(watcher);
        paymaster.denyAccount(address(account), _proofs(grant));
        paymaster.allowAccount(address(account));
        vm.stopPrank();
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        expectFailed(signUse(op, grant, hint(0)), "AA34 signature error");
    }

    function test_denyingOneAccount_leavesOthersAlone() public {
        Grant memory grant = shown();
        vm.prank(watcher);
        paymaster.denyAccount(makeAddr("another"), new SessionPaymaster.SessionProof[](0));
        handle(use(grant, callPlay(1), hint(0)));
    }

    /// @dev Without proofs a denial affects only vouchers: that is why it asks for proofs.
    function test_aSessionThatIsNotNamed_goesOn() public {
        Grant memory grant = shown();
        vm.prank(watcher);
        paymaster.denyAccount(address(account), new SessionPaymaster.SessionProof[](0));
        handle(use(grant, callPlay(1), hint(0)));
    }

    function test_theWatcher_cannotUndoWhatTheOwnerDenied() public {
        SessionPaymaster.SessionProof[] memory none = new SessionPaymaster.SessionProof[](0);
        vm.prank(watcher);
        paymaster.denyAccount(address(account), none);
        vm.prank(operator);
        paymaster.denyAccount(address(account), none);
        vm.startPrank(watcher);
        vm.expectRevert(abi.encodeWithSelector(SessionPaymaster.DenialOfOwner.selector, account));
        paymaster.allowAccount(address(account));
        paymaster.denyAccount(address(account), none);
        vm.expectRevert(abi.encodeWithSelector(SessionPaymaster.DenialOfOwner.selector, account));
        paymaster.allowAccount(address(account));
        vm.stopPrank();
        assertTrue(paymaster.denialOf(address(account)) == SessionPaymaster.Denial.ByOwner, "still the owner's");
        vm.prank(operator);
        paymaster.allowAccount(address(account));
        handle(showing(makeGrant(), voucherFor(makeGrant())));
    }

    /// @dev The watcher may still name sessions of an account that the owner denied.
    function test_theWatcher_deniesSessionsOfAnAccountThatTheOwnerDenied() public {
        Grant memory grant = shown();
        vm.prank(operator);
        paymaster.denyAccount(address(account), new SessionPaymaster.SessionProof[](0));
        SessionPaymaster.SessionProof[] memory proofs = _proofs(grant);
        vm.prank(watcher);
        paymaster.denyAccount(address(account), proofs);
        expectUnpaid(grant);
    }

    function test_operationVouchers_areDeniedWithTheAccount() public {
        vm.prank(watcher);
        paymaster.denyAccount(address(account), new SessionPaymaster.SessionProof[](0));
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        op.paymasterAndData = abi.encodePacked(credited(), hex"01", uint48(0), uint48(1), new bytes(65));
        op.signature = signAsOwner(entryPointHash(op));
        expectUnpaid(op, abi.encodeWithSelector(SessionPaymaster.AccountIsDenied.selector, account));
    }

    function test_reverts_whenTheSessionIsUnknown() public {
        Grant memory grant = makeGrant();
        SessionPaymaster.SessionProof[] memory proofs = _proofs(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant)));
        vm.prank(watcher);
        paymaster.denyAccount(address(account), proofs);
    }

    /// @dev Neither a stranger nor another paymaster can write a session's note.
    function test_reverts_whenSomebodyElseWritesTheNote() public {
        Grant memory grant = shown();
        bytes32 rules = keccak256(rulesOf(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        bytes32 another = validator.sessionId(key, rules, address(this), grant.nonceKey);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, another));
        validator.setNoteOf(address(account), key, rules, grant.nonceKey, 1);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.CreditMissing.selector, account, bytes32("hash"), 1));
        validator.setNote(address(account), "hash", 1, 1);
    }

    function testFuzz_reverts_whenAStrangerDeniesOrAllows(address stranger) public {
        vm.assume(stranger != watcher && stranger != operator);
        bytes memory reason = abi.encodeWithSelector(SessionPaymaster.CallerNotWatcher.selector, stranger, watcher);
        vm.startPrank(stranger);
        vm.expectRevert(reason);
        paymaster.denyAccount(address(account), new SessionPaymaster.SessionProof[](0));
        vm.expectRevert(reason);
        paymaster.allowAccount(address(account));
    }

    function _proofs(Grant memory a) private view returns (SessionPaymaster.SessionProof[] memory proofs) {
        proofs = new SessionPaymaster.SessionProof[](1);
        proofs[0] = SessionPaymaster.SessionProof(keyBytes(SESSION_KEY), keccak256(rulesOf(a)), a.nonceKey);
    }

    function _proofs(Grant memory a, Grant memory b)
        private
        view
        returns (SessionPaymaster.SessionProof[] memory proofs)
    {
        proofs = new SessionPaymaster.SessionProof[](2);
        (proofs[0], proofs[1]) = (_proofs(a)[0], _proofs(b)[0]);
    }
}
