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
        unchecked {
            return run.endsAt() - Numbers.secondsOf(run.length());
        }
    }

    /// @notice Seconds since the start, and how long the expedition lasts.
    function clock(Run run) internal view returns (uint256 t, uint256 lasts) {
        lasts = Numbers.secondsOf(run.length());
        // Nothing here or below overflows: seconds of an expedition are below 2^16, and its start is not after now.
        unchecked {
            t = block.timestamp + lasts - run.endsAt();
        }
    }

    /// @notice 0, 1 or 2: each a third.
    function tide(Run run) internal view returns (uint256) {
        (uint256 t, uint256 lasts) = clock(run);
        unchecked {
            return 3 * t / lasts;
        }
    }

    /// @notice DAY, DUSK or NIGHT.
    function phase(Run run) internal view returns (uint256) {
        (uint256 t, uint256 lasts) = clock(run);
        if (isNight(run, t, lasts)) return NIGHT;
        unchecked {
            return 3 * t >= 2 * lasts ? DUSK : DAY;
        }
    }

    /// @notice A Dash has no night.
    function isNight(Run run, uint256 t, uint256 lasts) internal pure returns (bool) {
        unchecked {
            return 6 * t >= 5 * lasts && run.length() >= WALK;
        }
    }

    /// @notice Low tide is the middle half of each tide.
    function isLow(uint256 t, uint256 lasts) internal pure returns (bool) {
        unchecked {
            // Twelfths of the expedition, four in each tide: with one more, the two in the middle are those with bit 1.
            return (12 * t / lasts + 1) & 2 != 0;
        }
    }
}
