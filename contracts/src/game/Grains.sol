// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "./IHourglass.sol";
import {Run} from "./Run.sol";
import {Tides} from "./Tides.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Grains
/// @notice The pace of an expedition: grains fall each second, the player holds some, what is above that is lost.
library Grains {
    /// @notice Pays grains, and eats rations when they are short.
    function pay(Run run, uint256 cost) internal view returns (Run) {
        (uint256 t,) = Tides.clock(run);
        (uint256 used, uint256 rations) = afterPaying(run, cost, t);
        return run.withUsed(used).withRations(rations);
    }

    /// @notice What is used, and which rations are left, after paying grains.
    /// @param t Seconds since the start.
    /// @return used At most what has fallen and what is held.
    function afterPaying(Run run, uint256 cost, uint256 t) internal pure returns (uint256 used, uint256 rations) {
        // Nothing overflows: all of it fits fields of the word, and a cost is 32 steps at most.
        unchecked {
            uint256 fallen = Numbers.GRAINS_PER_SECOND * t;
            used = run.used();
            if (used < fallen) used = fallen;
            used += cost;
            rations = run.rations();
            if (used > Numbers.GRAINS_HELD + fallen) return _eat(run, cost, used, rations, fallen);
        }
    }

    /// @dev What is short comes from rations: each fills what is held before the action takes its cost. Calls itself for the next
    /// one, so that it stands in the code once, whatever the cost.
    function _eat(Run run, uint256 cost, uint256 used, uint256 rations, uint256 fallen)
        private
        pure
        returns (uint256, uint256)
    {
        unchecked {
            uint256 held = Numbers.GRAINS_HELD;
            if (cost > held) revert IHourglass.TooDear(cost, held);
            if (rations == 0) revert IHourglass.OutOfGrains(_readyAt(run, used - held));
            used = used > held + fallen + cost ? used - held : fallen + cost;
            if (used > held + fallen) return _eat(run, cost, used, rations - 1, fallen);
            return (used, rations - 1);
        }
    }

    /// @param grains How many must have fallen since the start.
    function _readyAt(Run run, uint256 grains) private pure returns (uint256) {
        uint256 perSecond = Numbers.GRAINS_PER_SECOND;
        unchecked {
            return Tides.startedAt(run) + (grains + perSecond - 1) / perSecond;
        }
    }
}
