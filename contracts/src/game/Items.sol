// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

import {GameToken} from "./GameToken.sol";

/// @title Items
/// @notice Relics, with the ids of the game's table. Nothing is ever burned, and no relic is worn: a player may always send it.
contract Items is ERC1155, GameToken {
    constructor() ERC1155("") {}

    /// @notice Mints to a player. Only the game.
    /// @dev Does not call `onERC1155Received`, on purpose: the game mints only to its own caller, who asked for it by
    /// playing. A callback would let a player's contract look at its find and revert, or re-enter the game midway.
    /// The price: a contract that plays but cannot hold ERC-1155 is not protected from losing its own finds.
    function mint(address to, uint256 item, uint256 amount) external onlyGame {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory amounts = new uint256[](1);
        (ids[0], amounts[0]) = (item, amount);
        _update(address(0), to, ids, amounts);
    }
}
