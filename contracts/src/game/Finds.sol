// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DigSites} from "./DigSites.sol";
import {Digs} from "./Digs.sol";
import {Grains} from "./Grains.sol";
import {IHourglass} from "./IHourglass.sol";
import {Nodes, NodesLib} from "./Nodes.sol";
import {Pack} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Walks} from "./Walks.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Finds
/// @notice What grows and what is hidden. Each player has nodes and sites of their own, so nobody takes anything from another.
/// Nothing overflows: points, units and layers are fields of a few bits.
abstract contract Finds is Walks {
    /// @inheritdoc IHourglass
    function gather(uint256 tile) external {
        unchecked {
            Run run = _enter();
            _requireNext(run, tile);
            uint256 material = Island.resourceAt(run.seed(), tile);
            if (material == 0) revert NothingGrows(tile);
            uint256 tool = Table.toolFor(material);
            if (tool != 0 && !run.wears(tool)) revert ToolNotWorn(material, tool);
            _take(run, tile);
            Pack pack = _packs[msg.sender];
            uint256 amount = _yield(run, tile, material);
            uint256 free = _roomFor(run, pack, 1);
            if (amount > free) amount = free;
            _packs[msg.sender] = pack.withUnits(material, pack.units(material) + amount);
            _runs[msg.sender] = Grains.pay(run, Numbers.COST_GATHER);
            emit Gathered(msg.sender, run.number(), tile, material, amount);
        }
    }

    /// @inheritdoc IHourglass
    function unearth(uint256 tile) external {
        unchecked {
            Run run = _enter();
            _requireNext(run, tile);
            uint256 tide = Tides.tide(run);
            uint256 layers = DigSites.at(run.seed(), tide, tile);
            if (layers == 0) revert NothingHidden(tile);
            if (!run.wears(Table.DIG_TOOL)) revert ToolNotWorn(0, Table.DIG_TOOL);
            Digs digs = _digs[msg.sender].inTide(tide);
            uint256 dug = digs.dug(Places.regionOf(tile));
            if (dug >= layers) revert SiteEmpty(tile, tide);
            Pack pack = _packs[msg.sender];
            _roomFor(run, pack, Numbers.LAYER_UNITS);
            uint256 value = _layerValue(run, tile, dug);
            _packs[msg.sender] = pack.withLayers(pack.layers() + 1, pack.relicValue() + value);
            _digs[msg.sender] = _dig(digs, run.seed(), tile, dug + 1);
            _runs[msg.sender] = Grains.pay(run, _digCost(run, dug));
            emit Unearthed(msg.sender, run.number(), tile, dug + 1, value);
        }
    }

    /// @dev Marks a node as taken in this tide.
    function _take(Run run, uint256 tile) private {
        uint256 tide = Tides.tide(run);
        uint256 tag = NodesLib.tag(run.number(), tide);
        Nodes nodes = _nodes[msg.sender][NodesLib.indexOf(tile)];
        if (nodes.isTaken(tag, tile)) revert NodeTaken(tile, tide);
        _nodes[msg.sender][NodesLib.indexOf(tile)] = nodes.withTaken(tag, tile);
    }

    function _yield(Run run, uint256 tile, uint256 material) private view returns (uint256 amount) {
        unchecked {
            amount = Numbers.ringYield(Places.ring(tile)) + Numbers.phaseYield(Tides.phase(run));
            for (uint256 slot = 0; slot < Table.SLOT_COUNT; ++slot) {
                (uint256 item, uint256 more) = Table.bonus(run.worn(slot));
                if (item == material) amount += more;
            }
            // At least one: a yield is never below two.
            if (material >= Numbers.RARE_FROM) amount /= 2;
        }
    }

    /// @param dug Layers dug before.
    function _layerValue(Run run, uint256 tile, uint256 dug) private view returns (uint256) {
        unchecked {
            return Numbers.layerValue(dug) * Numbers.ringPercent(Places.ring(tile))
                * Numbers.phasePercent(Tides.phase(run)) * Numbers.tidePercent(Tides.tide(run))
                * Numbers.relicsPercent(run.calling()) / 1e8;
        }
    }

    function _digCost(Run run, uint256 dug) private pure returns (uint256 cost) {
        unchecked {
            cost = Numbers.digCost(dug);
            if (run.calling() == DELVER) cost = cost * Numbers.PERK_DELVER_DIG / 100;
        }
    }

    /// @param layer The layer that is dug, from 1.
    function _dig(Digs digs, uint256 seed, uint256 tile, uint256 layer) private pure returns (Digs) {
        unchecked {
            digs = digs.withDug(Places.regionOf(tile), layer);
            if (DigSites.isRuin(seed, tile)) digs = digs.withRuin(DigSites.quarterOf(tile));
            if (layer < DigSites.MOST_LAYERS) return digs;
            return digs.withThird().withRelic(Numbers.relicOn(Island.biomeAt(seed, tile)));
        }
    }

    function _requireNext(Run run, uint256 tile) private pure {
        if (!Places.isNext(run.tile(), tile)) revert TileOutOfReach(tile, run.tile());
    }
}
