// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";

/// @dev What every kind of session key must do, and must not; one contract per kind below.
abstract contract SessionKeySuite is StackTest {
    function test_key_enablesPlaysAndEndsItself() public {
        handle(signFirst(operation(callPlay(1)), makeGrant()));
        handle(signUse(operation(callPlay(2))));
        assertEq(target.played(), 3, "played twice");
        bytes32 digest = validator.hashRevoke(address(account), sessionId());
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), signAsSession(SESSION_KEY, digest));
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
    }

    function testFuzz_reverts_whenAnotherKeySigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        expectFailed(_with(op, signAsSession(key, entryPointHash(op))), "AA24 signature error");
    }

    function testFuzz_reverts_whenTheSignatureIsGarbage(bytes calldata signature) public {
        enable(makeGrant());
        expectFailed(_with(operation(callPlay(1)), signature), "AA24 signature error");
    }

    function test_reverts_whenTheSignatureIsOverAnotherOperation() public {
        enable(makeGrant());
        bytes memory signature = signUse(operation(callPlay(1))).signature;
        PackedUserOperation memory op = operation(callPlay(2));
        op.signature = signature;
        expectFailed(op, "AA24 signature error");
    }

    /// @dev Gas is estimated with a stub: it must count, write and return the window as a right signature does.
    function test_stub_takesTheSamePathAsARightSignature() public {
        enable(makeGrant());
        PackedUserOperation memory right = signUse(operation(callSpend(10)));
        bytes32 hash = entryPointHash(right);
        PackedUserOperation memory stub = _with(operation(callSpend(10)), signAsSession(THIEF_KEY, hash));
        uint256 before = vm.snapshotState();
        vm.prank(address(entryPoint));
        uint256 rightData = account.validateUserOp(right, hash, 0);
        bytes32 rightState = keccak256(abi.encode(sessionNow()));
        vm.revertToState(before);
        vm.prank(address(entryPoint));
        uint256 stubData = account.validateUserOp(stub, hash, 0);
        assertEq(rightData, uint256(makeGrant().validUntil) << 160, "right: success, until the end, and it has begun");
        assertEq(uint160(stubData), 1, "stub: SIG_VALIDATION_FAILED, no revert");
        assertEq(stubData >> 160, rightData >> 160, "the same window");
        assertEq(keccak256(abi.encode(sessionNow())), rightState, "the same counters");
    }

    function testFuzz_reverts_whenAnotherKeySignedTheFirstOperation(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        PackedUserOperation memory op = operation(callPlay(1));
        bytes memory signature = signAsSession(key, entryPointHash(op));
        op.signature = toModule(abi.encodePacked(hex"01", abi.encode(makeGrant(), signGrant(makeGrant()), signature)));
        expectFailed(op, "AA24 signature error");
        assertStatus(ISessionValidator.Status.None, "nothing is enabled");
    }

    function _with(PackedUserOperation memory op, bytes memory signature)
        internal
        view
        returns (PackedUserOperation memory)
    {
        bytes memory key = sessionKeyBytes();
        op.signature = toModule(abi.encodePacked(hex"00", uint8(key.length), key, signature));
        return op;
    }
}

contract P256SessionKeyTest is SessionKeySuite {
    /// @dev Absent precompile: the address answers with nothing, as on a chain without it.
    function test_key_playsWithoutThePrecompile() public {
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(2)));
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        handle(op);
        assertEq(target.played(), 2, "verified in Solidity");
    }

    function test_reverts_whenAnotherKeySigned_withoutThePrecompile() public {
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op = _with(op, signAsSession(THIEF_KEY, entryPointHash(op)));
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        expectFailed(op, "AA24 signature error");
    }

    /// @dev P256VERIFY takes both; one operation must not have two signatures.
    function test_reverts_whenSIsHigh_withThePrecompileAndWithout() public {
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(3));
        (bytes32 r, uint256 s) = abi.decode(signAsSession(SESSION_KEY, entryPointHash(op)), (bytes32, uint256));
        PackedUserOperation memory high = _with(op, abi.encodePacked(r, P256.N - s));
        expectFailed(high, "AA24 signature error");
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        expectFailed(high, "AA24 signature error");
        vm.clearMockedCalls();
        handle(_with(op, abi.encodePacked(r, s)));
        assertEq(target.played(), 3, "its low twin is the signature");
    }
}

contract SecpSessionKeyTest is SessionKeySuite {
    function sessionKeyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }

    /// @dev A 20-byte key is recovered, never asked by ERC-1271: a contract cannot be a session key.
    function test_reverts_whenTheKeyIsAContractThatSaysYes() public {
        vm.etch(vm.addr(SESSION_KEY), hex"631626ba7e60e01b60005260206000f3");
        enable(makeGrant());
        expectFailed(_with(operation(callPlay(1)), ""), "AA24 signature error");
    }
}

contract WebAuthnSessionKeyTest is SessionKeySuite {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function sessionKeyBytes(uint256 key) internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(key, digest);
    }

    /// @dev Its key looks like a key of the P-256 verifier but for the address, which says how it must be checked.
    function test_reverts_whenThePasskeySignedWithoutAnAssertion() public {
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        expectFailed(_with(op, signP256(SESSION_KEY, entryPointHash(op))), "AA24 signature error");
    }

    function test_reverts_whenTheAssertionIsOfAnotherTypeOrWithoutPresence() public {
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        bytes32 hash = entryPointHash(op);
        expectFailed(_with(op, WebAuthnSigner.sign(SESSION_KEY, hash, "webauthn.create", 0x05)), "AA24 signature error");
        expectFailed(_with(op, WebAuthnSigner.sign(SESSION_KEY, hash, "webauthn.get", 0x04)), "AA24 signature error");
        expectFailed(_with(op, WebAuthnSigner.sign(SESSION_KEY, hash, "webauthn.get", 0x01)), "AA24 signature error");
        handle(_with(op, WebAuthnSigner.sign(SESSION_KEY, hash)));
    }
}
