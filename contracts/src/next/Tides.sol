// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Run} from "./Run.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Tides
/// @notice What time it is in an expedition. Everything is a function of the seconds since its start, so everybody's day is the
/// same. All functions ask for an expedition that is not over.
library Tides {
    uint256 internal constant LAST = 2;

    uint256 internal constant DAY = 0;
    uint256 internal constant DUSK = 1;
    uint256 internal constant NIGHT = 2;

    uint256 private constant WALK = 2;

    function startedAt(Run run) internal pure returns (uint256) {
        return run.endsAt() - Numbers.secondsOf(run.length());
    }

    /// @notice Seconds since the start.
    function elapsed(Run run) internal view returns (uint256) {
        return block.timestamp - startedAt(run);
    }

    /// @notice 0, 1 or 2: each a third.
    function tide(Run run) internal view returns (uint256) {
        return 3 * elapsed(run) / Numbers.secondsOf(run.length());
    }

    /// @notice DAY, DUSK or NIGHT. A Dash has no night.
    function phase(Run run) internal view returns (uint256) {
        uint256 lasts = Numbers.secondsOf(run.length());
        uint256 t = elapsed(run);
        if (run.length() >= WALK && 6 * t >= 5 * lasts) return NIGHT;
        return 3 * t >= 2 * lasts ? DUSK : DAY;
    }

    /// @notice Low tide is the middle half of each tide.
    function isLow(Run run) internal view returns (bool) {
        uint256 lasts = Numbers.secondsOf(run.length()) / 3;
        uint256 u = elapsed(run) % lasts;
        return 4 * u >= lasts && 4 * u < 3 * lasts;
    }
}
