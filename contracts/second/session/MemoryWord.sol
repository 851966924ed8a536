// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title MemoryWord
/// @notice Reads words out of bytes in memory.
library MemoryWord {
    /// @notice The word at a byte position. The caller takes from it only what is within the data.
    function word(bytes memory data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(add(add(data, 0x20), position))
        }
    }
}
