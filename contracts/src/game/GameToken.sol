// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title GameToken
/// @notice A token of the game: nobody but the game has any power over it, and the game cannot be changed. Only owners can
/// transfer: the grant of the game names no token, so no session key reaches this contract.
abstract contract GameToken {
    /// @notice The one contract that may mint and burn.
    address public immutable GAME;

    error NotTheGame(address sender, address game);

    /// @dev Deployed by the game's constructor, so neither contract needs the other's address in advance.
    constructor() {
        GAME = msg.sender;
    }

    modifier onlyGame() {
        if (msg.sender != GAME) revert NotTheGame(msg.sender, GAME);
        _;
    }
}
