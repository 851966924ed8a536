// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

/// @title Words
/// @notice Reads words out of bytes. `Assembly.t.sol` holds both functions against the Solidity that they stand for.
library Words {
    /// @notice The word at a byte position of calldata. The caller has checked that it is within the data.
    /// @dev Stands for `uint256(bytes32(data[position:position + 32]))`, which checks the bounds again: about 120 gas a word.
    function at(bytes calldata data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(data.offset, position))
        }
    }

    /// @notice The word at a byte position of memory. The caller takes from it only what is within the data.
    /// @dev Stands for `uint256(bytes32(Bytes.slice(data, position, position + 32)))`, which copies.
    function word(bytes memory data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(add(add(data, 0x20), position))
        }
    }
}

/// @notice Bytes, and how far they were read.
struct Cursor {
    bytes data;
    uint256 at;
}

using CursorLibrary for Cursor global;

/// @title CursorLibrary
/// @notice Reads packed numbers and texts, one behind the other. Absent check: that they are within the data; who cannot know that
/// asks, when all is read, whether `at` is.
library CursorLibrary {
    /// @notice The next number, of so many bytes; 32 at most.
    function take(Cursor memory from, uint256 length) internal pure returns (uint256 number) {
        // No data are so long that this wraps.
        unchecked {
            number = Words.word(from.data, from.at) >> (256 - 8 * length);
            from.at += length;
        }
    }

    /// @notice The next bytes; fewer, at the end.
    function takeBytes(Cursor memory from, uint256 length) internal pure returns (bytes memory) {
        from.at += length;
        return Bytes.slice(from.data, from.at - length, from.at);
    }

    /// @notice The next text, which is preceded by its length in one byte.
    function takeText(Cursor memory from) internal pure returns (string memory) {
        return string(takeBytes(from, take(from, 1)));
    }
}
