// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IBazaar
/// @notice A market between players: items of the game for its Sand.
interface IBazaar {
    /// @notice An offer. Its price never changes: a seller who wants another cancels and lists anew, under a new number.
    /// @param seller Who gets the Sand, and what is not sold.
    /// @param item Id of the item.
    /// @param left Pieces that are still for sale; 0: sold out or cancelled.
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

    /// @notice Offers items, which the Bazaar takes into its keeping. The caller must have approved it for its items.
    /// @param amount Pieces, 1 to 2^64 - 1.
    /// @param price Per piece, smallest unit of Sand, not 0.
    /// @return listing Its number; they count up from 1.
    function list(uint256 item, uint256 amount, uint256 price) external returns (uint256 listing);

    /// @notice Buys some or all of an offer. The caller must have approved the Bazaar for the Sand.
    /// @param amount Pieces.
    /// @param maxSand The most that the caller pays in all, inclusive.
    function buy(uint256 listing, uint256 amount, uint256 maxSand) external;

    /// @notice Takes back what is not sold. Only the seller, at any time, once.
    function cancel(uint256 listing) external;

    /// @notice An offer; zeros when there never was one of this number.
    function listingOf(uint256 listing) external view returns (Listing memory);
}
