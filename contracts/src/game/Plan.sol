// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Numbers} from "./generated/Numbers.sol";

/// @notice What a player chooses at the start of an expedition, in one word. Fields from the lowest bit:
///
/// | mode | length | calling | tool | purse | start | of |
/// | 2    | 2      | 2       | 3    | 2     | 3     | 32 |
///
/// `of` is the seed of practice, or the number of a room; else 0. All other bits are 0.
type Plan is uint256;

using PlanLib for Plan global;

/// @title PlanLib
/// @notice Reads a {Plan}.
library PlanLib {
    uint256 private constant MODES = 3;
    uint256 private constant BITS = 46;

    function isValid(Plan plan) internal pure returns (bool) {
        return Plan.unwrap(plan) >> BITS == 0 && plan.mode() < MODES && (plan.mode() != 0 || plan.of_() == 0)
            && plan.length() != 0 && plan.calling() != 0 && plan.tool() < Numbers.TOOLS && plan.purse() < Numbers.PURSES
            && plan.start() < Numbers.PLACES;
    }

    function mode(Plan plan) internal pure returns (uint256) {
        return Plan.unwrap(plan) & 3;
    }

    function length(Plan plan) internal pure returns (uint256) {
        return (Plan.unwrap(plan) >> 2) & 3;
    }

    function calling(Plan plan) internal pure returns (uint256) {
        return (Plan.unwrap(plan) >> 4) & 3;
    }

    function tool(Plan plan) internal pure returns (uint256) {
        return (Plan.unwrap(plan) >> 6) & 7;
    }

    function purse(Plan plan) internal pure returns (uint256) {
        return (Plan.unwrap(plan) >> 9) & 3;
    }

    function start(Plan plan) internal pure returns (uint256) {
        return (Plan.unwrap(plan) >> 11) & 7;
    }

    function of_(Plan plan) internal pure returns (uint256) {
        return Plan.unwrap(plan) >> 14;
    }
}
