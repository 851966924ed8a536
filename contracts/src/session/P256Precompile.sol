// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {CalldataWord} from "./CalldataWord.sol";

/// @title P256Precompile
/// @notice Asks P256VERIFY (EIP-7951, RIP-7212) without a detour through a verifier contract.
library P256Precompile {
    using CalldataWord for bytes;

    /// @notice Whether the precompile exists and finds the signature good. False settles nothing: the chain may have no
    /// precompile, so the caller then asks the verifier contract.
    /// @dev The precompile refuses r and s outside 1…n-1 and keys that are not on the curve. An address without code
    /// answers a call with nothing, which is no yes.
    /// @param key Public key, 64 bytes: x || y.
    /// @param hash The 32-byte digest that was given to WebCrypto, which signs its SHA-256.
    /// @param signature 64 bytes: r || s; s must be in the lower half.
    function isValid(bytes calldata key, bytes32 hash, bytes calldata signature) internal view returns (bool) {
        if (key.length != 64 || signature.length != 64) return false;
        if (signature.at(32) > P256.N / 2) return false;
        // bytes32 digest = sha256(abi.encodePacked(hash));
        // (bool success, bytes memory answer) = P256VERIFY.staticcall(abi.encodePacked(digest, signature, key));
        // yes = success && answer.length == 32 && uint256(bytes32(answer)) == 1;
        // without memory for the answers and without encoding in a loop: about 600 gas. `Assembly.t.sol` holds it
        // against OpenZeppelin's P256.
        bool yes;
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
        return yes;
    }
}
