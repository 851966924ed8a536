// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Chart} from "./Chart.sol";
import {Digs} from "./Digs.sol";
import {DrawSlot} from "./DrawSlot.sol";
import {Falls} from "./Falls.sol";
import {IHourglass} from "./IHourglass.sol";
import {Nodes} from "./Nodes.sol";
import {Pack} from "./Pack.sol";
import {Profile} from "./Profile.sol";
import {Run, RunLib} from "./Run.sol";
import {Items} from "./Items.sol";
import {Sand} from "./Sand.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title State
/// @notice What every part of the game needs: the two tokens, the chart and what is stored. Sums of fields do not overflow.
abstract contract State is IHourglass {
    /// @notice The ERC-20 of the game.
    Sand public immutable SAND;
    /// @notice The ERC-1155 of the game.
    Items public immutable ITEMS;
    /// @notice What can be known of islands in advance.
    Chart public immutable CHART;

    uint256 internal constant DAILY = 0;
    uint256 internal constant PRACTICE = 1;
    uint256 internal constant ROOM = 2;

    uint256 internal constant FORAGER = 1;
    uint256 internal constant DELVER = 2;
    uint256 internal constant COURIER = 3;

    mapping(address player => Run) internal _runs;
    mapping(address player => Pack) internal _packs;
    mapping(address player => Digs) internal _digs;
    mapping(address player => Profile) internal _profiles;
    mapping(address player => mapping(uint256 index => Nodes)) internal _nodes;
    mapping(uint256 day => DrawSlot) internal _days;
    mapping(uint256 room => DrawSlot) internal _rooms;
    uint256 internal _roomCount;

    constructor() {
        SAND = new Sand();
        ITEMS = new Items();
        CHART = new Chart();
    }

    /// @dev The caller's expedition, with the falls of earlier blocks. Every action but `embark` begins here.
    function _enter() internal returns (Run run) {
        run = _runs[msg.sender];
        if (run.length() == 0) revert NoExpedition(msg.sender);
        if (block.timestamp >= run.endsAt()) revert ExpeditionOver(run.endsAt());
        if (run.nightSteps() != 0) run = Falls.settle(run);
    }

    /// @dev What cannot be done before it is known whether the player fell.
    function _requireSettled(Run run) internal view {
        if (Falls.isUnsettled(run)) revert NightUnsettled(block.number);
    }

    /// @dev Gives a tool, and puts it on if its slot is empty.
    function _receive(Run run, Pack pack, uint256 tool) internal pure returns (Run, Pack) {
        unchecked {
            uint256 slot = Table.place(tool) - 1;
            if (run.worn(slot) == 0) run = run.withWorn(slot, tool);
            return (run, pack.withTool(tool));
        }
    }

    /// @dev Units that a pack may hold.
    function _capacity(Run run) internal pure returns (uint256 units) {
        unchecked {
            units = Numbers.PACK_UNITS;
            if (run.worn(RunLib.BACK) == Table.SATCHEL) units += Numbers.PERK_SATCHEL;
            if (run.calling() == FORAGER) units += Numbers.PERK_FORAGER_PACK;
        }
    }

    /// @dev Units that still fit.
    /// @param needed At least as many.
    function _roomFor(Run run, Pack pack, uint256 needed) internal pure returns (uint256) {
        (uint256 weight, uint256 capacity) = (pack.weight(), _capacity(run));
        unchecked {
            if (weight + needed > capacity) revert PackFull(weight, capacity);
            return capacity - weight;
        }
    }

    /// @dev Errands that count in a tide.
    function _errandsPerTide(Run run) internal pure returns (uint256) {
        unchecked {
            uint256 errands = Numbers.errands(run.length());
            return run.calling() == COURIER ? errands + Numbers.PERK_COURIER_ERRANDS : errands;
        }
    }
}
