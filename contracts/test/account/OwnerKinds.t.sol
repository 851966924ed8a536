// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AcceptAllPaymaster} from "../gas/AcceptAllPaymaster.sol";
import {ContractOwner} from "../support/ContractOwner.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev What every kind of owner must be able to do; one contract per kind below. Thief.t.sol tests what each may not do.
abstract contract OwnerSuite is StackTest {
    AcceptAllPaymaster private _payer;

    function setUp() public virtual override {
        super.setUp();
        _payer = new AcceptAllPaymaster();
        entryPoint.depositTo{value: 1 ether}(address(_payer));
    }

    function test_owner_grantsInTheFirstOperation() public {
        handle(first(makeGrant(), callPlay(3), hint(0)));
        assertEq(target.played(), 3, "played");
    }

    function test_owner_grantsByTransaction() public {
        Grant memory grant = makeGrant();
        vm.startPrank(bundler);
        enable(grant);
        vm.stopPrank();
        PackedUserOperation memory op = operation(grant, callPlay(3));
        op.paymasterAndData = sponsored(voucherFor(grant));
        handle(signUse(op, grant, hint(0)));
        assertEq(target.played(), 3, "played");
    }

    function test_owner_actsInHisOwnLane() public {
        (bool success,) = handleAndRead(_byOwner(_forbidden()));
        assertTrue(success, "done");
        assertEq(target.played(), type(uint256).max, "the owner may do what no session may");
    }

    function test_owner_revokesThroughARelayer() public {
        Grant memory grant = makeGrant();
        enable(grant);
        bytes32 session = sessionOf(grant);
        bytes32 epoch = validator.epochOf(address(account));
        bytes memory one = signAsOwner(validator.hashRevoke(address(account), session));
        bytes memory all = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        vm.startPrank(bundler);
        validator.revokeByOwner(address(account), session, one);
        validator.revokeAllByOwner(address(account), epoch, all);
        vm.stopPrank();
        assertFalse(sessionNow(grant).isLive, "ended");
        assertEq(uint256(validator.epochOf(address(account))) >> 224, (uint256(epoch) >> 224) + 1, "epoch");
    }

    function test_reverts_whenTheOwnersSignatureIsOverSomethingElse() public {
        PackedUserOperation memory op = _byOwner(_forbidden());
        op.signature = signAsOwner(keccak256("something else"));
        expectFailed(op, "AA24 signature error");
        Grant memory grant = makeGrant();
        bytes memory data = bytes.concat(packedOf(grant), signAsOwner(keccak256("something else")));
        bytes memory key = keyBytes(SESSION_KEY);
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(address(account), key, grant.paymaster, grant.nonceKey, data);
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

    /// @dev In the way that every owner may use, including the owner of a confined account.
    function _byOwner(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op = ownerOperation(callData);
        op.paymasterAndData = abi.encodePacked(_payer, uint128(100_000), uint128(0));
        op.signature = signAsOwner(entryPointHash(op));
    }

    function _forbidden() internal view returns (bytes memory) {
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(target), 0, abi.encodeCall(target.forbidden, ()));
        return packed(calls);
    }
}

contract EoaOwnerTest is OwnerSuite {}

/// @dev A device key: P-256 made by WebCrypto.
contract DeviceKeyOwnerTest is OwnerSuite {
    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
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
}

/// @dev A contract wallet. Enabling in validation works here too, since forge is not a bundler; a bundler refuses it because of
/// the foreign storage, so such owners enable by transaction.
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
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        _wallet.setSigner(vm.addr(THIEF_KEY));
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(address(account), key, grant.paymaster, grant.nonceKey, data);
    }
}

/// @dev An EOA with code by EIP-7702: its key still signs.
contract DelegatedEoaOwnerTest is OwnerSuite {
    function setUp() public override {
        super.setUp();
        vm.etch(vm.addr(OWNER_KEY), abi.encodePacked(hex"ef0100", address(target)));
    }
}
