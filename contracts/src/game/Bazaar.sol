// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IBazaar} from "./IBazaar.sol";
import {Items} from "./Items.sol";
import {Sand} from "./Sand.sol";

/// @title Bazaar
/// @notice Where players sell items of the game to each other. Nobody owns it, it takes no fee, and nothing can be changed.
/// Everything here is the owner's: the grant of the game names functions of `Hourglass` only, so no session key reaches this
/// contract, and none can approve it (contracts/test/adversarial/Precious.t.sol).
/// @dev Escrow: what is listed is held here, so an offer is always good, and cannot be worn, used up or sold twice meanwhile.
/// The two tokens are fixed at birth and are the game's own, which call nobody but the receiver of items: there is no token to
/// fake and no fee to forget. State is written before any call, so that a receiver who calls back finds the sale made; there is no
/// guard, because there is nothing left that one would guard. Sand goes from buyer to seller directly: none is ever held.
contract Bazaar is IBazaar, IERC1155Receiver {
    /// @notice What is sold.
    Items public immutable ITEMS;
    /// @notice What is paid with.
    Sand public immutable SAND;

    /// @notice How many offers there ever were.
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
        // Reverts on overflow; rounds nowhere.
        uint256 cost = amount * offer.price;
        if (cost > maxSand) revert CostAboveMax(cost, maxSand);
        offer.left = uint64(left - amount);
        emit Sold(msg.sender, listing, amount, cost);
        // OpenZeppelin's ERC-20 reverts instead of answering false.
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

    /// @notice Takes the game's items, and only those that {list} fetches: what is sent by hand or by another token would be lost here.
    function onERC1155Received(address operator, address, uint256, uint256, bytes calldata)
        external
        view
        returns (bytes4)
    {
        if (msg.sender != address(ITEMS)) revert TokenUnknown(msg.sender, address(ITEMS));
        if (operator != address(this)) revert NotListed(operator);
        return this.onERC1155Received.selector;
    }

    /// @notice Takes no batches: {list} fetches one item at a time.
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
