// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {P256Precompile} from "./P256Precompile.sol";

/// @title P256Sha256Verifier
/// @notice ERC-7913 verifier for P-256 keys made by WebCrypto, for session keys and for device-key owners.
/// @dev WebCrypto's ECDSA always hashes its message with SHA-256; OpenZeppelin's ERC7913P256Verifier verifies the digest itself and
/// cannot be used. Uses P256VERIFY (0x100, EIP-7951 / RIP-7212) if the chain had it at deployment, otherwise Solidity. Stateless.
contract P256Sha256Verifier is IERC7913SignatureVerifier {
    bool private immutable _HAS_P256_PRECOMPILE = P256Precompile.isThere();

    /// @notice Verifies a signature of SHA-256(hash).
    /// @param key Public key, 64 bytes: x || y, each 32 bytes big-endian. Must be on the curve.
    /// @param hash The 32-byte digest passed to WebCrypto as the message.
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
