// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {Words} from "./Words.sol";

/// @notice Calls P256VERIFY (EIP-7951, RIP-7212) without a detour through a verifier contract.
library P256Precompile {
    using Words for bytes;

    /// @notice Whether this chain has the precompile: it accepts a known valid signature. A constructor asks once, because an
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

    /// @notice Whether the precompile, where it {isThere}, accepts the signature: r and s within 1…n-1, a key on the curve.
    /// @param key Public key, 64 bytes: x || y.
    /// @param hash The 32-byte digest passed to WebCrypto, which signs its SHA-256.
    /// @param signature 64 bytes: r || s; s must be in the lower half.
    function isValid(bytes calldata key, bytes32 hash, bytes calldata signature) internal view returns (bool yes) {
        if (key.length != 64 || signature.length != 64 || signature.at(32) > P256.N / 2) return false;
        // Same as:
        // (bool success, bytes memory answer) = address(0x100).staticcall(bytes.concat(sha256(bytes.concat(hash)), signature, key));
        // yes = success && answer.length == 32 && uint256(bytes32(answer)) == 1;
        // with 600 gas less. `Assembly.t.sol` compares it with OpenZeppelin's P256.
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(0x00, hash)
            // SHA-256 (0x02) fails only without enough gas, and then nothing below succeeds either.
            pop(staticcall(gas(), 0x02, 0x00, 0x20, input, 0x20))
            calldatacopy(add(input, 0x20), signature.offset, 0x40)
            calldatacopy(add(input, 0x60), key.offset, 0x40)
            let success := staticcall(gas(), 0x100, input, 0xa0, 0x00, 0x20)
            // After an answer of another length the hash is still where the word is read; the length check makes that a no.
            yes := and(and(success, eq(returndatasize(), 0x20)), eq(mload(0x00), 1))
        }
    }
}
