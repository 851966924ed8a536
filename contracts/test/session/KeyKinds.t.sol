// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {Grant} from "../support/Grant.sol";
import {Ledger} from "../support/Ledger.sol";
import {SecpVerifier} from "../support/SecpVerifier.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev A session's life with one kind of key: it begins, plays, serves nobody else, and ends itself. One contract per kind.
contract KeyKindsTest is SessionTest {
    function _make() internal view returns (Grant memory) {
        return unpaid(grantOf(permitLedger("pay(address,uint256)")));
    }

    function _pay(uint256 amount) internal view returns (bytes memory) {
        return onLedger(abi.encodeCall(Ledger.pay, (address(1), amount)));
    }

    function _opened() internal returns (Grant memory grant) {
        grant = _make();
        enable(grant);
    }

    function test_aSession_livesWithThisKindOfKey() public {
        Grant memory grant = _make();
        handle(first(grant, _pay(1), hint(0)));
        handle(use(grant, _pay(1), hint(0)));
        assertEq(ledger.amount(), 2, "played twice");
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), sessionOf(grant)));
        bytes32 rules = keccak256(rulesOf(grant));
        validator.revokeBySessionKey(address(account), key, rules, address(0), grant.nonceKey, signature);
        assertFalse(sessionNow(grant).isLive, "ended by its key");
    }

    function testFuzz_reverts_whenAnotherKeySigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Grant memory grant = _opened();
        PackedUserOperation memory op = operation(grant, _pay(1));
        expectFailed(_with(op, grant, signAsSession(key, entryPointHash(op))), "AA24 signature error");
    }

    function testFuzz_reverts_whenTheSignatureIsGarbage(bytes calldata signature) public {
        Grant memory grant = _opened();
        bytes memory cut = signature.length < 256 ? signature : signature[:255];
        expectFailed(_with(operation(grant, _pay(1)), grant, cut), "AA24 signature error");
    }

    function test_reverts_whenTheSignatureIsOverAnotherOperation() public {
        Grant memory grant = _opened();
        bytes memory signature = use(grant, _pay(1), hint(0)).signature;
        PackedUserOperation memory op = operation(grant, _pay(2));
        op.signature = signature;
        expectFailed(op, "AA24 signature error");
    }

    /// @dev Gas is estimated with a stub: it must count, write and return the window like a valid signature.
    function test_stub_takesTheSamePathAsARightSignature() public {
        Grant memory grant = _opened();
        PackedUserOperation memory right = use(grant, _pay(1), hint(0));
        bytes32 hash = entryPointHash(right);
        PackedUserOperation memory stub = _with(operation(grant, _pay(1)), grant, signAsSession(THIEF_KEY, hash));
        uint256 before = vm.snapshotState();
        vm.prank(address(entryPoint));
        uint256 rightData = account.validateUserOp(right, hash, 0);
        bytes32 rightState = keccak256(abi.encode(sessionNow(grant)));
        vm.revertToState(before);
        vm.prank(address(entryPoint));
        uint256 stubData = account.validateUserOp(stub, hash, 0);
        assertEq(rightData, uint256(grant.validUntil) << 160, "right: success, until the end, and it has begun");
        assertEq(uint160(stubData), 1, "stub: SIG_VALIDATION_FAILED, no revert");
        assertEq(stubData >> 160, rightData >> 160, "the same window");
        assertEq(keccak256(abi.encode(sessionNow(grant))), rightState, "the same counters");
    }

    function testFuzz_reverts_whenAnotherKeySignedTheFirstOperation(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Grant memory grant = _make();
        PackedUserOperation memory op = operation(grant, _pay(1));
        bytes memory signature = signAsSession(key, entryPointHash(op));
        bytes memory rest = bytes.concat(packedOf(grant), signGrant(grant));
        op.signature = toModule(bytes.concat(_front(0x01, signature), rest));
        expectFailed(op, "AA24 signature error");
        assertEq(sessionNow(grant).validUntil, 0, "nothing is enabled");
    }

    function _with(PackedUserOperation memory op, Grant memory grant, bytes memory signature)
        internal
        view
        returns (PackedUserOperation memory)
    {
        op.signature = toModule(bytes.concat(_front(0x00, signature), rulesOf(grant)));
        return op;
    }

    function _front(bytes1 kind, bytes memory signature) private view returns (bytes memory) {
        bytes memory key = keyBytes(SESSION_KEY);
        return abi.encodePacked(kind, uint32(0), hex"0100", uint8(key.length), key, uint8(signature.length), signature);
    }
}

/// @dev WebCrypto's key, on a chain with P256VERIFY.
contract KeyKindsP256Test is KeyKindsTest {
    function test_aRightSignature_takesNoCallToTheVerifier() public {
        Grant memory grant = _opened();
        vm.expectCall(address(verifier), bytes(""), 0);
        handle(use(grant, _pay(1), hint(0)));
    }

    /// @dev P256VERIFY accepts both; one operation must not have two signatures. If the precompile disappears after the module's
    /// deployment, the verifier is asked instead.
    function test_reverts_whenSIsHigh_withThePrecompileAndWithout() public {
        Grant memory grant = _opened();
        PackedUserOperation memory op = operation(grant, _pay(3));
        op.accountGasLimits = bytes32((uint256(5_000_000) << 128) | 1_000_000);
        (bytes32 r, uint256 s) = abi.decode(signAsSession(SESSION_KEY, entryPointHash(op)), (bytes32, uint256));
        bytes memory high = abi.encodePacked(r, P256.N - s);
        bytes memory low = abi.encodePacked(r, s);
        expectFailed(_with(op, grant, high), "AA24 signature error");
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        expectFailed(_with(op, grant, high), "AA24 signature error");
        expectFailed(_with(op, grant, signAsSession(THIEF_KEY, entryPointHash(op))), "AA24 signature error");
        handle(_with(op, grant, low));
        assertEq(ledger.amount(), 3, "its low twin is the signature");
    }
}

/// @dev A key of secp256k1, as agents on servers have it: 20 bytes.
contract KeyKindsSecp256k1Test is KeyKindsTest {
    function keyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signerBytes(uint256 key) internal pure override returns (bytes memory) {
        return keyBytes(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }

    /// @dev A 20-byte key is recovered, never asked by ERC-1271: a contract cannot be a session key.
    function test_reverts_whenTheKeyIsAContractThatSaysYes() public {
        vm.etch(vm.addr(SESSION_KEY), hex"631626ba7e60e01b60005260206000f3");
        Grant memory grant = _opened();
        expectFailed(_with(operation(grant, _pay(1)), grant, ""), "AA24 signature error");
    }
}

/// @dev A key of any other ERC-7913 verifier, named explicitly. Not a passkey: an assertion does not fit a length of one byte.
contract KeyKindsOtherVerifierTest is KeyKindsTest {
    address private _other;

    function setUp() public override {
        _other = address(new SecpVerifier());
        super.setUp();
    }

    function keyBytes(uint256 key) internal view virtual override returns (bytes memory) {
        return abi.encodePacked(_other, vm.addr(key));
    }

    function signerBytes(uint256 key) internal view override returns (bytes memory) {
        return keyBytes(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }

    function test_reverts_whenItsVerifierIsGone() public {
        Grant memory grant = _opened();
        PackedUserOperation memory op = use(grant, _pay(1), hint(0));
        vm.etch(_other, "");
        expectFailed(op, "AA24 signature error");
    }
}

/// @dev Without P256VERIFY, from the module's construction on.
contract KeyKindsWithoutPrecompileTest is KeyKindsTest {
    function setUp() public override {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
        super.setUp();
        assertFalse(validator.HAS_P256_PRECOMPILE(), "there is none");
    }

    /// @dev Validation may not call an address without code (ERC-7562, OP-041).
    function test_thePrecompile_isNotAsked() public {
        Grant memory grant = _opened();
        vm.expectCall(address(0x100), bytes(""), 0);
        handle(use(grant, _pay(1), hint(0)));
    }

    /// @dev Verifying in Solidity needs more gas than the limit of most operations.
    function operation(Grant memory grant, bytes memory callData)
        internal
        view
        override
        returns (PackedUserOperation memory op)
    {
        op = super.operation(grant, callData);
        op.accountGasLimits = bytes32((uint256(5_000_000) << 128) | 1_000_000);
    }
}

/// @dev The same with a key that is longer than the 64 bytes of a P-256 key.
contract KeyKindsLongKeyTest is KeyKindsOtherVerifierTest {
    function keyBytes(uint256 key) internal view override returns (bytes memory) {
        return bytes.concat(super.keyBytes(key), new bytes(44));
    }
}
