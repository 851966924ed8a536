// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {ContractOwner} from "../support/ContractOwner.sol";
import {StackTest} from "../support/StackTest.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";

/// @dev What every kind of owner must be able to do; one contract per kind below.
abstract contract OwnerSuite is StackTest {
    function test_owner_grantsInTheFirstOperation() public virtual {
        handle(signFirst(operation(callPlay(3)), makeGrant()));
        assertEq(target.played(), 3, "played");
    }

    function test_owner_grantsByTransaction() public {
        vm.prank(bundler);
        enable(makeGrant());
        handle(signUse(operation(callPlay(3))));
        assertEq(target.played(), 3, "played");
    }

    function test_owner_actsInHisOwnLane() public {
        ownerCalls(address(target), abi.encodeCall(target.forbidden, ()));
        assertEq(target.played(), type(uint256).max, "the owner may do what no session may");
    }

    function test_owner_revokesThroughARelayer() public {
        enable(makeGrant());
        bytes memory signature = signAsOwner(validator.hashRevoke(address(account), sessionId()));
        vm.prank(bundler);
        validator.revokeByOwner(address(account), sessionId(), signature);
        assertStatus(ISessionValidator.Status.Revoked, "revoked");
        signature = signAsOwner(validator.hashRevokeAll(address(account), 1));
        vm.prank(bundler);
        validator.revokeAllByOwner(address(account), 1, signature);
        assertEq(validator.epochOf(address(account)), 2, "epoch");
    }

    function test_reverts_whenTheOwnersSignatureIsOverSomethingElse() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        op.signature = signAsOwner(keccak256("something else"));
        expectFailed(op, "AA24 signature error");
        Grant memory grant = makeGrant();
        bytes memory signature = signAsOwner(keccak256("something else"));
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(grant, signature);
    }

    function test_isValidSignature_plainForAnInstalledValidatorOnly() public {
        bytes32 hash = keccak256("message");
        bytes memory signature = signAsOwner(hash);
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "a stranger gets no plain check");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), IERC1271.isValidSignature.selector, "the validator does");
    }

    function test_owner_isWhatTheFactoryWasTold() public view {
        assertEq(account.owner(), ownerBytes(), "owner");
    }
}

contract EoaOwnerTest is OwnerSuite {}

/// @dev A device key: P-256 made by WebCrypto.
contract DeviceKeyOwnerTest is OwnerSuite {
    function ownerBytes() internal view override returns (bytes memory) {
        return p256Signer(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return signP256(OWNER_KEY, digest);
    }
}

contract PasskeyOwnerTest is OwnerSuite {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(OWNER_KEY, digest);
    }

    function test_reverts_whenTheUserWasNotVerifiedOrPresent() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        bytes32 hash = entryPointHash(op);
        op.signature = WebAuthnSigner.sign(OWNER_KEY, hash, "webauthn.get", 0x01);
        expectFailed(op, "AA24 signature error");
        op.signature = WebAuthnSigner.sign(OWNER_KEY, hash, "webauthn.get", 0x04);
        expectFailed(op, "AA24 signature error");
        op.signature = WebAuthnSigner.sign(OWNER_KEY, hash, "webauthn.create", 0x05);
        expectFailed(op, "AA24 signature error");
    }
}

/// @dev A contract wallet. Enabling in validation works here too, since forge is no bundler; a bundler refuses it for
/// the foreign storage, so that enabling by transaction is the way.
contract ContractOwnerTest is OwnerSuite {
    ContractOwner private _wallet;

    function setUp() public override {
        _wallet = new ContractOwner(vm.addr(OWNER_KEY));
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return abi.encodePacked(address(_wallet));
    }

    function test_aSignerThatTheWalletDropped_grantsNothing() public {
        Grant memory grant = makeGrant();
        bytes memory signature = signGrant(grant);
        _wallet.setSigner(vm.addr(THIEF_KEY));
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(grant, signature);
    }
}

/// @dev An EOA that carries code by EIP-7702: its key still signs.
contract DelegatedEoaOwnerTest is OwnerSuite {
    function setUp() public override {
        super.setUp();
        vm.etch(vm.addr(OWNER_KEY), abi.encodePacked(hex"ef0100", address(target)));
    }
}
