// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev How sessions end, and that nothing revives them.
contract RevokeTest is SessionTest {
    bytes private _pay = abi.encodeCall(Ledger.pay, (address(1), 1));

    function _make() private view returns (Grant memory) {
        return unpaid(grantOf(permitLedger("pay(address,uint256)")));
    }

    function _open() private returns (Grant memory grant) {
        grant = _make();
        enable(grant);
    }

    function test_theAccount_revokesBeforeAndAfter() public {
        Grant memory grant = _make();
        assertFalse(sessionNow(grant).isEnded, "by nobody");
        _revoke(sessionOf(grant));
        assertTrue(sessionNow(grant).isEnded, "before");
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(grant)));
        this.enableExternally(grant);
        grant.nonceKey = laneOf(8);
        enable(grant);
        assertFalse(sessionNow(grant).isEnded, "not yet");
        _revoke(sessionOf(grant));
        assertTrue(sessionNow(grant).isEnded, "after");
        _isOver(grant);
    }

    function test_strangers_revokeTheirOwnOnly() public {
        Grant memory grant = _open();
        validator.revoke(sessionOf(grant));
        validator.revokeAll();
        allow(grant, _pay);
    }

    /// @dev An id has 28 bytes; whatever follows them, it names the same session.
    function test_logs_nameTheSessionByItsOneName() public {
        Grant memory grant = _open();
        bytes32 session = sessionOf(grant);
        vm.expectEmit(address(validator));
        emit ISessionValidator.SessionEnded(address(account), session);
        vm.prank(address(account));
        validator.revoke(session | bytes32(uint256(7)));
        _isOver(grant);
    }

    function test_theOwnersSignature_revokesOne() public {
        Grant memory grant = _open();
        bytes32 session = sessionOf(grant);
        bytes32 digest = validator.hashRevoke(address(account), session);
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), session);
        vm.expectRevert(reason);
        validator.revokeByOwner(address(account), session, signSecp(THIEF_KEY, digest));
        vm.expectRevert(reason);
        validator.revokeByOwner(address(account), session, signSecp(OWNER_KEY, keccak256("another")));
        validator.revokeByOwner(address(account), session, signAsOwner(digest));
        _isOver(grant);
        validator.revokeByOwner(address(account), session, signAsOwner(digest));
        _isOver(grant);
    }

    function test_theSessionKey_endsItselfAndNothingElse() public {
        Grant memory grant = _open();
        Grant memory other = _make();
        other.nonceKey = laneOf(8);
        enable(other);
        bytes32 session = sessionOf(grant);
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), session));
        bytes memory stolen = signAsSession(THIEF_KEY, validator.hashRevoke(address(account), session));
        bytes32 rules = keccak256(rulesOf(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), session);
        vm.expectRevert(reason);
        validator.revokeBySessionKey(address(account), key, rules, address(0), grant.nonceKey, stolen);
        // Another key with its own valid signature names another id.
        bytes memory thief = keyBytes(THIEF_KEY);
        vm.expectPartialRevert(ISessionValidator.RevocationSignatureInvalid.selector);
        validator.revokeBySessionKey(address(account), thief, rules, address(0), grant.nonceKey, stolen);
        allow(grant, _pay);
        validator.revokeBySessionKey(address(account), key, rules, address(0), grant.nonceKey, signature);
        _isOver(grant);
        allow(other, _pay);
        // The signature is for one lane, not for the other.
        vm.expectPartialRevert(ISessionValidator.RevocationSignatureInvalid.selector);
        validator.revokeBySessionKey(address(account), key, rules, address(0), other.nonceKey, signature);
    }

    function test_revokeAll_endsSessionsAndUnusedGrants() public {
        Grant memory used = _open();
        Grant memory unused = _make();
        unused.nonceKey = laneOf(8);
        bytes32 before = validator.epochOf(address(account));
        vm.prank(address(account));
        validator.revokeAll();
        _isOver(used);
        bytes32 epoch = validator.epochOf(address(account));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, before, epoch));
        this.enableExternally(unused);
        // What was used stays used in every epoch.
        used.epoch = epoch;
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(used)));
        this.enableExternally(used);
        unused.epoch = epoch;
        enable(unused);
        allow(unused, _pay);
    }

    /// @dev Nobody can sign today for the epoch that revoking begins: it depends on a block that does not exist yet.
    function test_aGrantForTheNextEpoch_doesNotWake() public {
        Grant memory grant = _make();
        bytes32 before = validator.epochOf(address(account));
        bytes32 number = bytes32((uint256(before) >> 224) + 1 << 224);
        bytes32[3] memory guesses = [number, _after(before, 0), _after(before, blockhash(block.number - 1))];
        vm.roll(block.number + 1);
        vm.setBlockhash(block.number - 1, keccak256("a block that nobody knew"));
        vm.prank(address(account));
        validator.revokeAll();
        bytes32 epoch = validator.epochOf(address(account));
        assertEq(epoch, _after(before, keccak256("a block that nobody knew")), "the next number, and that block");
        for (uint256 i = 0; i < 3; ++i) {
            grant.epoch = guesses[i];
            vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, guesses[i], epoch));
            this.enableExternally(grant);
        }
    }

    function test_theOwnersSignature_revokesAllOfOneEpochOnly() public {
        Grant memory grant = _open();
        bytes32 epoch = validator.epochOf(address(account));
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        bytes memory stolen = signSecp(THIEF_KEY, validator.hashRevokeAll(address(account), epoch));
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.RevocationSignatureInvalid.selector, address(account), bytes32(0))
        );
        validator.revokeAllByOwner(address(account), epoch, stolen);
        vm.setBlockhash(block.number - 1, keccak256("a block that nobody knew"));
        validator.revokeAllByOwner(address(account), epoch, signature);
        assertEq(validator.epochOf(address(account)), _after(epoch, keccak256("a block that nobody knew")), "the next");
        _isOver(grant);
        grant = _make();
        grant.nonceKey = laneOf(8);
        enable(grant);
        bytes32 current = validator.epochOf(address(account));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, epoch, current));
        validator.revokeAllByOwner(address(account), epoch, signature);
        allow(grant, _pay);
    }

    function test_revoking_doesNotGiveBackANote() public {
        Grant memory grant = grantOf(permitLedger("pay(address,uint256)"));
        enable(grant);
        bytes32 rules = keccak256(rulesOf(grant));
        vm.prank(address(paymaster));
        validator.setNoteOf(address(account), keyBytes(SESSION_KEY), rules, grant.nonceKey, 77);
        assertEq(sessionNow(grant).note, 77, "noted");
        _revoke(sessionOf(grant));
        vm.prank(address(paymaster));
        validator.setNoteOf(address(account), keyBytes(SESSION_KEY), rules, grant.nonceKey, type(uint24).max);
        assertFalse(sessionNow(grant).isLive, "a note wakes nothing");
        // Another paymaster names another session, which does not exist.
        vm.expectPartialRevert(ISessionValidator.SessionNotLive.selector);
        validator.setNoteOf(address(account), keyBytes(SESSION_KEY), rules, grant.nonceKey, 1);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.CreditMissing.selector, address(account), 0, 0));
        validator.setNote(address(account), 0, 0, 1);
    }

    function enableExternally(Grant memory grant) external {
        enable(grant);
    }

    function _revoke(bytes32 session) private {
        vm.prank(address(account));
        validator.revoke(session);
    }

    function _isOver(Grant memory grant) private {
        assertFalse(sessionNow(grant).isLive, "not live");
        refuse(grant, _pay, abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant)));
    }

    function _after(bytes32 epoch, bytes32 unforeseen) private view returns (bytes32) {
        uint256 secret = uint256(keccak256(abi.encode(account, epoch, unforeseen))) >> 32;
        return bytes32(((uint256(epoch) >> 224) + 1 << 224) | secret);
    }
}
