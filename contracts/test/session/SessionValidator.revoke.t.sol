// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Ending sessions by the account and by a relayed signature of the owner.
contract RevokeTest is StackTest {
    function test_reverts_whenSessionIsRevoked_afterUse() public {
        handle(signFirst(operation(callPlay(1)), makeGrant()));
        ownerCalls(address(validator), abi.encodeCall(validator.revoke, (sessionId())));
        _expectRevoked();
    }

    function test_reverts_whenSessionIsRevoked_beforeUse() public {
        Grant memory grant = makeGrant();
        ownerCalls(address(validator), abi.encodeCall(validator.revoke, (sessionId())));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId());
        expectRefused(signFirst(operation(callPlay(1)), grant), reason);
        bytes memory signature = signGrant(grant);
        vm.expectRevert(reason);
        validator.enable(grant, signature);
    }

    function test_reverts_whenARevokedKeyIsGrantedAgain() public {
        enable(makeGrant());
        ownerCalls(address(validator), abi.encodeCall(validator.revoke, (sessionId())));
        Grant memory grant = makeGrant();
        grant.maxSpend = 1;
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
        validator.enable(grant, signature);
    }

    function test_revoke_emitsAndIsFinal() public {
        enable(makeGrant());
        vm.expectEmit(address(validator));
        emit ISessionValidator.SessionEnded(address(account), sessionId());
        vm.prank(address(account));
        validator.revoke(sessionId());
        assertStatus(ISessionValidator.Status.Revoked, "revoked");
    }

    function testFuzz_revoke_reachesTheCallersSessionsOnly(address caller) public {
        vm.assume(caller != address(account));
        enable(makeGrant());
        vm.startPrank(caller);
        validator.revoke(sessionId());
        validator.revokeAll();
        vm.stopPrank();
        handle(signUse(operation(callPlay(1))));
        assertEq(target.played(), 1, "still enabled");
    }

    function test_reverts_whenRevokedInTheSameBlock() public {
        handle(signFirst(operation(callPlay(1)), makeGrant()));
        validator.revokeByOwner(address(account), sessionId(), _signRevoke());
        _expectRevoked();
    }

    /// @dev ERC-4337 validates a whole bundle before it executes any of it; documented in the contract.
    function test_operationsValidatedBeforeARevocationInTheSameBundle_stillExecute() public {
        enable(makeGrant());
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = signOwner(operation(single(address(validator), 0, abi.encodeCall(validator.revokeAll, ()))));
        ops[1] = signUse(operation(callPlay(5)));
        handle(ops);
        assertEq(target.played(), 5, "this one, validated before");
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2));
    }

    function test_revokeAll_endsEverySessionAndEveryUnusedGrant() public {
        enable(makeGrant());
        Grant memory unused = makeGrant();
        unused.sessionKey = sessionKeyBytes(THIEF_KEY);
        ownerCalls(address(validator), abi.encodeCall(validator.revokeAll, ()));
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2));
        bytes memory signature = signGrant(unused);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, 1, 2));
        validator.enable(unused, signature);
    }

    function test_revokeAll_doesNotReviveARevokedSession() public {
        enable(makeGrant());
        vm.startPrank(address(account));
        validator.revoke(sessionId());
        validator.revokeAll();
        vm.stopPrank();
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
        validator.enable(grant, signature);
    }

    function test_aKeyOfAnOlderEpoch_isNotGrantedAgain() public {
        enable(makeGrant());
        vm.prank(address(account));
        validator.revokeAll();
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionAlreadyEnabled.selector, sessionId()));
        validator.enable(grant, signature);
    }

    function testFuzz_revokeByOwner_worksForAnyRelayer(address relayer) public {
        enable(makeGrant());
        bytes memory signature = _signRevoke();
        vm.prank(relayer);
        validator.revokeByOwner(address(account), sessionId(), signature);
        _expectRevoked();
        validator.revokeByOwner(address(account), sessionId(), signature);
        assertStatus(ISessionValidator.Status.Revoked, "a replay changes nothing");
    }

    function testFuzz_reverts_whenSomebodyElseSignsTheRevocation(uint256 key, bytes32 session) public {
        key = bound(key, 1, type(uint128).max);
        bytes memory signature = signSecp(key, validator.hashRevoke(address(account), session));
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), session)
        );
        validator.revokeByOwner(address(account), session, signature);
    }

    function testFuzz_reverts_whenARevocationIsReplayedOnAnotherSession(bytes32 session) public {
        vm.assume(session != sessionId());
        bytes memory signature = _signRevoke();
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), session)
        );
        validator.revokeByOwner(address(account), session, signature);
    }

    function test_reverts_whenARevocationIsReplayedOnAnotherAccountOfTheOwner() public {
        bytes memory signature = _signRevoke();
        address other = _createAccount("other");
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, other, sessionId())
        );
        validator.revokeByOwner(other, sessionId(), signature);
    }

    /// @dev Signed for an epoch to come, it would end sessions that are not granted yet.
    function test_reverts_whenTheEpochIsStillToCome() public {
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), 2));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, 2, 1));
        validator.revokeAllByOwner(address(account), 2, signature);
    }

    function test_revokeAllByOwner_worksOnce() public {
        enable(makeGrant());
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), 1));
        vm.prank(bundler);
        validator.revokeAllByOwner(address(account), 1, signature);
        assertEq(validator.epochOf(address(account)), 2, "epoch");
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, 1, 2));
        validator.revokeAllByOwner(address(account), 1, signature);
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), bytes32(0))
        );
        validator.revokeAllByOwner(address(account), 2, signature);
    }

    function _signRevoke() private view returns (bytes memory) {
        return signAsOwner(validator.hashRevoke(address(account), sessionId()));
    }

    /// @dev With the current nonce, freshly signed: refused for the right reason.
    function _expectRevoked() private {
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
    }
}
