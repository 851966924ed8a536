// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {Words} from "./Words.sol";

/// @title P256Sha256Verifier
/// @notice ERC-7913 verifier for P-256 keys made by WebCrypto, for session keys and for device-key owners.
/// @dev WebCrypto's ECDSA always hashes its message with SHA-256; OpenZeppelin's ERC7913P256Verifier verifies the digest itself and
/// cannot be used. P256VERIFY (0x100, EIP-7951 / RIP-7212) is used where it was when this was deployed, Solidity elsewhere. Stateless.
contract P256Sha256Verifier is IERC7913SignatureVerifier {
    /// @dev Where there is none, its address must not be called in validation.
    bool private immutable _HAS_P256_PRECOMPILE = P256Precompile.isThere();

    /// @notice Verifies a signature of SHA-256(hash).
    /// @param key Public key, 64 bytes: x || y, each 32 bytes big-endian. Must be on the curve.
    /// @param hash The 32-byte digest that was given to WebCrypto as the message.
    /// @param signature 64 bytes: r || s (IEEE P1363). High s is refused: flip it to n - s before sending.
    /// @return The selector of this function when valid, 0xffffffff otherwise. Never reverts.
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (key.length != 64 || signature.length != 64) return 0xffffffff;
        (bytes32 x, bytes32 y) = abi.decode(key, (bytes32, bytes32));
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        bytes32 digest = sha256(abi.encodePacked(hash));
        bool valid = _HAS_P256_PRECOMPILE ? P256.verify(digest, r, s, x, y) : P256.verifySolidity(digest, r, s, x, y);
        return valid ? IERC7913SignatureVerifier.verify.selector : bytes4(0xffffffff);
    }
}

/// @title P256Precompile
/// @notice Asks P256VERIFY (EIP-7951, RIP-7212) without a detour through a verifier contract.
library P256Precompile {
    using Words for bytes;

    /// @notice Whether this chain has the precompile: it finds a signature good that is. Asked once, by a constructor, because an
    /// address without code must not be called in validation (ERC-7562, OP-041).
    function isThere() internal view returns (bool) {
        // OpenZeppelin's own example (P256.sol): the SHA-256 of "123400", r, s, x, y.
        bytes memory vector = abi.encode(
            0xbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023,
            5,
            1,
            0xa71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957,
            0x5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b
        );
        (bool success, bytes memory answer) = address(0x100).staticcall(vector);
        return success && answer.length == 32 && uint256(bytes32(answer)) == 1;
    }

    /// @notice Whether the precompile finds the signature good; it refuses r and s outside 1…n-1 and keys that are not on the curve.
    /// To be asked only where {isThere}.
    /// @param key Public key, 64 bytes: x || y.
    /// @param hash The 32-byte digest that was given to WebCrypto, which signs its SHA-256.
    /// @param signature 64 bytes: r || s; s must be in the lower half.
    function isValid(bytes calldata key, bytes32 hash, bytes calldata signature) internal view returns (bool yes) {
        if (key.length != 64 || signature.length != 64 || signature.at(32) > P256.N / 2) return false;
        // bytes memory input = abi.encodePacked(sha256(abi.encodePacked(hash)), signature, key);
        // (bool success, bytes memory answer) = address(0x100).staticcall(input);
        // yes = success && answer.length == 32 && uint256(bytes32(answer)) == 1;
        // in 600 gas less. `Assembly.t.sol` holds it against OpenZeppelin's P256.
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(0x00, hash)
            // SHA-256 (0x02) cannot fail but for want of gas, and then nothing below succeeds either.
            pop(staticcall(gas(), 0x02, 0x00, 0x20, input, 0x20))
            calldatacopy(add(input, 0x20), signature.offset, 0x40)
            calldatacopy(add(input, 0x60), key.offset, 0x40)
            let success := staticcall(gas(), 0x100, input, 0xa0, 0x00, 0x20)
            // An answer of another length leaves the hash where the word is read, and is no yes whatever stands there.
            yes := and(and(success, eq(returndatasize(), 0x20)), eq(mload(0x00), 1))
        }
    }
}
