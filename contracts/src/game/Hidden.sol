// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Expeditions} from "./Expeditions.sol";
import {IHourglass} from "./IHourglass.sol";
import {Ledger} from "./Ledger.sol";
import {PlayerSlot} from "./PlayerSlot.sol";
import {Sites} from "./Sites.sol";
import {Table} from "./generated/Table.sol";

/// @title Hidden
/// @notice Relics and chests. Taking one draws no random number: see {Sites}.
abstract contract Hidden is Expeditions {
    /// @notice Places of relics and chests, as returned by {Sites.find}.
    uint256 public immutable SITES;

    constructor(uint32 seed) {
        SITES = Sites.find(seed);
    }

    /// @inheritdoc IHourglass
    function unearth(uint256 tile) external {
        PlayerSlot player = _enter();
        if (!_inReach(player.tile(), tile)) revert TileOutOfReach(tile, player.tile());
        uint256 site = Sites.at(SITES, tile);
        if (site == 0) revert NothingHidden(tile);
        if (site <= Table.RELIC_COUNT) _dig(player, site, tile);
        else _open(player, site - Table.RELIC_COUNT, tile);
    }

    /// @inheritdoc IHourglass
    function siteAt(uint256 tile) external view returns (uint256 site) {
        return Sites.at(SITES, tile);
    }

    function _dig(PlayerSlot player, uint256 relic, uint256 tile) private {
        uint256 found = player.found();
        uint256 bit = 1 << (relic - 1);
        if (found & bit != 0) revert RelicAlreadyFound(relic);
        uint256 item = Table.relic(relic);
        if (!_wears(player, Table.DIG_TOOL)) revert ToolNotWorn(item, Table.DIG_TOOL);
        player = player.withFound(found | bit);
        if (_isDay(player)) player = player.withRelics(player.relics() + 1);
        _players[msg.sender] = player;
        emit RelicFound(msg.sender, relic, item, tile);
        ITEMS.mint(msg.sender, item, 1);
    }

    function _open(PlayerSlot player, uint256 chest, uint256 tile) private {
        uint256 week = _weekOf(block.timestamp);
        uint256 opened = _openedChests(msg.sender, week);
        uint256 bit = 1 << (chest - 1);
        if (opened & bit != 0) revert ChestAlreadyOpened(chest, week);
        // Fits: 16 bits of weeks last until the year 3226.
        Ledger storage ledger = _ledgers[msg.sender];
        (ledger.chestWeek, ledger.chests) = (uint16(week), uint16(opened | bit));
        uint256 sand = Table.chest(chest);
        _players[msg.sender] = _earn(player, sand);
        (uint256 item, uint256 amount) = Sites.loot(SEED, tile, week);
        emit ChestOpened(msg.sender, chest, week, sand, item, amount);
        uint256[] memory ids = new uint256[](1);
        uint256[] memory amounts = new uint256[](1);
        (ids[0], amounts[0]) = (Table.CHEST_KEY, 1);
        ITEMS.burn(msg.sender, ids, amounts);
        ITEMS.mint(msg.sender, item, amount);
        SAND.mint(msg.sender, sand);
    }

    /// @dev In a new week all chests are closed again.
    function _openedChests(address player, uint256 week) internal view returns (uint256) {
        return _ledgers[player].chestWeek == week ? _ledgers[player].chests : 0;
    }
}
