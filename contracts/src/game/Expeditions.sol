// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Ledger} from "./Ledger.sol";
import {PlayerSlot} from "./PlayerSlot.sol";
import {Players} from "./Players.sol";
import {Table} from "./generated/Table.sol";

/// @title Expeditions
/// @notice A scored run of one hour. It begins at the camp, lasts as long as a session key, and is scored for the week in which
/// it began. What counts is written as it happens, so scoring reads two words, no matter who asks for it or how late.
/// @dev Banking counts at most what was earned in the same expedition: Sand received from somebody else is kept, but buys no
/// place on the leaderboard. The ranking itself is made off chain, from {ExpeditionScored}.
abstract contract Expeditions is Players {
    mapping(address player => Ledger) internal _ledgers;
    mapping(address player => mapping(uint256 week => uint256 points)) internal _best;

    /// @inheritdoc IHourglass
    function embark() external {
        PlayerSlot player = _enter();
        if (_isDay(player)) revert ExpeditionRuns(player.embarkedAt() + Table.EXPEDITION_SECONDS);
        _requireCamp(player);
        if (player.embarkedAt() != 0) _score(msg.sender, player);
        _players[msg.sender] = player.withExpedition(block.timestamp);
        Ledger storage ledger = _ledgers[msg.sender];
        uint24 number = ledger.expeditions + 1;
        (ledger.expeditions, ledger.banked) = (number, 0);
        emit Embarked(msg.sender, number, _weekOf(block.timestamp));
    }

    /// @inheritdoc IHourglass
    function finish() external {
        PlayerSlot player = _enter();
        if (player.embarkedAt() == 0) revert NoExpedition(msg.sender);
        if (_isDay(player)) _requireCamp(player);
        _end(msg.sender, player);
    }

    /// @inheritdoc IHourglass
    function settle(address who) external {
        PlayerSlot player = _players[who];
        if (player.embarkedAt() == 0) revert NoExpedition(who);
        if (_isDay(player)) revert ExpeditionRuns(player.embarkedAt() + Table.EXPEDITION_SECONDS);
        _end(who, player);
    }

    /// @inheritdoc IHourglass
    function bank(uint256 amount) external {
        PlayerSlot player = _enter();
        if (amount == 0) revert AmountZero();
        _requireCamp(player);
        SAND.hold(msg.sender, amount);
        // Cannot be truncated: nobody owns 2^96, as the token pays a few hundred Sand per player and week.
        Ledger storage ledger = _ledgers[msg.sender];
        uint96 vault = ledger.vault + uint96(amount);
        ledger.vault = vault;
        if (_isDay(player)) ledger.banked += uint96(amount);
        emit SandBanked(msg.sender, amount, vault);
    }

    /// @inheritdoc IHourglass
    function withdraw(uint256 amount) external {
        PlayerSlot player = _enter();
        if (amount == 0) revert AmountZero();
        Ledger storage ledger = _ledgers[msg.sender];
        uint96 vault = ledger.vault;
        if (amount > vault) revert SandTooLow(vault, amount);
        vault -= uint96(amount);
        ledger.vault = vault;
        if (_isDay(player)) ledger.banked = amount < ledger.banked ? ledger.banked - uint96(amount) : 0;
        emit SandWithdrawn(msg.sender, amount, vault);
        SAND.transfer(msg.sender, amount);
    }

    /// @inheritdoc IHourglass
    function bestOf(address player, uint256 week) external view returns (uint256 points) {
        return _best[player][week];
    }

    function _end(address who, PlayerSlot player) private {
        _score(who, player);
        _players[who] = player.withExpedition(0);
    }

    function _score(address who, PlayerSlot player) private {
        Ledger storage ledger = _ledgers[who];
        (uint256 regions, uint256 relics, uint256 quests) = (_count(player.regions()), player.relics(), player.quests());
        uint256 banked = ledger.banked / 1 ether;
        if (banked > player.earned()) banked = player.earned();
        uint256 points = regions * Table.POINTS_REGION + relics * Table.POINTS_RELIC + quests * Table.POINTS_QUEST
            + banked * Table.POINTS_SAND;
        uint256 week = _weekOf(player.embarkedAt());
        if (points > _best[who][week]) _best[who][week] = points;
        emit ExpeditionScored(who, ledger.expeditions, week, regions, relics, quests, banked, points);
    }

    function _readExpedition(address who, PlayerSlot player) internal view returns (Expedition memory) {
        return Expedition({
            number: _ledgers[who].expeditions,
            embarkedAt: player.embarkedAt(),
            regions: player.regions(),
            quests: player.quests(),
            relics: player.relics(),
            earned: player.earned(),
            banked: _ledgers[who].banked
        });
    }
}
