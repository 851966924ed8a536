// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Attacks on the end of a session.
contract EndingTest is Sponsored {
    uint256 private constant MANY = 16;

    function test_operationFromTheMempool_signedBeforeTheRevocation_isRefused() public {
        Grant memory grant = shown();
        PackedUserOperation memory waiting = use(grant, callPlay(1), hint(0));
        uint256 fresh = vm.snapshotState();
        vm.warp(vm.getBlockTimestamp() + 12);
        handle(waiting);
        assertEq(target.played(), 2, "it was a good one");
        vm.revertToState(fresh);
        bytes32 digest = validator.hashRevoke(address(account), sessionOf(grant));
        validator.revokeByOwner(address(account), sessionOf(grant), signAsOwner(digest));
        // In the same block, and later.
        _isOver(grant, waiting);
        vm.warp(vm.getBlockTimestamp() + 12);
        _isOver(grant, waiting);
    }

    /// @dev A whole bundle is validated before any of it is executed; what was validated has been counted.
    function test_operationsValidatedBeforeARevocationInTheSameBundle_stillExecute() public {
        Grant memory grant = shown();
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(validator), 0, abi.encodeCall(validator.revoke, (sessionOf(grant))));
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = ownerOperation(packed(calls));
        ops[1] = use(grant, callPlay(1), hint(0));
        handle(ops);
        assertEq(target.played(), 2, "validated before the revocation, executed after it");
        assertEq(sessionNow(grant).actionsLeft, 98, "counted");
        _isOver(grant, use(grant, callPlay(1), hint(0)));
    }

    function test_revokeAll_withManySessions_endsEachAndCostsNoMore() public {
        enable(_grant(1));
        uint256 one = vm.snapshotState();
        uint256 costOfOne = _revokeAll();
        vm.revertToState(one);
        Grant[] memory grants = new Grant[](MANY + 1);
        for (uint32 i = 1; i <= MANY; ++i) {
            grants[i] = _grant(i);
            if (i > 1) enable(grants[i]);
        }
        uint256 fresh = vm.snapshotState();
        handle(use(grants[MANY], callPlay(1), hint(0)));
        assertEq(target.played(), 1, "they play before");
        vm.revertToState(fresh);
        assertEq(_revokeAll(), costOfOne, "the same gas");
        for (uint256 i = 1; i <= MANY; ++i) {
            _isOver(grants[i], use(grants[i], callPlay(1), hint(0)));
        }
    }

    /// @dev All three signed revocations, twice each, the second time on an account that has a new session.
    function test_relayedRevocation_replayed_widensNothing() public {
        Grant memory old = _grant(1);
        enable(old);
        bytes32 session = sessionOf(old);
        bytes32 epoch = validator.epochOf(address(account));
        bytes memory byOwner = signAsOwner(validator.hashRevoke(address(account), session));
        bytes memory allByOwner = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        validator.revokeByOwner(address(account), session, byOwner);
        _revokeBySession(old);
        validator.revokeAllByOwner(address(account), epoch, allByOwner);
        Grant memory next = _grant(2);
        enable(next);

        validator.revokeByOwner(address(account), session, byOwner);
        _revokeBySession(old);
        bytes32 current = validator.epochOf(address(account));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, epoch, current));
        validator.revokeAllByOwner(address(account), epoch, allByOwner);
        assertEq(validator.epochOf(address(account)), current, "the epoch stands");
        _isOver(old, use(old, callPlay(1), hint(0)));
        handle(use(next, callPlay(1), hint(0)));
        assertEq(target.played(), 1, "the new session plays on");
    }

    /// @dev Signed for one account, replayed at another account of the same owner, with a session of the same key, rules and
    /// lane.
    function test_relayedRevocation_onAnotherAccount_isRefused() public {
        Grant memory here = _grant(1);
        enable(here);
        bytes32 session = sessionOf(here);
        bytes32 epoch = validator.epochOf(address(account));
        address other = factory.createAccount(ownerBytes(), "other");
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), session);
        bytes memory signature = signAsOwner(validator.hashRevoke(other, session));
        vm.expectRevert(reason);
        validator.revokeByOwner(address(account), session, signature);
        signature = signAsSession(SESSION_KEY, validator.hashRevoke(other, session));
        bytes memory key = keyBytes(SESSION_KEY);
        bytes32 rules = keccak256(rulesOf(here));
        vm.expectRevert(reason);
        validator.revokeBySessionKey(address(account), key, rules, here.paymaster, here.nonceKey, signature);
        signature = signAsOwner(validator.hashRevokeAll(other, epoch));
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), bytes32(0))
        );
        validator.revokeAllByOwner(address(account), epoch, signature);
        assertTrue(sessionNow(here).isLive, "it lives");
    }

    function _grant(uint32 number) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
        grant.nonceKey = laneOf(number);
    }

    function _revokeBySession(Grant memory grant) private {
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), sessionOf(grant)));
        bytes32 rules = keccak256(rulesOf(grant));
        validator.revokeBySessionKey(
            address(account), keyBytes(SESSION_KEY), rules, grant.paymaster, grant.nonceKey, signature
        );
    }

    function _isOver(Grant memory grant, PackedUserOperation memory op) private {
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant)));
    }

    function _revokeAll() private returns (uint256 gas) {
        // Warmed up first, so that both measurements begin alike.
        validator.epochOf(address(account));
        vm.prank(address(account));
        gas = gasleft();
        validator.revokeAll();
        gas -= gasleft();
    }
}
