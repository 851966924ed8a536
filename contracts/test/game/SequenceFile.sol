// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Reads numbers and bytes that scripts/vectors/renderSequences.ts wrote.
library SequenceFile {
    /// @dev Big-endian, at most 32 bytes: the word at the offset, shifted by what follows the number.
    function number(bytes memory read, uint256 at, uint256 size) internal pure returns (uint256 value) {
        require(at + size <= read.length, "the file ends early");
        assembly ("memory-safe") {
            value := shr(sub(256, mul(8, size)), mload(add(add(read, 32), at)))
        }
    }

    /// @dev Their length, one byte, then the bytes.
    function slice(bytes memory read, uint256 at) internal pure returns (bytes memory taken) {
        taken = new bytes(number(read, at, 1));
        for (uint256 i = 0; i < taken.length; ++i) {
            taken[i] = read[at + 1 + i];
        }
    }

    // Memory is not freed otherwise, and its price grows with the square: a file would take gigabytes of gas.

    function freeMemory() internal pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := mload(0x40)
        }
    }

    function giveBack(uint256 at) internal pure {
        assembly ("memory-safe") {
            mstore(0x40, at)
        }
    }
}
