// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account as AccountBase} from "@openzeppelin/contracts/account/Account.sol";

import {ContractOwner} from "../support/ContractOwner.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Ownership} from "../../src/account/Ownership.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {Vault} from "../support/Vault.sol";

/// @dev The owner is an address: a change waits, and the owner may cancel it.
contract ChangeOfOwnerTest is Vault {
    uint256 private constant FRIEND_KEY = uint256(keccak256("friend"));

    function test_changeOwner_waitsAndAnybodyFinishes() public {
        uint256 start = vm.getBlockTimestamp();
        Grant memory grant = makeGrant();
        enable(grant);
        ownerDoes(callChange(FRIEND_KEY));
        assertEq(account.owner(), ownerBytes(), "not yet");
        assertTrue(sessionNow(grant).isLive, "play goes on meanwhile");
        assertFalse(account.isConfined(), "not confined");
        vm.warp(start + 1 days - 1);
        vm.expectPartialRevert(Ownership.OwnerChangeNotDue.selector);
        account.finishChange();
        vm.warp(start + 1 days);
        bytes memory next = _friend();
        vm.expectEmit(address(account));
        emit Ownership.OwnerChanged(next, next);
        vm.prank(makeAddr("anybody"));
        account.finishChange();
        assertEq(account.owner(), next, "changed");
        assertFalse(sessionNow(grant).isLive, "and every session ended");
        vm.expectRevert(Ownership.OwnerChangeAbsent.selector);
        account.finishChange();
        expectFailed(ownersOperation(callPlay(1), "", 0), "AA24 signature error");
    }

    function test_cancelChange_isTheOwners_andMakesTheProofWorthless() public {
        bytes memory data = callChange(FRIEND_KEY);
        ownerDoes(data);
        vm.expectEmit(address(account));
        emit Ownership.OwnerChangeCancelled();
        ownerDoes(abi.encodeCall(account.cancelChange, ()));
        assertEq(account.ownership().pending.due, 0, "none waits");
        ownerFails(data);
        vm.warp(vm.getBlockTimestamp() + 2 days);
        vm.expectRevert(Ownership.OwnerChangeAbsent.selector);
        account.finishChange();
        ownerFails(abi.encodeCall(account.cancelChange, ()));
    }

    /// @dev It was signed while a change waited, so it names the next change; cancelling also counts as a change.
    function test_cancelChange_makesWhatWasSignedMeanwhileWorthless() public {
        ownerDoes(callChange(FRIEND_KEY));
        bytes memory data = callChange(THIEF_KEY);
        ownerDoes(abi.encodeCall(account.cancelChange, ()));
        ownerFails(data);
        assertEq(account.ownership().pending.due, 0, "none waits");
        ownerDoes(callChange(THIEF_KEY));
    }

    function test_twoChangesAtOnce_theLaterOneCounts_andWaitsAnew() public {
        uint256 start = vm.getBlockTimestamp();
        ownerDoes(callChange(FRIEND_KEY));
        vm.warp(start + 20 hours);
        ownerDoes(callChange(THIEF_KEY));
        vm.warp(start + 1 days);
        vm.expectPartialRevert(Ownership.OwnerChangeNotDue.selector);
        account.finishChange();
        vm.warp(start + 44 hours);
        account.finishChange();
        assertEq(account.owner(), abi.encodePacked(thief), "the later one");
    }

    /// @dev A proof is for this account, this change and this chain.
    function test_reverts_whenAProofIsReplayed() public {
        uint256 start = vm.getBlockTimestamp();
        bytes memory data = callChange(FRIEND_KEY);
        ownerDoes(data);
        ownerFails(data);
        vm.warp(start + 1 days);
        account.finishChange();
        bytes memory next = _friend();
        bytes memory proof = signSecp(FRIEND_KEY, changeDigest("Own", next));
        vm.chainId(block.chainid + 1);
        _expectUnproven(next, proof);
        vm.chainId(block.chainid - 1);
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
        _expectUnproven(next, proof);
    }

    function test_reverts_whenTheNewOwnerDoesNotProveItself() public {
        bytes memory next = _friend();
        bytes32 digest = changeDigest("Own", next);
        _expectUnproven(next, "");
        _expectUnproven(next, signSecp(THIEF_KEY, digest));
        _expectUnproven(next, signSecp(OWNER_KEY, digest));
        _expectUnproven(next, signSecp(FRIEND_KEY, changeDigest("Recover", next)));
        _expectUnproven(next, signSecp(FRIEND_KEY, changeDigest("TakeBack", next)));
        _expectUnproven(abi.encodePacked(address(0xdEaD)), signSecp(FRIEND_KEY, changeDigest("Own", next)));
    }

    /// @dev These cannot own an account: a device key, the account itself, the zero address, half an address, a verifier without
    /// code.
    function test_reverts_whenTheNewOwnerMayNotOwn() public {
        _expectMalformed(signerBytes(FRIEND_KEY));
        _expectMalformed(abi.encodePacked(verifier, hex"01"));
        _expectMalformed(abi.encodePacked(account));
        _expectMalformed(abi.encodePacked(account, keyBytes(FRIEND_KEY)));
        _expectMalformed(abi.encodePacked(address(0)));
        _expectMalformed(abi.encodePacked(address(0), keyBytes(FRIEND_KEY)));
        _expectMalformed("");
        _expectMalformed(hex"11111111111111111111111111111111111111");
        _expectMalformed(abi.encodePacked(makeAddr("no verifier"), keyBytes(FRIEND_KEY)));
        // The identity precompile returns its input, which begins with the word for yes.
        _expectMalformed(abi.encodePacked(address(4), keyBytes(FRIEND_KEY)));
    }

    /// @dev A bare verifier and half a key are not device keys by name, and can prove nothing.
    function test_reverts_whenTheNewOwnerIsHalfAKey() public {
        address webAuthn = deployWebAuthnVerifier();
        (uint256 x,) = vm.publicKeyP256(FRIEND_KEY);
        bytes[4] memory halves = [
            abi.encodePacked(verifier),
            abi.encodePacked(webAuthn),
            abi.encodePacked(webAuthn, x),
            abi.encodePacked(webAuthn, keyBytes(FRIEND_KEY), uint8(0))
        ];
        for (uint256 i = 0; i < halves.length; ++i) {
            bytes32 digest = changeDigest("Own", halves[i]);
            _expectUnproven(halves[i], signP256(FRIEND_KEY, digest));
            _expectUnproven(halves[i], WebAuthnSigner.sign(FRIEND_KEY, digest));
        }
    }

    function test_passkeyAndContract_canBeNewOwners() public {
        bytes memory passkey = WebAuthnSigner.signer(deployWebAuthnVerifier(), FRIEND_KEY);
        bytes memory proof = WebAuthnSigner.sign(FRIEND_KEY, changeDigest("Own", passkey));
        ownerDoes(abi.encodeCall(account.changeOwner, (passkey, proof)));
        assertEq(account.ownership().pending.owner, passkey, "a passkey");
        bytes memory wallet = abi.encodePacked(new ContractOwner(vm.addr(FRIEND_KEY)));
        proof = signSecp(FRIEND_KEY, changeDigest("Own", wallet));
        ownerDoes(abi.encodeCall(account.changeOwner, (wallet, proof)));
        assertEq(account.ownership().pending.owner, wallet, "a contract");
    }

    function testFuzz_reverts_whenAStrangerChangesAnything(address stranger) public {
        vm.assume(stranger != address(account) && stranger != address(entryPoint));
        bytes memory refusal = abi.encodeWithSelector(AccountBase.AccountUnauthorized.selector, stranger);
        bytes[3] memory calls = [
            callChange(FRIEND_KEY),
            abi.encodeCall(account.cancelChange, ()),
            abi.encodeCall(account.setGuardians, (thiefAlone(), 1))
        ];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(stranger);
            (bool success, bytes memory reason) = address(account).call(calls[i]);
            assertFalse(success, "refused");
            assertEq(reason, refusal, "with its reason");
        }
    }

    function test_noFormerOwner_meansNothingToTakeBack() public {
        ownerDoes(callChange(FRIEND_KEY));
        vm.warp(vm.getBlockTimestamp() + 1 days);
        account.finishChange();
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.takeBack("");
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.release();
    }

    function _friend() private pure returns (bytes memory) {
        return abi.encodePacked(vm.addr(FRIEND_KEY));
    }

    function _expectUnproven(bytes memory next, bytes memory proof) private {
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerProofInvalid.selector, next));
        account.changeOwner(next, proof);
    }

    /// @dev Fails whatever is signed.
    function _expectMalformed(bytes memory next) private {
        bytes32 digest = changeDigest("Own", next);
        bytes[2] memory proofs = [signSecp(FRIEND_KEY, digest), signP256(FRIEND_KEY, digest)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(address(account));
            vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerMalformed.selector, next));
            account.changeOwner(next, proofs[i]);
        }
    }
}
