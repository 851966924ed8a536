// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {ArgumentBound, Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionValidator} from "../../src/session/SessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Whose grant counts, where, and how often.
contract EnableTest is StackTest {
    /// @dev What does not fit its field is refused, not cut.
    function testFuzz_reverts_whenACapDoesNotFit(uint32 actions, uint96 gasWei) public {
        Grant memory grant = makeGrant();
        grant.maxActions = uint32(bound(actions, uint256(type(uint16).max) + 1, type(uint32).max));
        _expectCapRefused(grant, grant.maxActions, type(uint16).max);
        grant = makeGrant();
        grant.maxGasWei = uint96(bound(gasWei, uint256(type(uint72).max) + 1, type(uint96).max));
        _expectCapRefused(grant, grant.maxGasWei, type(uint72).max);
    }

    function test_accepts_theLargestCaps() public {
        Grant memory grant = makeGrant();
        grant.maxActions = type(uint16).max;
        grant.maxSpend = type(uint96).max;
        grant.maxGasWei = type(uint72).max;
        enable(grant);
        assertEq(sessionNow().actionsLeft, type(uint16).max, "actions");
        assertEq(sessionNow().spendLeft, type(uint96).max, "spend");
        assertEq(sessionNow().gasLeftWei, type(uint72).max, "gas");
    }

    function _expectCapRefused(Grant memory grant, uint256 seen, uint256 max) private {
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantCapTooLarge.selector, seen, max));
        validator.enable(grant, signature);
    }

    function test_enable_writesWhatWasSigned() public {
        Grant memory grant = makeGrant();
        vm.expectEmit(address(validator));
        emit ISessionValidator.SessionEnabled(
            address(account), sessionId(), grant.validUntil, address(paymaster), lane()
        );
        enable(grant);
        ISessionValidator.Session memory session = sessionNow();
        assertEq(uint8(session.status), uint8(ISessionValidator.Status.Enabled), "status");
        assertEq(session.paymaster, grant.paymaster, "paymaster");
        assertEq(session.epoch, 1, "epoch");
        assertEq(session.actionsLeft, grant.maxActions, "actions");
        assertEq(session.spendLeft, grant.maxSpend, "spend");
        assertEq(session.gasLeftWei, grant.maxGasWei, "gas");
        assertEq(session.nonceKey, grant.nonceKey, "lane");
    }

    /// @dev A nonce key that does not begin with the module's address does not fit the terms, and is kept whole.
    function testFuzz_enable_keepsEveryNonceKey(uint192 nonceKey) public {
        Grant memory grant = makeGrant();
        grant.nonceKey = nonceKey;
        enable(grant);
        assertEq(sessionNow().nonceKey, nonceKey, "the lane that was signed");
    }

    function testFuzz_reverts_whenSomebodyElseSigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Grant memory grant = makeGrant();
        bytes32 digest = validator.hashGrant(grant);
        bytes memory signature = signSecp(key, digest);
        _expectSignatureRefused(grant, signature);
        expectFailed(signFirst(operation(callPlay(1)), grant, signature), "AA24 signature error");
        assertStatus(ISessionValidator.Status.None, "nothing is enabled");
    }

    function testFuzz_reverts_whenTheSignatureIsGarbage(bytes calldata signature) public {
        Grant memory grant = makeGrant();
        _expectSignatureRefused(grant, signature);
        expectFailed(signFirst(operation(callPlay(1)), grant, signature), "AA24 signature error");
    }

    /// @dev Every word of the grant is covered: change any after signing, and the signature is void.
    function testFuzz_reverts_whenAFieldIsChangedAfterSigning(uint8 field) public {
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        field = field % 13;
        if (field == 0) grant.sessionKey = sessionKeyBytes(THIEF_KEY);
        if (field == 1) grant.validAfter += 1;
        if (field == 2) grant.validUntil -= 1;
        if (field == 3) grant.maxActions += 1;
        if (field == 4) grant.maxSpend += 1;
        if (field == 5) grant.maxGasWei += 1;
        if (field == 6) grant.paymaster = address(0);
        if (field == 7) grant.nonceKey += 1;
        if (field == 8) grant.permissions[1].target = address(factory);
        if (field == 9) grant.permissions[0].functionSignature = "forbidden()";
        if (field == 10) grant.permissions[0].maxValue = 1;
        if (field == 11) grant.permissions[1].spendArgument = 1;
        if (field == 12) grant.permissions[0].bounds = new ArgumentBound[](1);
        _expectSignatureRefused(grant, signature);
    }

    function test_reverts_whenTheGrantIsForAnotherAccount() public {
        address other = _createAccount("other");
        Grant memory grant = makeGrant();
        grant.account = other;
        expectRefused(
            signFirst(operation(callPlay(1)), grant),
            abi.encodeWithSelector(ISessionValidator.GrantWrongAccount.selector, other, address(account))
        );
    }

    function test_aGrantForAnotherAccountOfTheOwner_doesNotCountHere() public {
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        grant.account = _createAccount("other");
        _expectSignatureRefused(grant, signature);
    }

    function test_reverts_whenTheGrantWasSignedForAnotherModule() public {
        SessionValidator other = _deployValidator();
        ownerCalls(address(account), abi.encodeCall(account.installModule, (1, address(other), "")));
        Grant memory grant = makeGrant();
        grant.epoch = other.epochOf(address(account));
        bytes memory signature = signGrant(grant);
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        other.enable(grant, signature);
    }

    function test_reverts_whenTheGrantWasSignedForAnotherChain() public {
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        vm.chainId(block.chainid + 1);
        _expectSignatureRefused(grant, signature);
    }

    function testFuzz_reverts_whenTheEpochIsAnother(uint32 epoch) public {
        vm.assume(epoch != 1);
        Grant memory grant = makeGrant();
        grant.epoch = epoch;
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, epoch, 1));
    }

    function test_reverts_whenTheAccountIsNotDeployed() public {
        Grant memory grant = makeGrant();
        grant.account = _predictAccount("not yet");
        _expectSignatureRefused(grant, signGrant(grant));
    }

    function test_reverts_whenTheGrantIsUsedTwice() public {
        Grant memory grant = makeGrant();
        handle(signFirst(operation(callSpend(400)), grant));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionAlreadyEnabled.selector, sessionId());
        _expectRefused(grant, reason);
        expectRefused(signFirst(operation(callSpend(400)), grant), reason);
        assertEq(sessionNow().spendLeft, 600, "counters stand");
    }

    function test_reverts_whenAKeyIsGrantedASecondTime() public {
        enable(makeGrant());
        Grant memory wider = makeGrant();
        wider.maxSpend = 1_000_000;
        _expectRefused(wider, abi.encodeWithSelector(ISessionValidator.SessionAlreadyEnabled.selector, sessionId()));
    }

    function test_oneKey_mayServeTwoAccounts_eachWithItsOwnCounters() public {
        enable(makeGrant());
        PlayerAccount first = account;
        account = PlayerAccount(payable(_createAccount("second")));
        enable(makeGrant());
        handle(signUse(operation(callSpend(300))));
        assertEq(sessionNow().spendLeft, 700, "the second counts");
        assertEq(validator.sessionOf(address(first), sessionId()).spendLeft, 1_000, "the first does not");
    }

    function testFuzz_reverts_whenTheSessionKeyIsMalformed(bytes calldata key) public {
        bytes memory zero = abi.encodePacked(address(0), key);
        bytes memory short = key.length < 20 ? key : bytes(key[:19]);
        Grant memory grant = makeGrant();
        grant.sessionKey = zero;
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, zero));
        grant.sessionKey = short;
        _expectRefused(grant, abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, short));
    }

    function test_reverts_whenTheSessionKeyIsLongerThanItsLengthByteCanSay() public {
        Grant memory grant = makeGrant();
        grant.sessionKey = abi.encodePacked(address(verifier), new bytes(236));
        _expectRefused(
            grant, abi.encodeWithSelector(ISessionValidator.GrantSessionKeyMalformed.selector, grant.sessionKey)
        );
        grant.sessionKey = abi.encodePacked(address(verifier), new bytes(235));
        enable(grant);
    }

    /// @dev What signs the grant is the owner; a session cannot make another.
    function test_reverts_whenASessionKeySignsAGrant() public {
        enable(makeGrant());
        Grant memory second = makeGrant();
        second.sessionKey = sessionKeyBytes(THIEF_KEY);
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashGrant(second));
        _expectSignatureRefused(second, signature);
        _expectSignatureRefused(second, abi.encodePacked(hex"00", uint8(84), sessionKeyBytes(), signature));
        _expectSignatureRefused(second, abi.encodePacked(address(validator), signature));
    }

    function _expectRefused(Grant memory grant, bytes memory reason) private {
        bytes memory signature = signGrant(grant);
        vm.expectRevert(reason);
        validator.enable(grant, signature);
    }

    function _expectSignatureRefused(Grant memory grant, bytes memory signature) private {
        bytes32 digest = validator.hashGrant(grant);
        vm.expectRevert(
            abi.encodeWithSelector(ISessionValidator.GrantOwnerSignatureInvalid.selector, grant.account, digest)
        );
        validator.enable(grant, signature);
    }
}
