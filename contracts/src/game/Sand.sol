// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {IHourglass} from "./IHourglass.sol";

/// @title Sand
/// @notice What players earn with quests and chests, and spend at the trader; 18 decimals. Only the game mints, burns and
/// moves it into the vault; nobody else has any power, and the game cannot be changed. Only owners can transfer: no session
/// key reaches this contract.
contract Sand is ERC20 {
    /// @notice The one contract that may mint and burn.
    address public immutable GAME;

    /// @dev Deployed by the game's constructor, so neither contract needs the other's address in advance.
    constructor() ERC20("Sand", "SAND") {
        GAME = msg.sender;
    }

    modifier onlyGame() {
        if (msg.sender != GAME) revert IHourglass.NotTheGame(msg.sender, GAME);
        _;
    }

    /// @notice Mints to a player. Only the game.
    function mint(address to, uint256 amount) external onlyGame {
        _mint(to, amount);
    }

    /// @notice Burns a player's Sand, without allowance. Only the game, and only for its own caller.
    function burn(address from, uint256 amount) external onlyGame {
        uint256 balance = balanceOf(from);
        if (balance < amount) revert IHourglass.SandTooLow(balance, amount);
        _burn(from, amount);
    }

    /// @notice Moves a player's Sand into the vault, without allowance. Only the game, and only for its own caller. The Sand in
    /// the vault is the game's balance here; the game pays it out by `transfer`.
    function hold(address from, uint256 amount) external onlyGame {
        uint256 balance = balanceOf(from);
        if (balance < amount) revert IHourglass.SandTooLow(balance, amount);
        _transfer(from, msg.sender, amount);
    }
}
