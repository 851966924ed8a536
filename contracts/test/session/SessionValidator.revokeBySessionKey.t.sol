// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The session key ends itself: one tap, no prompt, whatever is left of its budgets.
contract RevokeBySessionKeyTest is StackTest {
    function testFuzz_revokeBySessionKey_worksForAnyRelayerWhenEveryBudgetIsSpent(address relayer) public {
        Grant memory grant = makeGrant();
        grant.maxActions = 1;
        grant.maxSpend = 5;
        grant.maxGasWei = uint96(maxCost(operation(callSpend(5))));
        enable(grant);
        handle(signUse(operation(callSpend(5))));
        assertEq(sessionNow().actionsLeft + sessionNow().spendLeft + sessionNow().gasLeftWei, 0, "all spent");

        bytes memory signature = _sign(SESSION_KEY);
        vm.prank(relayer);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), signature);
        assertStatus(ISessionValidator.Status.Revoked, "revoked");
    }

    function test_revokeBySessionKey_worksAfterTheWindow() public {
        enable(makeGrant());
        vm.warp(vm.getBlockTimestamp() + 1 days);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), _sign(SESSION_KEY));
        assertStatus(ISessionValidator.Status.Revoked, "revoked");
    }

    function test_replay_isHarmless() public {
        enable(makeGrant());
        bytes memory signature = _sign(SESSION_KEY);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), signature);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), signature);
        assertStatus(ISessionValidator.Status.Revoked, "revoked");
        assertEq(validator.epochOf(address(account)), 1, "nobody else's session ended");
    }

    function test_revokedBeforeItsGrantIsUsed_theGrantIsVoid() public {
        Grant memory grant = makeGrant();
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), _sign(SESSION_KEY));
        expectRefused(
            signFirst(operation(callPlay(1)), grant),
            abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId())
        );
    }

    function testFuzz_reverts_whenAnotherKeySigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        enable(makeGrant());
        _expectRefused(sessionKeyBytes(), _sign(key), address(account));
        assertStatus(ISessionValidator.Status.Enabled, "still enabled");
    }

    function test_anotherKey_endsOnlyItself() public {
        enable(makeGrant());
        bytes memory thief = sessionKeyBytes(THIEF_KEY);
        bytes32 digest = validator.hashRevoke(address(account), keccak256(thief));
        validator.revokeBySessionKey(address(account), thief, signAsSession(THIEF_KEY, digest));
        assertStatus(ISessionValidator.Status.Enabled, "still enabled");
    }

    function test_reverts_whenReplayedOnAnotherAccount() public {
        bytes memory signature = _sign(SESSION_KEY);
        _expectRefused(sessionKeyBytes(), signature, _createAccount("other"));
    }

    function test_reverts_whenReplayedFromAnotherChain() public {
        bytes memory signature = _sign(SESSION_KEY);
        vm.chainId(block.chainid + 1);
        _expectRefused(sessionKeyBytes(), signature, address(account));
    }

    function testFuzz_reverts_whenTheKeyIsMalformed(bytes calldata key, bytes calldata signature) public {
        _expectRefused(key.length < 20 ? bytes(key) : bytes(key[:19]), signature, address(account));
        _expectRefused(abi.encodePacked(address(0), key), signature, address(account));
    }

    /// @dev An address without code answers a verification with nothing; nothing is not yes.
    function testFuzz_reverts_whenTheVerifierHasNoCode(address nobody, bytes calldata signature) public {
        vm.assume(nobody.code.length == 0 && uint160(nobody) > 0x200);
        _expectRefused(abi.encodePacked(nobody, new bytes(64)), signature, address(account));
    }

    function _sign(uint256 key) private view returns (bytes memory) {
        return signAsSession(key, validator.hashRevoke(address(account), sessionId()));
    }

    function _expectRefused(bytes memory key, bytes memory signature, address of_) private {
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, of_, keccak256(key))
        );
        validator.revokeBySessionKey(of_, key, signature);
    }
}
