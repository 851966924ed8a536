// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Island} from "./Island.sol";
import {Items} from "./Items.sol";
import {PlayerSlot} from "./PlayerSlot.sol";
import {Sand} from "./Sand.sol";
import {Table} from "./generated/Table.sol";

/// @title Players
/// @notice What every part of the game needs: the island's seed, the two tokens, the players' state, and the time of day.
abstract contract Players is IHourglass {
    /// @notice The seed of the island.
    uint32 public immutable SEED;
    /// @notice The ERC-20 of the game.
    Sand public immutable SAND;
    /// @notice The ERC-1155 of the game.
    Items public immutable ITEMS;

    uint256 internal constant SOUTH = 2;

    mapping(address player => PlayerSlot) internal _players;

    constructor(uint32 seed) {
        SEED = seed;
        SAND = new Sand();
        ITEMS = new Items();
    }

    /// @dev The caller's slot; a new player joins at the camp.
    function _enter() internal returns (PlayerSlot player) {
        player = _players[msg.sender];
        if (!player.joined()) {
            player = _newcomer();
            _players[msg.sender] = player;
            emit PlayerJoined(msg.sender, Table.CAMP);
        }
    }

    /// @dev Whether an action now counts for an expedition; at nightfall itself it no longer does.
    function _isDay(PlayerSlot player) internal view returns (bool) {
        return block.timestamp < player.embarkedAt() + Table.EXPEDITION_SECONDS;
    }

    /// @dev Records what a quest or a chest pays.
    /// @param sand Smallest unit; the table pays whole Sand only.
    function _earn(PlayerSlot player, uint256 sand) internal view returns (PlayerSlot) {
        return _isDay(player) ? player.withEarned(player.earned() + sand / 1 ether) : player;
    }

    function _newcomer() internal pure returns (PlayerSlot) {
        return PlayerSlot.wrap(0).withTile(Table.CAMP).withFacing(SOUTH).withJoined();
    }

    function _inReach(uint256 from, uint256 tile) internal pure returns (bool) {
        return tile == from || tile == from - 64 || tile == from + 1 || tile == from + 64 || tile == from - 1;
    }

    function _wears(PlayerSlot player, uint256 item) internal pure returns (bool) {
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            if (player.worn(i) == item) return item != 0;
        }
        return false;
    }

    function _requireCamp(PlayerSlot player) internal pure {
        uint256 distance = Island.distanceToCamp(player.tile());
        if (distance > Table.CAMP_REACH) revert CampOutOfReach(distance, Table.CAMP_REACH);
    }

    function _regionOf(uint256 tile) internal pure returns (uint256) {
        return ((tile >> 6) & 0x38) | ((tile >> 3) & 7);
    }

    /// @dev Weeks begin on Monday, 00:00 UTC (ISO 8601). 1 January 1970 was a Thursday, in week 0.
    function _weekOf(uint256 at) internal pure returns (uint256) {
        return (at + 3 days) / 1 weeks;
    }

    /// @dev Number of set bits.
    function _count(uint256 bits) internal pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }
}
