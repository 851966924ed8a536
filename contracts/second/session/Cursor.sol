// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

import {Words} from "./Words.sol";

/// @notice Bytes, and how far they were read.
struct Cursor {
    bytes data;
    uint256 at;
}

using CursorLibrary for Cursor global;

/// @title CursorLibrary
/// @notice Reads packed numbers and texts, one behind the other. Absent check: that they are within the data. Who cannot know
/// that asks, when all is read, whether `at` is.
library CursorLibrary {
    using Bytes for bytes;
    using Words for bytes;

    /// @notice The next number.
    /// @param length Its bytes, 32 at most.
    function take(Cursor memory from, uint256 length) internal pure returns (uint256 number) {
        // No data are so long that this wraps.
        unchecked {
            number = from.data.word(from.at) >> (256 - 8 * length);
            from.at += length;
        }
    }

    /// @notice The next bytes; fewer, at the end.
    function takeBytes(Cursor memory from, uint256 length) internal pure returns (bytes memory) {
        from.at += length;
        return from.data.slice(from.at - length, from.at);
    }

    /// @notice The next text, which is preceded by its length in one byte.
    function takeText(Cursor memory from) internal pure returns (string memory) {
        return string(takeBytes(from, take(from, 1)));
    }
}
