// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Departures} from "./Departures.sol";
import {Falls} from "./Falls.sol";
import {Grains} from "./Grains.sol";
import {IHourglass} from "./IHourglass.sol";
import {Places} from "./Places.sol";
import {Run, RunLib} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Island} from "./Island.sol";
import {Table} from "./generated/Table.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Walks
/// @notice How a player moves. A step by day reads and writes one word. Most of what is played is steps, so they are written for
/// gas: nothing here overflows, as a path has at most 32 steps of 15 grains.
abstract contract Walks is Departures {
    /// @dev Longest path of one move, in steps.
    uint256 private constant MAX_STEPS = 32;
    uint256 private constant WEST = 3;

    /// @dev What a step adds to a tile, modulo 4096: 16 bits for each direction, north lowest.
    uint256 private constant STEPS = (4096 - 64) | 1 << 16 | 64 << 32 | 4095 << 48;
    /// @dev Bits that no direction has, in each byte of a path.
    bytes32 private constant NO_DIRECTION = bytes32((type(uint256).max / 255) * 0xfc);
    /// @dev Bits of a tile that say its region.
    uint256 private constant REGION = 0xe38;

    /// @dev Four bits of each biome that is always open.
    uint256 private constant FREE_GROUND = 15 << (4 * Table.BEACH) | 15 << (4 * Table.MEADOW) | 15
        << (4 * Table.FOREST);

    /// @inheritdoc IHourglass
    function move(bytes calldata path) external {
        Run run = _enter();
        if (path.length == 0 || path.length > MAX_STEPS) revert PathLengthInvalid(path.length, MAX_STEPS);
        (uint256 t, uint256 lasts) = Tides.clock(run);
        (uint256 tile, uint256 cost, uint256 explored, uint256 packed) =
            _walk(run, path, _stepCosts(_openBiomes(run, Tides.isLow(t, lasts))));
        (uint256 used, uint256 rations) = Grains.afterPaying(run, cost, t);
        uint256 known = run.regions();
        explored |= known;
        if (explored != known) run = _explore(run, explored ^ known);
        unchecked {
            // The bits of the path end with its last direction, below the 1.
            run = run.walked(tile, (packed >> (2 * path.length - 2)) & WEST, used, rations, explored);
        }
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
    /// @return explored Regions that were entered. The one of the start is known.
    /// @return packed Two bits per step, the first lowest, and a 1 above the last.
    function _walk(Run run, bytes calldata path, uint256 costs)
        private
        view
        returns (uint256 tile, uint256 cost, uint256 explored, uint256 packed)
    {
        unchecked {
            // From the left, a byte each; zeros behind the last.
            bytes32 left = bytes32(path);
            uint256 end = 2 * _knownSteps(left, path.length);
            tile = run.tile();
            // Two for each step.
            for (uint256 at = 0; at != end; at += 2) {
                uint256 direction = uint256(left) >> 248;
                left <<= 8;
                packed |= direction << at;
                uint256 from = tile;
                // Never leaves the map: its border is sea, so nobody stands where a step would, and a step east or west from the
                // border leads to the border of the next row.
                tile = (tile + (STEPS >> (direction << 4))) & (Island.TILES - 1);
                cost += _costOf(run, costs, from, tile);
                if ((tile ^ from) & REGION != 0) explored |= 1 << Places.regionOf(tile);
            }
            if (end != 2 * path.length) revert DirectionUnknown(end / 2, uint8(path[end / 2]), WEST);
            packed |= 1 << end;
        }
    }

    /// @dev Grains of one step.
    function _costOf(Run run, uint256 costs, uint256 from, uint256 tile) private view returns (uint256 grains) {
        uint256 biome = Island.biomeAt(run.seed(), tile);
        grains = (costs >> (biome << 2)) & 15;
        if (grains == 0) grains = _wade(run, from, tile, biome);
    }

    /// @dev How many steps of a path have a direction, up to the first that has none.
    function _knownSteps(bytes32 path, uint256 steps) private pure returns (uint256 known) {
        if (path & NO_DIRECTION == 0) return steps;
        while (uint8(path[known]) <= WEST) ++known;
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
        unchecked {
            for (; regions != 0; regions &= regions - 1) {
                points += Numbers.POINTS_REGION;
            }
        }
        return run.withPoints(points);
    }
}
