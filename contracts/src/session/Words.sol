// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

/// @title Words
/// @notice Reads words out of bytes. `Assembly.t.sol` compares both functions with the Solidity that they replace.
library Words {
    /// @notice The word at a byte position of calldata. The caller has checked that it is within the data.
    /// @dev Replaces `uint256(bytes32(data[position:position + 32]))`, which checks the bounds again: about 120 gas a word.
    function at(bytes calldata data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(data.offset, position))
        }
    }

    /// @notice The word at a byte position of memory. The caller uses only the part that is within the data.
    /// @dev Replaces `uint256(bytes32(Bytes.slice(data, position, position + 32)))`, which copies.
    function word(bytes memory data, uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(add(add(data, 0x20), position))
        }
    }
}

/// @notice Bytes, and how far they have been read.
struct Cursor {
    bytes data;
    uint256 at;
}

using CursorLibrary for Cursor global;

/// @title CursorLibrary
/// @notice Reads packed numbers and texts, one after the other. Absent check: that they are within the data. A caller who does
/// not know this must check `at` when everything is read.
library CursorLibrary {
    /// @notice The next number, of up to 32 bytes.
    function take(Cursor memory from, uint256 length) internal pure returns (uint256 number) {
        // No data is long enough for this to wrap.
        unchecked {
            number = Words.word(from.data, from.at) >> (256 - 8 * length);
            from.at += length;
        }
    }

    /// @notice The next bytes; fewer at the end.
    function takeBytes(Cursor memory from, uint256 length) internal pure returns (bytes memory) {
        from.at += length;
        return Bytes.slice(from.data, from.at - length, from.at);
    }

    /// @notice The next text, which has its length in one byte before it.
    function takeText(Cursor memory from) internal pure returns (string memory) {
        return string(takeBytes(from, take(from, 1)));
    }
}
