// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IBazaar
/// @notice A market between players: items of the game for its Sand.
interface IBazaar {
    /// @notice An offer. Its price never changes: for another price the seller cancels and lists again, under a new number.
    /// @param seller Receives the Sand, and whatever is not sold.
    /// @param item Id of the item.
    /// @param left Pieces still for sale; 0: sold out or cancelled.
    /// @param price Per piece, smallest unit of Sand.
    struct Listing {
        address seller;
        uint32 item;
        uint64 left;
        uint256 price;
    }

    event Listed(address indexed seller, uint256 indexed listing, uint256 indexed item, uint256 amount, uint256 price);
    /// @param sand What the buyer paid and the seller got.
    event Sold(address indexed buyer, uint256 indexed listing, uint256 amount, uint256 sand);
    event Cancelled(address indexed seller, uint256 indexed listing, uint256 amount);

    error AmountInvalid(uint256 seen, uint256 max);
    error ItemUnknown(uint256 seen, uint256 max);
    error PriceZero();
    error ListingTooSmall(uint256 listing, uint256 left, uint256 wanted);
    error CostAboveMax(uint256 cost, uint256 maxSand);
    error NotTheSeller(address seen, address seller);
    error TokenUnknown(address seen, address allowed);
    error NotListed(address operator);

    /// @notice Offers items and moves them into the Bazaar. The caller must have approved the Bazaar for its items.
    /// @param amount Pieces, 1 to 2^64 - 1.
    /// @param price Per piece, smallest unit of Sand, not 0.
    /// @return listing Its number, counted from 1.
    function list(uint256 item, uint256 amount, uint256 price) external returns (uint256 listing);

    /// @notice Buys some or all of an offer. The caller must have approved the Bazaar for the Sand.
    /// @param amount Pieces.
    /// @param maxSand The most that the caller pays in all, inclusive.
    function buy(uint256 listing, uint256 amount, uint256 maxSand) external;

    /// @notice Takes back what is not sold. Only the seller may, at any time, once.
    function cancel(uint256 listing) external;

    /// @notice An offer; all zeros if the number was never used.
    function listingOf(uint256 listing) external view returns (Listing memory);
}
