// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IBazaar} from "./IBazaar.sol";
import {Items} from "./Items.sol";
import {Sand} from "./Sand.sol";

/// @title Bazaar
/// @notice Where players sell items of the game to each other. It has no owner, takes no fee, and cannot be changed.
/// Only account owners can use it: the game's grant names functions of `Hourglass` only, so no session key reaches this
/// contract or can approve it (contracts/test/adversarial/Precious.t.sol).
/// @dev Escrow: this contract holds what is listed, so an offer can always be filled, and its items cannot be sold twice.
/// Both tokens are fixed at deployment and belong to the game; they call only the receiver of items, so there is no
/// fake token and no transfer fee to handle. State is written before any call, so a receiver who calls back finds the sale
/// complete; a reentrancy guard would have nothing left to guard. Sand goes from buyer to seller directly and is never held here.
contract Bazaar is IBazaar, IERC1155Receiver {
    /// @notice The items that are sold.
    Items public immutable ITEMS;
    /// @notice The token that pays.
    Sand public immutable SAND;

    /// @notice How many offers were ever made.
    uint256 public listings;
    mapping(uint256 listing => Listing) private _listings;

    constructor(Items items, Sand sand) {
        (ITEMS, SAND) = (items, sand);
    }

    /// @inheritdoc IBazaar
    function list(uint256 item, uint256 amount, uint256 price) external returns (uint256 listing) {
        if (item > type(uint32).max) revert ItemUnknown(item, type(uint32).max);
        if (amount == 0 || amount > type(uint64).max) revert AmountInvalid(amount, type(uint64).max);
        if (price == 0) revert PriceZero();
        listing = ++listings;
        // Fits: both are checked above.
        _listings[listing] = Listing({seller: msg.sender, item: uint32(item), left: uint64(amount), price: price});
        emit Listed(msg.sender, listing, item, amount, price);
        ITEMS.safeTransferFrom(msg.sender, address(this), item, amount, "");
    }

    /// @inheritdoc IBazaar
    function buy(uint256 listing, uint256 amount, uint256 maxSand) external {
        Listing storage offer = _listings[listing];
        (address seller, uint256 item, uint256 left) = (offer.seller, offer.item, offer.left);
        if (amount == 0) revert AmountInvalid(amount, left);
        if (amount > left) revert ListingTooSmall(listing, left, amount);
        // Reverts on overflow. No rounding.
        uint256 cost = amount * offer.price;
        if (cost > maxSand) revert CostAboveMax(cost, maxSand);
        offer.left = uint64(left - amount);
        emit Sold(msg.sender, listing, amount, cost);
        // OpenZeppelin's ERC-20 reverts instead of returning false.
        SAND.transferFrom(msg.sender, seller, cost);
        ITEMS.safeTransferFrom(address(this), msg.sender, item, amount, "");
    }

    /// @inheritdoc IBazaar
    function cancel(uint256 listing) external {
        Listing storage offer = _listings[listing];
        (address seller, uint256 item, uint256 left) = (offer.seller, offer.item, offer.left);
        if (msg.sender != seller) revert NotTheSeller(msg.sender, seller);
        if (left == 0) revert ListingTooSmall(listing, 0, 1);
        offer.left = 0;
        emit Cancelled(seller, listing, left);
        ITEMS.safeTransferFrom(address(this), seller, item, left, "");
    }

    /// @inheritdoc IBazaar
    function listingOf(uint256 listing) external view returns (Listing memory) {
        return _listings[listing];
    }

    /// @notice Accepts the game's items, and only when {list} fetches them: items sent by hand, or of another token, would be
    /// lost here.
    function onERC1155Received(address operator, address, uint256, uint256, bytes calldata)
        external
        view
        returns (bytes4)
    {
        if (msg.sender != address(ITEMS)) revert TokenUnknown(msg.sender, address(ITEMS));
        if (operator != address(this)) revert NotListed(operator);
        return this.onERC1155Received.selector;
    }

    /// @notice Accepts no batches: {list} fetches one item at a time.
    function onERC1155BatchReceived(address operator, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        pure
        returns (bytes4)
    {
        revert NotListed(operator);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IERC1155Receiver).interfaceId;
    }
}
