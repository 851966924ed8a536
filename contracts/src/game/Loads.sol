// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Pack, PackLib} from "./Pack.sol";
import {Places} from "./Places.sol";
import {Run} from "./Run.sol";
import {Numbers} from "./generated/Numbers.sol";

/// @title Loads
/// @notice What a load is worth. Every product is exact before its one floor, and none overflows:
/// units, prices and percentages are fields of a few bits.
library Loads {
    uint256 private constant FULL = 4;
    uint256 private constant HALF = 2;

    /// @notice Sells all materials and relic layers of a pack that has some.
    /// @return left The pack without them.
    /// @return kinds Materials that were in the load.
    function sell(Run run, Pack pack, uint256 tide, uint256 place)
        internal
        pure
        returns (Pack left, uint256 kinds, uint256 points)
    {
        unchecked {
            uint256 quarters;
            left = pack.inTide(tide);
            for (uint256 material = 1; material <= PackLib.MATERIALS; ++material) {
                uint256 units = left.units(material);
                if (units == 0) continue;
                ++kinds;
                uint256 sold = left.sold(tide, material);
                quarters += Numbers.unitPrice(material) * _quarters(sold, units, Numbers.demand(run.length()));
                left = left.withUnits(material, 0).withSold(material, sold + units);
            }
            points = quarters * Numbers.goodsPercent(run.calling()) * Numbers.tidePercent(tide) + FULL * 1e4
                * pack.relicValue();
            points *= _mixPercent(pack.layers() == 0 ? kinds : kinds + 1);
            points *= place == Places.CAMP ? Numbers.PLACE_CAMP : Numbers.PLACE_POST;
            points = points * Numbers.pursePercent(run.purse()) / (FULL * 1e10);
            left = left.withLayers(0, 0);
        }
    }

    /// @dev Quarters of the full price that `units` bring after `sold`: a tide buys `demand` at the full price, as many at half,
    /// the rest at a quarter.
    function _quarters(uint256 sold, uint256 units, uint256 demand) private pure returns (uint256) {
        unchecked {
            return _upTo(sold + units, demand) - _upTo(sold, demand);
        }
    }

    function _upTo(uint256 units, uint256 demand) private pure returns (uint256) {
        unchecked {
            if (units <= demand) return FULL * units;
            if (units <= 2 * demand) return FULL * demand + HALF * (units - demand);
            return (FULL + HALF) * demand + units - 2 * demand;
        }
    }

    /// @param kinds At least one.
    function _mixPercent(uint256 kinds) private pure returns (uint256) {
        unchecked {
            uint256 more = Numbers.MIX_EACH * (kinds - 1);
            return 100 + (more < Numbers.MIX_MOST ? more : Numbers.MIX_MOST);
        }
    }
}
