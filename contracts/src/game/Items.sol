// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

import {IHourglass} from "./IHourglass.sol";

/// @title Items
/// @notice Materials, tools and finds, with the ids of the game's table. Only the game mints and burns; nobody else has
/// any power. Only owners can transfer: no session key reaches this contract. The last piece of a worn item
/// cannot be transferred, so a player always owns what they wear.
contract Items is ERC1155 {
    /// @notice The one contract that may mint and burn.
    address public immutable GAME;

    /// @dev Deployed by the game's constructor, so neither contract needs the other's address in advance.
    constructor() ERC1155("") {
        GAME = msg.sender;
    }

    modifier onlyGame() {
        if (msg.sender != GAME) revert IHourglass.NotTheGame(msg.sender, GAME);
        _;
    }

    /// @notice Mints to a player. Only the game.
    /// @dev Does not call `onERC1155Received`, on purpose: the game mints only to its own caller, who asked for it by
    /// playing. A callback would let a player's contract look at its find and revert, or re-enter the game midway.
    /// The price: a contract that plays but cannot hold ERC-1155 is not protected from losing its own finds.
    function mint(address to, uint256 item, uint256 amount) external onlyGame {
        (uint256[] memory ids, uint256[] memory amounts) = _single(item, amount);
        _update(address(0), to, ids, amounts);
    }

    /// @notice Burns a player's items, without approval. Only the game, and only for its own caller.
    function burn(address from, uint256[] memory ids, uint256[] memory amounts) external onlyGame {
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 balance = balanceOf(from, ids[i]);
            if (balance < amounts[i]) revert IHourglass.ItemsTooFew(ids[i], balance, amounts[i]);
        }
        _update(from, address(0), ids, amounts);
    }

    /// @dev Keeps the last piece of a worn item. Mints need no check; the game itself checks burns.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory amounts) internal override {
        super._update(from, to, ids, amounts);
        if (from == address(0) || to == address(0)) return;
        for (uint256 i = 0; i < ids.length; ++i) {
            if (balanceOf(from, ids[i]) == 0 && IHourglass(GAME).isWorn(from, ids[i])) {
                revert IHourglass.ItemIsWorn(ids[i]);
            }
        }
    }

    function _single(uint256 item, uint256 amount)
        private
        pure
        returns (uint256[] memory ids, uint256[] memory amounts)
    {
        ids = new uint256[](1);
        amounts = new uint256[](1);
        ids[0] = item;
        amounts[0] = amount;
    }
}
