// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Guestbook
/// @notice The smallest dApp for which a session is useful: everybody writes, nobody pays for anybody else.
contract Guestbook {
    event Posted(address indexed author, string text);

    function post(string calldata text) external {
        emit Posted(msg.sender, text);
    }
}
