// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {Test} from "forge-std/Test.sol";

import {SignerCheck} from "../../src/session/SignerCheck.sol";

/// @dev Accepts every signature.
contract Yes is IERC7913SignatureVerifier {
    function verify(bytes calldata, bytes32, bytes calldata) external pure returns (bytes4) {
        return IERC7913SignatureVerifier.verify.selector;
    }
}

/// @dev The length of a signer says what kind it is: shorter than an address is nothing, then an address, then an address and a
/// key.
contract SignerCheckTest is Test {
    bytes32 private constant HASH = keccak256("hash");

    function test_address_isRecovered() public view {
        (uint256 key, bytes memory signer) = _keyWhoseAddressEndsInZero();
        assertTrue(SignerCheck.isValidKeySignature(signer, HASH, _sign(key)), "as a session key");
        assertTrue(SignerCheck.isValidSignature(signer, HASH, _sign(key)), "as an owner");
        assertFalse(SignerCheck.isValidKeySignature(signer, HASH, _sign(key + 1)), "another's, as a session key");
        assertFalse(SignerCheck.isValidSignature(signer, HASH, _sign(key + 1)), "another's, as an owner");
    }

    /// @dev Padded with zeros, these 19 bytes would be an address that did sign.
    function test_lessThanAnAddress_isNobody() public view {
        (uint256 key, bytes memory signer) = _keyWhoseAddressEndsInZero();
        bytes memory short = new bytes(19);
        for (uint256 i = 0; i < 19; ++i) {
            short[i] = signer[i];
        }
        assertFalse(SignerCheck.isWellFormed(short), "malformed");
        assertFalse(SignerCheck.isValidKeySignature(short, HASH, _sign(key)), "as a session key");
        assertFalse(SignerCheck.isValidSignature(short, HASH, _sign(key)), "as an owner");
    }

    /// @dev An address in the verifier's position is not a signer, even if somebody has its key.
    function testFuzz_addressAndKey_isNotTheAddress(bytes calldata rest) public view {
        vm.assume(rest.length > 0);
        bytes memory signer = abi.encodePacked(vm.addr(1), rest);
        assertFalse(SignerCheck.isValidKeySignature(signer, HASH, _sign(1)), "as a session key");
        assertFalse(SignerCheck.isValidSignature(signer, HASH, _sign(1)), "as an owner");
    }

    function testFuzz_addressAndKey_isAskedOfTheVerifier(bytes calldata rest, bytes calldata signature) public {
        bytes memory signer = abi.encodePacked(new Yes(), hex"01", rest);
        assertTrue(SignerCheck.isValidKeySignature(signer, HASH, signature), "as a session key");
        assertTrue(SignerCheck.isValidSignature(signer, HASH, signature), "as an owner");
    }

    function test_addressAndOneByte_isAskedOfTheVerifier() public {
        assertTrue(SignerCheck.isValidKeySignature(abi.encodePacked(new Yes(), hex"01"), HASH, ""), "the shortest key");
    }

    /// @dev Recovering from something that is not a signature gives zero.
    function test_zero_signsNothing() public view {
        bytes memory zero = abi.encodePacked(address(0));
        bytes memory noSignature = abi.encodePacked(bytes32(0), bytes32(0), uint8(27));
        assertFalse(SignerCheck.isValidKeySignature(zero, HASH, noSignature), "as a session key");
        assertFalse(SignerCheck.isValidSignature(zero, HASH, noSignature), "as an owner");
    }

    function test_isWellFormed_fromAnAddressOnThatIsNotZero() public pure {
        assertTrue(SignerCheck.isWellFormed(abi.encodePacked(address(1))), "an address");
        assertTrue(SignerCheck.isWellFormed(abi.encodePacked(address(1), hex"00")), "a verifier and a key");
        assertFalse(SignerCheck.isWellFormed(abi.encodePacked(address(0))), "zero");
        assertFalse(SignerCheck.isWellFormed(abi.encodePacked(address(0), hex"01")), "no verifier");
        assertFalse(SignerCheck.isWellFormed(""), "nothing");
    }

    function _keyWhoseAddressEndsInZero() private pure returns (uint256 key, bytes memory signer) {
        for (key = 1; uint160(vm.addr(key)) & 0xff != 0; ++key) {}
        return (key, abi.encodePacked(vm.addr(key)));
    }

    function _sign(uint256 key) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, HASH);
        return abi.encodePacked(r, s, v);
    }
}
