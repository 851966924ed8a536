// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {
    ERC7913WebAuthnVerifier
} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";

import {Phase} from "./Validation.sol";
import {ContractOwner} from "../support/ContractOwner.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Grant} from "../support/Grant.sol";
import {PathSuite, PayingPathSuite} from "./PathSuite.sol";

/// @dev A wallet as the owner; the session keys are WebCrypto's unless stated otherwise.
contract EoaOwnerPathsTest is PayingPathSuite {
    /// @dev SignerCheck reads code only if recovering the key failed. A stub is never recovered, so an estimation
    /// reads the owner's code, which is empty. No bundler traces estimations by these rules; operations pass.
    function test_stub_ofTheOwner_looksAtTheOwnersCode() public {
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        op.callData = callPlay(2);
        assertBreaks(op, "OP-041", Phase.Account);
    }
}

/// @dev A chain without P256VERIFY: neither the module nor the verifier calls it.
contract EoaOwnerWithoutPrecompilePathsTest is PayingPathSuite {
    function setUp() public override {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        super.setUp();
        assertFalse(validator.HAS_P256_PRECOMPILE(), "there is none");
    }

    function hasP256Verify() internal pure override returns (bool) {
        return false;
    }
}

contract DeviceKeyOwnerPathsTest is PathSuite {
    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return signP256(OWNER_KEY, digest);
    }

    function test_stub_ofTheOwner() public {
        PackedUserOperation memory op = sponsoredOnce(_handOver());
        op.preVerificationGas -= 1;
        assertStubInScope(op);
    }

    function test_owner_handsTheAccountOver() public {
        assertInScope(sponsoredOnce(_handOver()));
    }

    function _handOver() private view returns (bytes memory) {
        return abi.encodeCall(account.changeOwner, (abi.encodePacked(vm.addr(THIEF_KEY)), new bytes(65)));
    }
}

contract DeviceKeyOwnerWithoutPrecompilePathsTest is DeviceKeyOwnerPathsTest {
    function setUp() public override {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        super.setUp();
    }

    function hasP256Verify() internal pure override returns (bool) {
        return false;
    }
}

/// @dev A passkey as the owner.
contract PasskeyPathsTest is PayingPathSuite {
    address private _webAuthn = address(new ERC7913WebAuthnVerifier());
    bool private _hasP256Verify = true;

    function hasP256Verify() internal view override returns (bool) {
        return _hasP256Verify;
    }

    /// @dev OpenZeppelin's passkey verifier looks for the precompile by calling it, in every validation.
    function test_withoutThePrecompile_aPasskeysVerifierAsksForIt() public {
        _hasP256Verify = false;
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        op.accountGasLimits = bytes32((uint256(5_000_000) << 128) | 1_000_000);
        assertBreaks(op, "OP-062", Phase.Account);
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(OWNER_KEY, digest);
    }
}

/// @dev A key held by an agent on a server.
contract SecpSessionKeyPathsTest is PathSuite {
    function keyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signerBytes(uint256 key) internal pure override returns (bytes memory) {
        return keyBytes(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }
}

/// @dev A contract wallet whose ERC-1271 reads no storage.
contract FrugalOwner is IERC1271 {
    address private immutable _SIGNER;

    constructor(address signer) {
        _SIGNER = signer;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address recovered,,) = ECDSA.tryRecover(hash, signature);
        return recovered == _SIGNER ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

contract ContractOwnerPathsTest is PayingPathSuite {
    address private _owner;

    function setUp() public override {
        _owner = address(new FrugalOwner(vm.addr(OWNER_KEY)));
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return abi.encodePacked(_owner);
    }

    /// @dev Its grant cannot be part of an operation, so it is enabled by transaction; after that nobody asks the owner.
    function test_anOwnerThatReadsItsStorage_enablesByTransaction() public {
        vm.etch(_owner, address(new ContractOwner(vm.addr(OWNER_KEY))).code);
        vm.store(_owner, 0, bytes32(uint256(uint160(vm.addr(OWNER_KEY)))));
        Grant memory grant = everyRule();
        assertBreaks(signShowing(operation(grant, everyCall()), grant), "STO-021", Phase.Account);
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        op = signUse(op, grant, hint(0));
        assertInScope(op);
        handle(op);
        assertInScope(use(grant, callPlay(1), hint(0)));
    }
}
