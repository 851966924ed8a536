// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownership} from "../../src/account/Ownership.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Vault} from "../support/Vault.sol";

/// @dev Guardians named by the owner replace a lost owner.
contract RecoveryTest is Vault {
    uint256 private constant FRIEND_KEY = uint256(keccak256("friend"));
    uint256[3] private _keys;
    bytes[] private _guardians;

    function setUp() public override {
        super.setUp();
        _keys = [uint256(keccak256("a")), uint256(keccak256("b")), uint256(keccak256("c"))];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = i + 1; j < 3; ++j) {
                if (_idOf(_keys[j]) < _idOf(_keys[i])) (_keys[i], _keys[j]) = (_keys[j], _keys[i]);
            }
        }
        for (uint256 i = 0; i < 3; ++i) {
            _guardians.push(abi.encodePacked(vm.addr(_keys[i])));
        }
    }

    function test_recovery_isOffAtBirth() public {
        assertEq(account.ownership().guardiansHash, 0, "off");
        bytes32 seen = keccak256(abi.encode(new bytes[](0), 0));
        _expectRecoverFails(
            new bytes[](0), 0, new bytes[](0), abi.encodeWithSelector(Ownership.GuardiansUnknown.selector, seen, 0)
        );
    }

    function test_recovery_byTheThreshold_afterTheDelay_endsSessionsAndForgetsGuardians() public {
        uint256 start = vm.getBlockTimestamp();
        _turnOn(2);
        Grant memory grant = makeGrant();
        enable(grant);
        bytes[] memory signatures = _signatures(5);
        vm.expectEmit(address(account));
        emit Ownership.OwnerChangeAsked(_friend(), _friend(), uint48(start + 1 days));
        vm.prank(makeAddr("anybody"));
        account.recover(_guardians, 2, _friend(), _proof(), signatures);
        assertEq(account.owner(), ownerBytes(), "not yet");
        vm.warp(start + 1 days - 1);
        vm.expectPartialRevert(Ownership.OwnerChangeNotDue.selector);
        account.finishChange();
        vm.warp(start + 1 days);
        account.finishChange();
        assertEq(account.owner(), _friend(), "recovered");
        assertFalse(sessionNow(grant).isLive, "every session ended");
        assertEq(account.ownership().guardiansHash, 0, "forgotten");
        bytes32 seen = keccak256(abi.encode(_guardians, 2));
        _expectRecoverFails(
            _guardians, 2, _signatures(5), abi.encodeWithSelector(Ownership.GuardiansUnknown.selector, seen, 0)
        );
    }

    /// @dev Recovery is off for everybody, even for an empty list of guardians, whose signatures anybody can give.
    function test_recovery_turnedOff_isNobodys() public {
        vm.expectEmit(address(account));
        emit Ownership.GuardiansChanged(_guardians, 2);
        _turnOn(2);
        bytes[] memory nobody = new bytes[](0);
        vm.expectEmit(address(account));
        emit Ownership.GuardiansChanged(nobody, 0);
        ownerDoes(abi.encodeCall(account.setGuardians, (nobody, 0)));
        assertEq(account.ownership().guardiansHash, 0, "off");
        bytes32 seen = keccak256(abi.encode(nobody, 0));
        _expectRecoverFails(nobody, 0, nobody, abi.encodeWithSelector(Ownership.GuardiansUnknown.selector, seen, 0));
    }

    function test_guardians_areForgottenAfterAChangeByTheOwnerToo() public {
        _turnOn(2);
        ownerDoes(callChange(FRIEND_KEY));
        assertTrue(account.ownership().guardiansHash != 0, "not before it is made");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        account.finishChange();
        assertEq(account.ownership().guardiansHash, 0, "forgotten");
    }

    function test_theOwner_cancels_andTheSignaturesAreWorthless() public {
        _turnOn(2);
        (bytes[] memory signatures, bytes memory proof) = (_signatures(3), _proof());
        account.recover(_guardians, 2, _friend(), proof, signatures);
        ownerDoes(abi.encodeCall(account.cancelChange, ()));
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerProofInvalid.selector, _friend()));
        account.recover(_guardians, 2, _friend(), proof, signatures);
        _expectRecoverFails(
            _guardians, 2, signatures, abi.encodeWithSelector(Ownership.GuardianProofInvalid.selector, 0)
        );
        vm.warp(vm.getBlockTimestamp() + 2 days);
        vm.expectRevert(Ownership.OwnerChangeAbsent.selector);
        account.finishChange();
    }

    /// @dev An owner who turns recovery off does not lose the account to the guardians just removed.
    function test_dismissedGuardians_getNothing() public {
        _turnOn(2);
        bytes[] memory signatures = _signatures(3);
        account.recover(_guardians, 2, _friend(), _proof(), signatures);
        ownerDoes(abi.encodeCall(account.setGuardians, (new bytes[](0), 0)));
        vm.warp(vm.getBlockTimestamp() + 2 days);
        vm.expectRevert(Ownership.OwnerChangeAbsent.selector);
        account.finishChange();
        signatures = _signatures(3);
        _turnOn(2);
        _expectRecoverFails(
            _guardians, 2, signatures, abi.encodeWithSelector(Ownership.GuardianProofInvalid.selector, 0)
        );
    }

    function test_reverts_whenTooFewOrWrongGuardiansSign() public {
        _turnOn(2);
        _expectRecoverFails(
            _guardians, 2, _signatures(1), abi.encodeWithSelector(Ownership.GuardianProofCount.selector, 1, 2)
        );
        _expectRecoverFails(
            _guardians, 2, new bytes[](0), abi.encodeWithSelector(Ownership.GuardianProofCount.selector, 0, 2)
        );
        bytes[] memory signatures = _signatures(3);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        bytes memory reason = abi.encodeWithSelector(Ownership.GuardianProofInvalid.selector, 0);
        _expectRecoverFails(_guardians, 2, signatures, reason);
        signatures = _signatures(3);
        signatures[0] = signSecp(THIEF_KEY, changeDigest("Recover", _friend()));
        _expectRecoverFails(_guardians, 2, signatures, reason);
        signatures[0] = signSecp(_keys[0], changeDigest("Own", _friend()));
        _expectRecoverFails(_guardians, 2, signatures, reason);
        signatures[0] = signSecp(_keys[0], changeDigest("Recover", abi.encodePacked(thief)));
        _expectRecoverFails(_guardians, 2, signatures, reason);
    }

    /// @dev With one signature more than there are guardians, with another list, or with another threshold.
    function test_reverts_whenTheListIsAnother() public {
        _turnOn(2);
        bytes[] memory signatures = new bytes[](4);
        signatures[3] = hex"01";
        _expectRecoverFails(_guardians, 2, signatures, abi.encodeWithSignature("Panic(uint256)", 0x32));
        bytes32 allowed = account.ownership().guardiansHash;
        bytes32 seen = keccak256(abi.encode(_guardians, 1));
        _expectRecoverFails(
            _guardians, 1, _signatures(1), abi.encodeWithSelector(Ownership.GuardiansUnknown.selector, seen, allowed)
        );
        bytes[] memory signers = thiefAlone();
        seen = keccak256(abi.encode(signers, 1));
        _expectRecoverFails(
            signers, 1, _signatures(1), abi.encodeWithSelector(Ownership.GuardiansUnknown.selector, seen, allowed)
        );
    }

    function test_reverts_whenTheNewOwnerIsADeviceKeyOrDoesNotProveItself() public {
        _turnOn(1);
        bytes[] memory signatures = _signatures(1);
        bytes memory proof = signSecp(THIEF_KEY, changeDigest("Own", _friend()));
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerProofInvalid.selector, _friend()));
        account.recover(_guardians, 1, _friend(), proof, signatures);
        bytes memory device = signerBytes(FRIEND_KEY);
        signatures[0] = signSecp(_keys[0], changeDigest("Recover", device));
        proof = signP256(FRIEND_KEY, changeDigest("Own", device));
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerMalformed.selector, device));
        account.recover(_guardians, 1, device, proof, signatures);
    }

    function test_reverts_whenGuardiansAreMalformed() public {
        _expectGuardians(_guardians, 0, abi.encodeWithSelector(Ownership.GuardiansMalformed.selector, 3, 0));
        _expectGuardians(_guardians, 4, abi.encodeWithSelector(Ownership.GuardiansMalformed.selector, 3, 4));
        _expectGuardians(new bytes[](0), 1, abi.encodeWithSelector(Ownership.GuardiansMalformed.selector, 0, 1));
        bytes[] memory signers = _guardians;
        signers[1] = signers[0];
        _expectGuardians(signers, 2, abi.encodeWithSelector(Ownership.GuardiansMalformed.selector, 3, 2));
        signers[0] = _guardians[1];
        _expectGuardians(signers, 2, abi.encodeWithSelector(Ownership.GuardiansMalformed.selector, 3, 2));
        signers[0] = hex"11";
        _expectGuardians(signers, 2, abi.encodeWithSelector(Ownership.OwnerMalformed.selector, bytes(hex"11")));
        signers[0] = abi.encodePacked(address(4), uint256(1));
        _expectGuardians(signers, 2, abi.encodeWithSelector(Ownership.OwnerMalformed.selector, signers[0]));
    }

    /// @dev Session keys cannot reach it: no grant may name the account.
    function test_reverts_whenAGrantNamesTheAccount() public {
        string[5] memory texts = [
            "setGuardians(bytes[],uint256)",
            "changeOwner(bytes,bytes)",
            "cancelChange()",
            "recover(bytes[],uint256,bytes,bytes,bytes[])",
            "finishChange()"
        ];
        for (uint256 i = 0; i < texts.length; ++i) {
            Permission memory permission = permit(texts[i]);
            permission.target = address(account);
            Grant memory grant = grantOf(permission);
            bytes memory reason =
                abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, address(account));
            expectRefused(first(grant, single(address(account), 0, ""), hint(0)), reason);
        }
    }

    function _turnOn(uint256 threshold) private {
        ownerDoes(abi.encodeCall(account.setGuardians, (_guardians, threshold)));
        assertEq(account.ownership().guardiansHash, keccak256(abi.encode(_guardians, threshold)), "on");
    }

    /// @param who Bits: which guardians sign.
    function _signatures(uint256 who) private view returns (bytes[] memory signatures) {
        signatures = new bytes[](3);
        for (uint256 i = 0; i < 3; ++i) {
            if (who >> i & 1 == 1) signatures[i] = signSecp(_keys[i], changeDigest("Recover", _friend()));
        }
    }

    function _proof() private view returns (bytes memory) {
        return signSecp(FRIEND_KEY, changeDigest("Own", _friend()));
    }

    function _friend() private pure returns (bytes memory) {
        return abi.encodePacked(vm.addr(FRIEND_KEY));
    }

    function _idOf(uint256 key) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(vm.addr(key)));
    }

    function _expectRecoverFails(bytes[] memory signers, uint256 threshold, bytes[] memory signatures, bytes memory why)
        private
    {
        (bytes memory next, bytes memory proof) = (_friend(), _proof());
        vm.expectRevert(why);
        account.recover(signers, threshold, next, proof, signatures);
    }

    function _expectGuardians(bytes[] memory signers, uint256 threshold, bytes memory why) private {
        vm.prank(address(account));
        vm.expectRevert(why);
        account.setGuardians(signers, threshold);
    }
}
