// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {StdStorage, stdStorage} from "forge-std/StdStorage.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionValidator} from "../../src/session/SessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Whose grants count, where, and what is stored of them.
contract GrantedTest is SessionTest {
    using stdStorage for StdStorage;

    /// @dev Without a paymaster, so that only the module can refuse.
    function _grant() private view returns (Grant memory) {
        return unpaid(makeGrant());
    }

    /// @dev Logs alone show the whole session.
    function test_enable_writesAndTellsWhatWasSigned() public {
        Grant memory grant = makeGrant();
        vm.expectEmit(address(validator));
        emit ISessionValidator.SessionEnabled(
            address(account), sessionOf(grant), keyBytes(SESSION_KEY), address(paymaster), lane(), packedOf(grant)
        );
        enable(grant);
        ISessionValidator.Session memory stands = sessionNow(grant);
        assertTrue(stands.isLive, "live");
        assertEq(stands.validUntil, grant.validUntil, "end");
        assertEq(stands.actionsLeft, grant.maxActions, "actions");
        assertEq(stands.spendLeft, grant.maxSpend, "spend");
        assertEq(stands.gasLeftWei, grant.maxGasWei, "gas");
        assertEq(stands.note, 0, "no note");
    }

    function test_accepts_theLargestCaps() public {
        Grant memory grant = _grant();
        grant.maxActions = type(uint16).max;
        grant.maxSpend = type(uint96).max;
        grant.maxGasWei = type(uint64).max;
        enable(grant);
        assertEq(sessionNow(grant).actionsLeft, type(uint16).max, "actions");
        assertEq(sessionNow(grant).spendLeft, type(uint96).max, "spend");
        assertEq(sessionNow(grant).gasLeftWei, type(uint64).max, "gas");
        assertEq(sessionNow(grant).validUntil, grant.validUntil, "and nothing spilt over");
    }

    /// @dev A nonce key that does not begin with the module's address is valid too.
    function testFuzz_enable_keepsEveryNonceKeyAndPaymaster(uint192 nonceKey, address payer) public {
        Grant memory grant = _grant();
        (grant.nonceKey, grant.paymaster) = (nonceKey, payer);
        enable(grant);
        bytes32 rules = keccak256(rulesOf(grant));
        bytes32 session = validator.sessionId(keyBytes(SESSION_KEY), rules, payer, nonceKey);
        assertTrue(validator.sessionOf(address(account), session).isLive, "as it was signed");
        session = validator.sessionId(keyBytes(SESSION_KEY), rules, payer, nonceKey ^ 1);
        assertFalse(validator.sessionOf(address(account), session).isLive, "and no other");
    }

    function testFuzz_reverts_whenSomebodyElseSigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Grant memory grant = _grant();
        bytes memory signature = toOwner(signSecp(key, grantDigest(grant)));
        _expectSignatureRefused(grant, signature);
        expectFailed(signFirst(operation(grant, callPlay(1)), grant, hint(0), 0, signature), "AA24 signature error");
        assertEq(sessionNow(grant).validUntil, 0, "nothing is left of it");
    }

    function testFuzz_reverts_whenTheSignatureIsGarbage(bytes calldata signature) public {
        Grant memory grant = _grant();
        _expectSignatureRefused(grant, signature);
        expectFailed(signFirst(operation(grant, callPlay(1)), grant, hint(0), 0, signature), "AA24 signature error");
    }

    /// @dev Every part of the grant is covered: any change after signing makes the signature invalid.
    function testFuzz_reverts_whenAFieldIsChangedAfterSigning(uint8 field) public {
        Grant memory grant = _grant();
        bytes memory signature = signGrant(grant);
        field = field % 14;
        if (field == 0) grant.sessionKey = signerBytes(THIEF_KEY);
        if (field == 1) grant.validAfter += 1;
        if (field == 2) grant.validUntil -= 1;
        if (field == 3) grant.maxActions += 1;
        if (field == 4) grant.maxSpend += 1;
        if (field == 5) grant.maxGasWei += 1;
        if (field == 6) grant.paymaster = address(paymaster);
        if (field == 7) grant.nonceKey += 1;
        if (field == 8) grant.permissions[1].target = address(factory);
        if (field == 9) grant.permissions[0].functionSignature = "forbidden()";
        if (field == 10) (grant.permissions[0].period, grant.permissions[0].limits) = ("hour", limit("1", 9));
        if (field == 11) grant.permissions[1].spendArgument = "1";
        if (field == 12) grant.permissions[0].conditions = only(condition("1", "one of", 1));
        if (field == 13) grant.permissions[0].policies = policies(address(1), "");
        _expectSignatureRefused(grant, signature, field == 0 ? THIEF_KEY : SESSION_KEY);
    }

    function test_aGrantForAnotherAccountOfTheOwner_doesNotCountHere() public {
        Grant memory grant = _grant();
        bytes memory signature = signGrant(grant);
        grant.account = factory.createAccount(ownerBytes(), "other");
        grant.epoch = validator.epochOf(grant.account);
        _expectSignatureRefused(grant, signature);
    }

    /// @dev An operation itself names its account: there, a grant of another account counts as unsigned.
    function test_reverts_whenTheGrantIsForAnotherAccount() public {
        Grant memory grant = _grant();
        grant.account = factory.createAccount(ownerBytes(), "other");
        grant.epoch = validator.epochOf(address(account));
        bytes memory signature = signGrant(grant);
        grant.account = address(account);
        expectFailed(signFirst(operation(grant, callPlay(1)), grant, hint(0), 0, signature), "AA24 signature error");
    }

    function test_reverts_whenTheGrantWasSignedForAnotherModule() public {
        bytes memory arguments = abi.encode("Hourglass", maxDuration(), reader, verifier);
        SessionValidator other = SessionValidator(vm.deployCode(artifact("SessionValidator"), arguments));
        bytes memory install = abi.encodeCall(account.installModule, (1, address(other), ""));
        (bool success,) = handleAndRead(ownerOperation(single(address(account), 0, install)));
        assertTrue(success, "installed");
        Grant memory grant = _grant();
        grant.epoch = other.epochOf(address(account));
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        other.enable(address(account), key, address(0), grant.nonceKey, data);
    }

    function test_reverts_whenTheGrantWasSignedForAnotherChain() public {
        Grant memory grant = _grant();
        bytes memory signature = signGrant(grant);
        vm.chainId(block.chainid + 1);
        _expectSignatureRefused(grant, signature);
    }

    function testFuzz_reverts_whenTheEpochIsAnother(bytes32 epoch) public {
        bytes32 current = validator.epochOf(address(account));
        vm.assume(epoch != current);
        Grant memory grant = _grant();
        grant.epoch = epoch;
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, epoch, current));
        this.enableExternally(grant);
    }

    function test_reverts_whenTheAccountIsNotDeployed() public {
        Grant memory grant = _grant();
        grant.account = factory.getAddress(ownerBytes(), "not yet");
        grant.epoch = 0;
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.ModuleNotInstalled.selector, grant.account));
        this.enableExternally(grant);
    }

    function testFuzz_reverts_whenTheSessionKeyIsMalformed(bytes calldata key) public {
        // 64 bytes are a key of the P-256 verifier, whatever they begin with.
        if (key.length != 44) _expectKeyRefused(abi.encodePacked(address(0), key));
        _expectKeyRefused(key.length < 20 ? key : bytes(key[:19]));
        // The verifier of the short form, named explicitly, whatever key follows.
        _expectKeyRefused(abi.encodePacked(verifier, key));
        // A verifier without code: any signature could be valid.
        if (key.length != 0 && key.length != 44) _expectKeyRefused(abi.encodePacked(address(4), key));
    }

    /// @dev 20 bytes are an address and 64 a key of the P-256 verifier; one byte more or less needs a verifier that exists.
    function test_reverts_whenAKeyOfAnotherLengthHasNoVerifier() public {
        uint256[3] memory lengths = [uint256(21), 63, 65];
        for (uint256 i = 0; i < 3; ++i) {
            _expectKeyRefused(abi.encodePacked(address(4), new bytes(lengths[i] - 20)));
        }
    }

    /// @dev An epoch's number has 22 bits in a session's word: after the last one an account can revoke, but no session can
    /// begin.
    function test_theLastEpoch_isTheLastInWhichASessionBegins() public {
        bytes32 last = bytes32(((uint256(1) << 22) - 1) << 224 | 7);
        stdstore.target(address(validator)).sig("epochOf(address)").with_key(address(account)).checked_write(last);
        Grant memory grant = _grant();
        enable(grant);
        assertTrue(sessionNow(grant).isLive, "in the last");
        vm.prank(address(account));
        validator.revokeAll();
        assertFalse(sessionNow(grant).isLive, "over");
        grant = _grant();
        grant.nonceKey = laneOf(8);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, grant.epoch, grant.epoch));
        this.enableExternally(grant);
    }

    /// @dev The owner signs grants; a session cannot make another.
    function test_reverts_whenASessionKeySignsAGrant() public {
        enable(_grant());
        Grant memory second = _grant();
        second.nonceKey = laneOf(8);
        bytes memory signature = signAsSession(SESSION_KEY, grantDigest(second));
        bytes memory key = keyBytes(SESSION_KEY);
        _expectSignatureRefused(second, signature);
        bytes memory whole = abi.encodePacked(hex"000000000001000040", key, uint8(64), signature);
        _expectSignatureRefused(second, bytes.concat(whole, rulesOf(second)));
        _expectSignatureRefused(second, abi.encodePacked(address(validator), signature));
    }

    function enableExternally(Grant memory grant) external {
        enable(grant);
    }

    function _expectKeyRefused(bytes memory key) private {
        Grant memory grant = _grant();
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, key));
        validator.enable(address(account), key, address(0), grant.nonceKey, data);
    }

    function _expectSignatureRefused(Grant memory grant, bytes memory signature) private {
        _expectSignatureRefused(grant, signature, SESSION_KEY);
    }

    function _expectSignatureRefused(Grant memory grant, bytes memory signature, uint256 key) private {
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.GrantOwnerSignatureInvalid.selector, grant.account, sessionOf(grant, key)
        );
        bytes memory data = bytes.concat(packedOf(grant), signature);
        bytes memory bytesOfKey = keyBytes(key);
        vm.expectRevert(reason);
        validator.enable(grant.account, bytesOfKey, grant.paymaster, grant.nonceKey, data);
    }
}
