// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {Artifacts} from "../support/Artifacts.sol";

/// @dev The verifier with the precompile; the contract below runs the same tests without it.
contract P256Sha256VerifierTest is Artifacts {
    bytes4 private constant YES = IERC7913SignatureVerifier.verify.selector;
    bytes4 private constant NO = 0xffffffff;
    uint256 private constant KEY = 0xC0FFEE;

    P256Sha256Verifier private _verifier;

    function setUp() public virtual {
        _verifier = P256Sha256Verifier(vm.deployCode(artifact("P256Sha256Verifier")));
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_accepts_aSignatureOfSha256OfTheHash(uint256 key, bytes32 hash) public view {
        key = bound(key, 1, P256.N - 1);
        (bytes32 r, bytes32 s) = _sign(key, hash);
        assertEq(_verifier.verify(_key(key), hash, abi.encodePacked(r, s)), YES, "valid");
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_refuses_highS(uint256 key, bytes32 hash) public view {
        key = bound(key, 1, P256.N - 1);
        (bytes32 r, bytes32 s) = _sign(key, hash);
        s = bytes32(P256.N - uint256(s));
        assertEq(_verifier.verify(_key(key), hash, abi.encodePacked(r, s)), NO, "malleated");
    }

    /// @dev OpenZeppelin's plain P-256 verifier would accept it; WebCrypto cannot make it.
    function test_refuses_aSignatureOfTheBareHash() public view {
        (bytes32 r, bytes32 s) = vm.signP256(KEY, keccak256("hash"));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        assertEq(_verifier.verify(_key(KEY), keccak256("hash"), abi.encodePacked(r, s)), NO, "not hashed again");
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_refuses_anotherHashOrKey(bytes32 hash, bytes32 other) public view {
        vm.assume(hash != other);
        (bytes32 r, bytes32 s) = _sign(KEY, hash);
        assertEq(_verifier.verify(_key(KEY), other, abi.encodePacked(r, s)), NO, "another hash");
        assertEq(_verifier.verify(_key(KEY + 1), hash, abi.encodePacked(r, s)), NO, "another key");
    }

    function test_refuses_zeroAndOrderInRAndS() public view {
        bytes32 hash = keccak256("hash");
        (bytes32 r, bytes32 s) = _sign(KEY, hash);
        bytes32[4] memory bad = [bytes32(0), bytes32(P256.N), bytes32(P256.N + 1), bytes32(type(uint256).max)];
        for (uint256 i = 0; i < 4; ++i) {
            assertEq(_verifier.verify(_key(KEY), hash, abi.encodePacked(bad[i], s)), NO, "r");
            assertEq(_verifier.verify(_key(KEY), hash, abi.encodePacked(r, bad[i])), NO, "s");
            assertEq(_verifier.verify(_key(KEY), hash, abi.encodePacked(bad[i], bad[i])), NO, "both");
        }
    }

    function test_refuses_aKeyThatIsNotOnTheCurve() public view {
        bytes32 hash = keccak256("hash");
        (bytes32 r, bytes32 s) = _sign(KEY, hash);
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY);
        bytes memory signature = abi.encodePacked(r, s);
        assertEq(_verifier.verify(abi.encodePacked(x, y + 1), hash, signature), NO, "off the curve");
        assertEq(_verifier.verify(abi.encodePacked(x, P256.P - y), hash, signature), NO, "the negative point");
        assertEq(_verifier.verify(new bytes(64), hash, signature), NO, "infinity");
        assertEq(_verifier.verify(abi.encodePacked(y, x), hash, signature), NO, "swapped");
        assertEq(_verifier.verify(abi.encodePacked(P256.P, y), hash, signature), NO, "beyond the field");
    }

    function testFuzz_refuses_otherLengths(uint8 keyLength, uint8 signatureLength) public view {
        vm.assume(keyLength != 64 || signatureLength != 64);
        bytes32 hash = keccak256("hash");
        (bytes32 r, bytes32 s) = _sign(KEY, hash);
        bytes memory key = _resized(_key(KEY), keyLength);
        bytes memory signature = _resized(abi.encodePacked(r, s), signatureLength);
        assertEq(_verifier.verify(key, hash, signature), NO, "length");
    }

    function test_accepts_theVeryLengthsOnly() public view {
        bytes32 hash = keccak256("hash");
        (bytes32 r, bytes32 s) = _sign(KEY, hash);
        assertEq(_verifier.verify(_key(KEY), hash, abi.encodePacked(r, s)), YES, "64 and 64");
        assertEq(_verifier.verify(_key(KEY), hash, abi.encodePacked(r, s, bytes1(0))), NO, "65");
        assertEq(_verifier.verify(bytes.concat(_key(KEY), hex"00"), hash, abi.encodePacked(r, s)), NO, "key of 65");
    }

    function _sign(uint256 key, bytes32 hash) private pure returns (bytes32 r, bytes32 s) {
        (r, s) = vm.signP256(key, sha256(abi.encodePacked(hash)));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
    }

    function _key(uint256 key) private pure returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return abi.encodePacked(x, y);
    }

    function _resized(bytes memory data, uint256 length) private pure returns (bytes memory resized) {
        resized = new bytes(length);
        for (uint256 i = 0; i < length && i < data.length; ++i) {
            resized[i] = data[i];
        }
    }
}

/// @dev A chain without the precompile.
contract P256Sha256VerifierInSolidityTest is P256Sha256VerifierTest {
    function setUp() public override {
        super.setUp();
        vm.mockCall(address(0x100), bytes(""), bytes(""));
    }
}
