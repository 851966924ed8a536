// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Numbers} from "./generated/Numbers.sol";

/// @notice What is carried, in one word. Fields from the lowest bit:
///
/// | materials | parts | tools | soldTide | sold  | layers | relicValue | spent | room |
/// | 8 × 6     | 4 × 6 | 12    | 2        | 8 × 7 | 5      | 13         | 8     | 32   |
///
/// Materials are in the order of their ids; parts and tools as {Numbers} says. `sold` are units of each material banked in the
/// tide `soldTide`. `relicValue` is in points, `spent` in whole Sand. `room` is 0 outside rooms.
type Pack is uint256;

using PackLib for Pack global;

/// @title PackLib
/// @notice Reads and replaces single fields of a {Pack}; a setter leaves all other bits unchanged. Nothing overflows: an
/// item that is no material, part or tool must not be asked for.
library PackLib {
    uint256 internal constant MATERIALS = 8;
    uint256 private constant GOODS = 12;

    uint256 private constant TOOLS_AT = 72;
    uint256 private constant SOLD_TIDE_AT = 84;
    uint256 private constant SOLD_AT = 86;
    uint256 private constant LAYERS_AT = 142;
    uint256 private constant RELIC_VALUE_AT = 147;
    uint256 private constant SPENT_AT = 160;
    uint256 private constant ROOM_AT = 168;

    uint256 private constant UNITS = 0x3f;
    uint256 private constant SOLD = 0x7f;
    uint256 private constant LAYERS = 0x1f;
    uint256 private constant RELIC_VALUE = 0x1fff;

    /// @notice Units of a material or part.
    function units(Pack pack, uint256 item) internal pure returns (uint256) {
        return (Pack.unwrap(pack) >> _goodsAt(item)) & UNITS;
    }

    /// @notice Whether the player has a tool.
    function has(Pack pack, uint256 tool) internal pure returns (bool) {
        unchecked {
            return (Pack.unwrap(pack) >> (TOOLS_AT + Numbers.toolBit(tool) - 1)) & 1 == 1;
        }
    }

    /// @notice Units of a material banked in a tide.
    function sold(Pack pack, uint256 tide, uint256 material) internal pure returns (uint256) {
        unchecked {
            if ((Pack.unwrap(pack) >> SOLD_TIDE_AT) & 3 != tide) return 0;
            return (Pack.unwrap(pack) >> (SOLD_AT + 7 * (material - 1))) & SOLD;
        }
    }

    function layers(Pack pack) internal pure returns (uint256) {
        return (Pack.unwrap(pack) >> LAYERS_AT) & LAYERS;
    }

    function relicValue(Pack pack) internal pure returns (uint256) {
        return (Pack.unwrap(pack) >> RELIC_VALUE_AT) & RELIC_VALUE;
    }

    function spent(Pack pack) internal pure returns (uint256) {
        return (Pack.unwrap(pack) >> SPENT_AT) & type(uint8).max;
    }

    /// @notice Whether there is something to bank: materials or relic layers.
    function hasLoad(Pack pack) internal pure returns (bool) {
        return Pack.unwrap(pack) & ((1 << (6 * MATERIALS)) - 1 | LAYERS << LAYERS_AT) != 0;
    }

    /// @notice Units that the pack holds.
    function weight(Pack pack) internal pure returns (uint256 sum) {
        unchecked {
            sum = Numbers.LAYER_UNITS * pack.layers();
            for (uint256 i = 0; i < GOODS; ++i) {
                sum += (Pack.unwrap(pack) >> (6 * i)) & UNITS;
            }
        }
    }

    /// @param value Fits: a pack holds at most 60 units.
    function withUnits(Pack pack, uint256 item, uint256 value) internal pure returns (Pack) {
        return _with(pack, _goodsAt(item), UNITS, value);
    }

    function withTool(Pack pack, uint256 tool) internal pure returns (Pack) {
        unchecked {
            return _with(pack, TOOLS_AT + Numbers.toolBit(tool) - 1, 1, 1);
        }
    }

    /// @notice Forgets what was sold in another tide.
    function inTide(Pack pack, uint256 tide) internal pure returns (Pack) {
        if ((Pack.unwrap(pack) >> SOLD_TIDE_AT) & 3 == tide) return pack;
        return _with(pack, SOLD_TIDE_AT, (1 << (LAYERS_AT - SOLD_TIDE_AT)) - 1, tide);
    }

    /// @dev Stops at the largest value. The pack must be in the tide.
    function withSold(Pack pack, uint256 material, uint256 value) internal pure returns (Pack) {
        unchecked {
            return _with(pack, SOLD_AT + 7 * (material - 1), SOLD, value < SOLD ? value : SOLD);
        }
    }

    /// @param count Fits: 20 layers fill the largest pack.
    /// @param value Points. Fits: a layer is worth at most 203.
    function withLayers(Pack pack, uint256 count, uint256 value) internal pure returns (Pack) {
        return _with(_with(pack, LAYERS_AT, LAYERS, count), RELIC_VALUE_AT, RELIC_VALUE, value);
    }

    /// @param value Whole Sand, at most the purse.
    function withSpent(Pack pack, uint256 value) internal pure returns (Pack) {
        return _with(pack, SPENT_AT, type(uint8).max, value);
    }

    function withRoom(Pack pack, uint256 value) internal pure returns (Pack) {
        return _with(pack, ROOM_AT, type(uint32).max, value);
    }

    function _goodsAt(uint256 item) private pure returns (uint256) {
        unchecked {
            return 6 * (Numbers.goodsField(item) - 1);
        }
    }

    function _with(Pack pack, uint256 at, uint256 mask, uint256 value) private pure returns (Pack) {
        return Pack.wrap((Pack.unwrap(pack) & ~(mask << at)) | ((value & mask) << at));
    }
}
