// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Plan} from "./Plan.sol";

/// @notice An expedition: everything that a step reads and writes, in one word. Fields from the lowest bit:
///
/// | tile | facing | length | mode | calling | purse | oil | rations | fell | hand | feet | back | number | used | points |
/// | 12   | 2      | 2      | 2    | 2       | 2     | 1   | 2       | 1    | 5    | 5    | 5    | 20     | 15   | 16     |
///
/// | nightSteps | nightBlock | endsAt | seed | regions | nightLit |
/// | 9          | 20         | 32     | 32   | 64      | 1        |
///
/// `length` is 0 without an expedition. Hand, feet and back hold the id of the worn item, 0 is none. `used` counts grains since the
/// start, with those that were lost. `nightSteps` are steps of the block whose number ends with `nightBlock` that are not settled
/// yet; `nightLit`: all of them had light. `regions` has bit `y / 8 * 8 + x / 8` of each region that was entered.
type Run is uint256;

using RunLib for Run global;

/// @title RunLib
/// @notice Reads and replaces single fields of a {Run}; a setter leaves all other bits unchanged.
library RunLib {
    uint256 internal constant HAND = 0;
    uint256 internal constant FEET = 1;
    uint256 internal constant BACK = 2;

    uint256 private constant TILE = 0xfff;
    uint256 private constant FACING_AT = 12;
    uint256 private constant LENGTH_AT = 14;
    uint256 private constant MODE_AT = 16;
    uint256 private constant CALLING_AT = 18;
    uint256 private constant PURSE_AT = 20;
    uint256 private constant OIL_AT = 22;
    uint256 private constant RATIONS_AT = 23;
    uint256 private constant FELL_AT = 25;
    uint256 private constant WORN_AT = 26;
    uint256 private constant NUMBER_AT = 41;
    uint256 private constant USED_AT = 61;
    uint256 private constant POINTS_AT = 76;
    uint256 private constant NIGHT_AT = 92;
    uint256 private constant NIGHT_BLOCK_AT = 101;
    uint256 private constant ENDS_AT = 121;
    uint256 private constant SEED_AT = 153;
    uint256 private constant REGIONS_AT = 185;
    uint256 private constant NIGHT_LIT_AT = 249;

    uint256 private constant TWO = 3;
    uint256 private constant ITEM = 0x1f;
    uint256 private constant NUMBER = 0xfffff;
    uint256 private constant USED = 0x7fff;
    uint256 private constant POINTS = 0xffff;
    uint256 private constant NIGHT_STEPS = 0x1ff;
    uint256 private constant NIGHT_BLOCK = 0xfffff;
    /// @dev All that waits for a hash.
    uint256 private constant NIGHT = NIGHT_STEPS << NIGHT_AT | NIGHT_BLOCK << NIGHT_BLOCK_AT | 1 << NIGHT_LIT_AT;
    /// @dev All that every step changes.
    uint256 private constant WALKED =
        TILE | TWO << FACING_AT | TWO << RATIONS_AT | USED << USED_AT | uint256(type(uint64).max) << REGIONS_AT;

    /// @notice A new expedition, with nothing used, earned or worn, that looks south.
    /// @param count Number of the expedition; its lowest 20 bits are kept.
    function start(Plan plan, uint256 count, uint256 end, uint256 of_) internal pure returns (Run) {
        return Run.wrap(
            2 << FACING_AT | plan.length() << LENGTH_AT | plan.mode() << MODE_AT | plan.calling() << CALLING_AT
                | plan.purse() << PURSE_AT | (count & NUMBER) << NUMBER_AT | end << ENDS_AT | of_ << SEED_AT
        );
    }

    function tile(Run run) internal pure returns (uint256) {
        return Run.unwrap(run) & TILE;
    }

    function length(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> LENGTH_AT) & TWO;
    }

    function mode(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> MODE_AT) & TWO;
    }

    function calling(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> CALLING_AT) & TWO;
    }

    function purse(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> PURSE_AT) & TWO;
    }

    function oil(Run run) internal pure returns (bool) {
        return (Run.unwrap(run) >> OIL_AT) & 1 == 1;
    }

    function rations(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> RATIONS_AT) & TWO;
    }

    function fell(Run run) internal pure returns (bool) {
        return (Run.unwrap(run) >> FELL_AT) & 1 == 1;
    }

    /// @param slot HAND, FEET or BACK.
    function worn(Run run, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return (Run.unwrap(run) >> (WORN_AT + 5 * slot)) & ITEM;
        }
    }

    function wears(Run run, uint256 item) internal pure returns (bool) {
        return run.worn(HAND) == item || run.worn(FEET) == item || run.worn(BACK) == item;
    }

    function number(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> NUMBER_AT) & NUMBER;
    }

    function used(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> USED_AT) & USED;
    }

    function points(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> POINTS_AT) & POINTS;
    }

    function nightSteps(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> NIGHT_AT) & NIGHT_STEPS;
    }

    function nightBlock(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> NIGHT_BLOCK_AT) & NIGHT_BLOCK;
    }

    function nightLit(Run run) internal pure returns (bool) {
        return (Run.unwrap(run) >> NIGHT_LIT_AT) & 1 == 1;
    }

    function endsAt(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> ENDS_AT) & type(uint32).max;
    }

    function seed(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> SEED_AT) & type(uint32).max;
    }

    function regions(Run run) internal pure returns (uint256) {
        return (Run.unwrap(run) >> REGIONS_AT) & type(uint64).max;
    }

    /// @notice What every path changes, at once: five setters would make a step dearer.
    /// @param used_ At most what it can be, see {withUsed}.
    function walked(Run run, uint256 toTile, uint256 facing, uint256 used_, uint256 rations_, uint256 explored)
        internal
        pure
        returns (Run)
    {
        return Run.wrap(
            (Run.unwrap(run) & ~WALKED) | toTile | facing << FACING_AT | rations_ << RATIONS_AT | used_ << USED_AT
                | explored << REGIONS_AT
        );
    }

    function withTile(Run run, uint256 value) internal pure returns (Run) {
        return _with(run, 0, TILE, value);
    }

    function withOil(Run run) internal pure returns (Run) {
        return _with(run, OIL_AT, 1, 1);
    }

    function withRations(Run run, uint256 value) internal pure returns (Run) {
        return _with(run, RATIONS_AT, TWO, value);
    }

    function withFell(Run run) internal pure returns (Run) {
        return _with(run, FELL_AT, 1, 1);
    }

    function withWorn(Run run, uint256 slot, uint256 item) internal pure returns (Run) {
        unchecked {
            return _with(run, WORN_AT + 5 * slot, ITEM, item);
        }
    }

    function withRegions(Run run, uint256 value) internal pure returns (Run) {
        return _with(run, REGIONS_AT, type(uint64).max, value);
    }

    /// @dev Stops at the largest value.
    function withUsed(Run run, uint256 value) internal pure returns (Run) {
        return _with(run, USED_AT, USED, value < USED ? value : USED);
    }

    /// @dev Stops at the largest value.
    function withPoints(Run run, uint256 value) internal pure returns (Run) {
        return _with(run, POINTS_AT, POINTS, value < POINTS ? value : POINTS);
    }

    /// @notice With steps that wait for the hash of a block; 0 steps: none wait.
    /// @param steps Below 512: with all rations, the grains of one second last for 360.
    /// @param inBlock Number of the block; its lowest 20 bits count.
    function withNight(Run run, uint256 steps, uint256 inBlock, bool lit) internal pure returns (Run) {
        uint256 night = steps << NIGHT_AT | (inBlock & NIGHT_BLOCK) << NIGHT_BLOCK_AT;
        if (lit) night |= 1 << NIGHT_LIT_AT;
        return Run.wrap((Run.unwrap(run) & ~NIGHT) | night);
    }

    function _with(Run run, uint256 at, uint256 mask, uint256 value) private pure returns (Run) {
        return Run.wrap((Run.unwrap(run) & ~(mask << at)) | ((value & mask) << at));
    }
}
