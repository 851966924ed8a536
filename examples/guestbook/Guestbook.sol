// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Guestbook
/// @notice Everybody may sign, and everybody may read.
contract Guestbook {
    struct Entry {
        address by;
        string text;
    }

    uint256 private constant MAX_BYTES = 140;

    Entry[] private _entries;

    error TextTooLong(uint256 seen, uint256 allowed);

    function sign(string calldata text) external {
        require(bytes(text).length <= MAX_BYTES, TextTooLong(bytes(text).length, MAX_BYTES));
        _entries.push(Entry(msg.sender, text));
    }

    function entries() external view returns (Entry[] memory) {
        return _entries;
    }
}
