// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {INextHourglass} from "./INextHourglass.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Grains
/// @notice The pace of an expedition: grains fall each second, the player holds some, what is above that is lost.
library Grains {
    /// @notice Pays grains, and eats rations when they are short.
    function pay(Run run, uint256 cost) internal view returns (Run) {
        (uint256 used, uint256 rations) = afterPaying(run, cost);
        return run.withUsed(used).withRations(rations);
    }

    /// @notice What is used, and which rations are left, after paying grains.
    /// @return used At most what has fallen and what is held.
    function afterPaying(Run run, uint256 cost) internal view returns (uint256 used, uint256 rations) {
        if (cost > Numbers.GRAINS_HELD) revert INextHourglass.TooDear(cost, Numbers.GRAINS_HELD);
        uint256 fallen = Numbers.GRAINS_PER_SECOND * Tides.elapsed(run);
        rations = run.rations();
        used = run.used();
        if (used < fallen) used = fallen;
        used += cost;
        while (used > Numbers.GRAINS_HELD + fallen) {
            if (rations == 0) revert INextHourglass.OutOfGrains(_readyAt(run, used));
            --rations;
            // The ration fills what is held before the action takes its cost.
            used = used - cost > Numbers.GRAINS_HELD + fallen ? used - Numbers.GRAINS_HELD : fallen + cost;
        }
    }

    function _readyAt(Run run, uint256 used) private pure returns (uint256) {
        uint256 perSecond = Numbers.GRAINS_PER_SECOND;
        return Tides.startedAt(run) + (used - Numbers.GRAINS_HELD + perSecond - 1) / perSecond;
    }
}
