// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev The session key ends itself: one tap, no prompt, whatever is left of its budgets. Also random tests of ending by the
/// owner's signature.
contract RevokeBySessionKeyTest is Sponsored {
    function testFuzz_worksForAnyRelayer_whenEveryBudgetIsSpent(address relayer) public {
        Grant memory grant = _grant();
        grant.maxActions = 1;
        grant.maxSpend = 5;
        grant.maxGasWei = uint64(maxCostOf(operation(grant, callSpend(5))));
        enable(grant);
        handle(use(grant, callSpend(5), hint(1)));
        ISessionValidator.Session memory stands = sessionNow(grant);
        assertEq(stands.actionsLeft + stands.spendLeft + stands.gasLeftWei, 0, "all spent");
        _revoke(grant, _sign(grant, SESSION_KEY), relayer);
        assertFalse(sessionNow(grant).isLive, "ended");
    }

    function test_worksAfterTheWindow() public {
        Grant memory grant = _open();
        vm.warp(vm.getBlockTimestamp() + 1 days);
        _revoke(grant, _sign(grant, SESSION_KEY), address(this));
        assertFalse(sessionNow(grant).isLive, "ended");
    }

    function test_replay_isHarmless() public {
        Grant memory grant = _open();
        bytes32 epoch = validator.epochOf(address(account));
        bytes memory signature = _sign(grant, SESSION_KEY);
        _revoke(grant, signature, address(this));
        _revoke(grant, signature, address(this));
        assertFalse(sessionNow(grant).isLive, "ended");
        assertEq(validator.epochOf(address(account)), epoch, "nobody else's session ended");
    }

    function test_revokedBeforeItsGrantIsUsed_theGrantIsVoid() public {
        Grant memory grant = _grant();
        _revoke(grant, _sign(grant, SESSION_KEY), address(this));
        bytes memory used = abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(grant));
        expectRefused(first(grant, callPlay(1), hint(0)), used);
    }

    function testFuzz_reverts_whenAnotherKeySigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Grant memory grant = _open();
        _expectRefused(grant, keyBytes(SESSION_KEY), _sign(grant, key), address(account));
        assertTrue(sessionNow(grant).isLive, "it lives");
    }

    /// @dev Another key with the same rules ends only its own id.
    function test_anotherKey_endsOnlyItself() public {
        Grant memory grant = _open();
        bytes32 own = sessionOf(grant, THIEF_KEY);
        bytes memory signature = signAsSession(THIEF_KEY, validator.hashRevoke(address(account), own));
        bytes32 rules = keccak256(rulesOf(grant));
        bytes memory key = keyBytes(THIEF_KEY);
        vm.expectEmit(address(validator));
        emit ISessionValidator.SessionEnded(address(account), own);
        validator.revokeBySessionKey(address(account), key, rules, grant.paymaster, grant.nonceKey, signature);
        assertTrue(sessionNow(grant).isLive, "it lives");
    }

    function test_reverts_whenReplayedOnAnotherAccountOrChain() public {
        Grant memory grant = _open();
        bytes memory signature = _sign(grant, SESSION_KEY);
        address other = factory.createAccount(ownerBytes(), "other");
        _expectRefused(grant, keyBytes(SESSION_KEY), signature, other);
        vm.chainId(block.chainid + 1);
        _expectRefused(grant, keyBytes(SESSION_KEY), signature, address(account));
        assertTrue(sessionNow(grant).isLive, "it lives");
    }

    function testFuzz_reverts_whenTheKeyIsMalformed(bytes calldata key, bytes calldata signature) public {
        Grant memory grant = _grant();
        _expectRefused(grant, key.length < 20 ? bytes(key) : bytes(key[:19]), signature, address(account));
        if (key.length == 44) return;
        _expectRefused(grant, abi.encodePacked(address(0), key), signature, address(account));
    }

    /// @dev An address without code answers a verification with nothing, and nothing is not a yes.
    function testFuzz_reverts_whenTheVerifierHasNoCode(address nobody, bytes calldata signature) public {
        vm.assume(nobody.code.length == 0 && uint160(nobody) > 0x200);
        _expectRefused(_grant(), abi.encodePacked(nobody, new bytes(64)), signature, address(account));
    }

    // ---------------------------------------------------------------- by the owner's signature

    function testFuzz_revokeByOwner_worksForAnyRelayer(address relayer) public {
        Grant memory grant = _open();
        bytes32 session = sessionOf(grant);
        bytes memory signature = signAsOwner(validator.hashRevoke(address(account), session));
        vm.prank(relayer);
        validator.revokeByOwner(address(account), session, signature);
        assertFalse(sessionNow(grant).isLive, "ended");
    }

    function testFuzz_reverts_whenSomebodyElseSignsForTheOwner(uint256 key, bytes32 session) public {
        key = bound(key, 1, type(uint128).max);
        bytes memory signature = toOwner(signSecp(key, validator.hashRevoke(address(account), session)));
        bytes4 invalid = ISessionValidator.RevocationSignatureInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, address(account), session));
        validator.revokeByOwner(address(account), session, signature);
    }

    function testFuzz_reverts_whenTheOwnersIsReplayedOnAnotherSession(bytes32 session) public {
        bytes32 signed = sessionOf(_open());
        vm.assume(session != signed);
        bytes memory signature = signAsOwner(validator.hashRevoke(address(account), signed));
        bytes4 invalid = ISessionValidator.RevocationSignatureInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, address(account), session));
        validator.revokeByOwner(address(account), session, signature);
    }

    /// @dev If it were signed for a future epoch, it would end sessions that are not granted yet.
    function testFuzz_reverts_whenTheEpochIsNotTheCurrentOne(bytes32 epoch) public {
        bytes32 current = validator.epochOf(address(account));
        vm.assume(epoch != current);
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, epoch, current));
        validator.revokeAllByOwner(address(account), epoch, signature);
    }

    function _grant() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
    }

    function _open() private returns (Grant memory grant) {
        grant = _grant();
        enable(grant);
    }

    function _sign(Grant memory grant, uint256 key) private view returns (bytes memory) {
        return signAsSession(key, validator.hashRevoke(address(account), sessionOf(grant)));
    }

    function _revoke(Grant memory grant, bytes memory signature, address relayer) private {
        bytes32 rules = keccak256(rulesOf(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        vm.prank(relayer);
        validator.revokeBySessionKey(address(account), key, rules, grant.paymaster, grant.nonceKey, signature);
    }

    function _expectRefused(Grant memory grant, bytes memory key, bytes memory signature, address of_) private {
        bytes32 rules = keccak256(rulesOf(grant));
        bytes32 session = validator.sessionId(key, rules, grant.paymaster, grant.nonceKey);
        bytes4 invalid = ISessionValidator.RevocationSignatureInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, of_, session));
        validator.revokeBySessionKey(of_, key, rules, grant.paymaster, grant.nonceKey, signature);
    }
}
