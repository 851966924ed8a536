// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title SignerCheck
/// @notice ERC-7913 signature checks in an order that ERC-7562 allows during validation.
/// @dev OpenZeppelin's SignatureChecker first reads the code size of a 20-byte signer, which OP-041 forbids for an EOA. So this
/// recovers the key first, and reads the code only if that did not settle it.
library SignerCheck {
    /// @notice Whether bytes can be an ERC-7913 signer: a non-zero address, optionally followed by a key.
    function isWellFormed(bytes memory signer) internal pure returns (bool) {
        return signer.length >= 20 && bytes20(signer) != bytes20(0);
    }

    /// @notice Verifies with secp256k1 (20-byte signer) or the signer's verifier; never calls a contract's ERC-1271.
    function isValidKeySignature(bytes memory signer, bytes32 hash, bytes memory proof) internal view returns (bool) {
        if (signer.length != 20) return SignatureChecker.isValidSignatureNow(signer, hash, proof);
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecover(hash, proof);
        return failure == ECDSA.RecoverError.NoError && recovered == address(bytes20(signer));
    }

    /// @notice Verifies with secp256k1, then ERC-1271 (20-byte signer), or with the signer's verifier.
    function isValidSignature(bytes memory signer, bytes32 hash, bytes memory signature) internal view returns (bool) {
        if (isValidKeySignature(signer, hash, signature)) return true;
        return signer.length == 20 && SignatureChecker.isValidSignatureNow(signer, hash, signature);
    }
}
