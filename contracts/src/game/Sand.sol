// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {GameToken} from "./GameToken.sol";
import {IHourglass} from "./IHourglass.sol";

/// @title Sand
/// @notice What players earn with expeditions and spend at camps; 18 decimals. Sand in the vault is the game's balance here; the
/// game pays it out by `transfer`.
contract Sand is ERC20, GameToken {
    constructor() ERC20("Sand", "SAND") {}

    /// @notice Mints. Only the game.
    function mint(address to, uint256 amount) external onlyGame {
        _mint(to, amount);
    }

    /// @notice Burns a player's Sand, without allowance. Only the game, and only for its own caller.
    function burn(address from, uint256 amount) external onlyGame {
        uint256 balance = balanceOf(from);
        if (balance < amount) revert IHourglass.SandTooLow(balance, amount);
        _burn(from, amount);
    }
}
