// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Departures} from "./Departures.sol";
import {Falls} from "./Falls.sol";
import {Grains} from "./Grains.sol";
import {INextHourglass} from "./INextHourglass.sol";
import {Places} from "./Places.sol";
import {Run, RunLib} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Island} from "../game/Island.sol";
import {Table} from "../game/generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Walks
/// @notice How a player moves. A step by day reads and writes one word.
abstract contract Walks is Departures {
    /// @notice Longest path of one move, in steps.
    uint256 public constant MAX_STEPS = 32;

    uint256 private constant NORTH = 0;
    uint256 private constant EAST = 1;
    uint256 private constant WEST = 3;

    /// @dev Four bits of each biome that is always open.
    uint256 private constant FREE_GROUND = 15 << (4 * Table.BEACH) | 15 << (4 * Table.MEADOW) | 15
        << (4 * Table.FOREST);

    /// @inheritdoc INextHourglass
    function move(bytes calldata path) external {
        Run run = _enter();
        if (path.length == 0 || path.length > MAX_STEPS) revert PathLengthInvalid(path.length, MAX_STEPS);
        (uint256 t, uint256 lasts) = Tides.clock(run);
        (uint256 tile, uint256 cost, uint256 explored, uint256 packed) =
            _walk(path, run, _stepCosts(_openBiomes(run, Tides.isLow(t, lasts))));
        (uint256 used, uint256 rations) = Grains.afterPaying(run, cost, t);
        uint256 known = run.regions();
        if (explored | known != known) run = _explore(run, explored & ~known);
        // The bits of the path end with its last direction, below the 1.
        run = run.walked(tile, (packed >> (2 * path.length - 2)) & WEST, used, rations, explored | known);
        if (Tides.isNight(run, t, lasts)) run = Falls.store(run, path.length);
        _runs[msg.sender] = run;
        emit Moved(msg.sender, run.number(), packed, tile);
    }

    /// @dev Biomes that the player may step on: bit `biome`. Wading on is not in it: see {_wade}.
    function _openBiomes(Run run, bool isLow) internal pure returns (uint256 open) {
        open = Table.FREE_BIOMES | Numbers.opens(run.worn(RunLib.FEET)) | Numbers.opens(run.worn(RunLib.BACK));
        if (isLow) open |= 1 << Table.SHALLOWS;
    }

    /// @param costs Grains of a step by biome, four bits each; 0 is closed.
    /// @return tile Where the path ends.
    /// @return cost Grains of all steps.
    /// @return explored Regions of all steps.
    /// @return packed Two bits per step, the first lowest, and a 1 above the last.
    function _walk(bytes calldata path, Run run, uint256 costs)
        private
        view
        returns (uint256 tile, uint256 cost, uint256 explored, uint256 packed)
    {
        uint256 seed = run.seed();
        tile = run.tile();
        packed = 1 << (2 * path.length);
        // Nothing overflows: a path has at most 32 steps of 15 grains.
        unchecked {
            for (uint256 step = 0; step < path.length; ++step) {
                uint256 direction = uint8(path[step]);
                if (direction > WEST) revert DirectionUnknown(step, direction, WEST);
                uint256 from = tile;
                tile = _neighbour(tile, direction);
                uint256 biome = Island.biomeAt(seed, tile);
                uint256 grains = (costs >> (4 * biome)) & 15;
                cost += grains == 0 ? _wade(run, from, tile, biome) : grains;
                explored |= 1 << Places.regionOf(tile);
                packed |= direction << (2 * step);
            }
        }
    }

    /// @dev Who is in the shallows when the tide comes in may go on through them.
    function _wade(Run run, uint256 from, uint256 tile, uint256 biome) private view returns (uint256) {
        if (biome == Table.SHALLOWS && Island.biomeAt(run.seed(), from) == Table.SHALLOWS) return Numbers.COST_WADE;
        (uint256 t, uint256 lasts) = Tides.clock(run);
        revert BiomeClosed(tile, biome, _openBiomes(run, Tides.isLow(t, lasts)));
    }

    /// @dev Grains of a step by biome, four bits each, with 0 for what is closed: each bit of `open` becomes four.
    function _stepCosts(uint256 open) private pure returns (uint256) {
        unchecked {
            uint256 water = (open >> Table.SHALLOWS) & 1;
            uint256 hills = (open >> Table.HILLS) & 1;
            uint256 ruins = (open >> Table.RUINS) & 1;
            uint256 gates = water << (4 * Table.SHALLOWS) | hills << (4 * Table.HILLS) | ruins << (4 * Table.RUINS);
            return (FREE_GROUND | 15 * gates) & Numbers.STEP_COSTS;
        }
    }

    /// @param regions New ones.
    function _explore(Run run, uint256 regions) private pure returns (Run) {
        uint256 points = run.points();
        for (; regions != 0; regions &= regions - 1) {
            points += Numbers.POINTS_REGION;
        }
        return run.withPoints(points);
    }

    /// @dev Needs no check for the edge: the map's border is sea, so nobody stands where a step would leave the map, and stepping
    /// east or west from the border leads to the border of the next row.
    function _neighbour(uint256 tile, uint256 direction) private pure returns (uint256) {
        unchecked {
            if (direction == NORTH) return tile - 64;
            if (direction == EAST) return tile + 1;
            return direction == WEST ? tile - 1 : tile + 64;
        }
    }
}
